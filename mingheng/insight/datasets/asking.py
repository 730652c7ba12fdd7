"""Every rule and pattern asked of a log, and what was found kept as the table `findings` of the store."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import ibis
from ibis.backends.sql.datatypes import DuckDBType

from mingheng.insight.datasets.laws import Law
from mingheng.insight.datasets.mapping import LogMapping
from mingheng.insight.datasets.progress import Told
from mingheng.insight.datasets.store import Store, name, text
from mingheng.insight.datasets.writing import open_log
from mingheng.insight.rules.batches import batches
from mingheng.insight.rules.bulk import Plan
from mingheng.insight.rules.bulk.unrecorded import TAKER, Recorded
from mingheng.insight.rules.checking import Checker, Lacking
from mingheng.insight.rules.decoding import dockets
from mingheng.insight.rules.keeping import keeping
from mingheng.insight.rules.log import FINDINGS, Log
from mingheng.insight.rules.patterns import find_patterns
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.procedure import Procedure

TABLE = "findings"
AT_ONCE = 2000  # cases the engine reads at a time
LEADS = "leads.parquet"  # complaints, transfers and inspections beside the tables of a log, where somebody has them


@dataclass
class Asked:
    """Of how many acts each rule was asked, what the log lacks for asking, and what else could not be looked for."""

    acts: Counter[str] = field(default_factory=Counter)
    lacking: list[Lacking] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def recorded_by(mapping: LogMapping) -> Recorded:
    """What a log records by its mapping: nothing else may be held against anybody."""
    taker = {TAKER} if mapping.columns.person else set()
    made = {act for acts in mapping.made.values() for act in acts}
    return Recorded({act: frozenset({*mapping.facts.get(act, {}), *taker}) for act in made})


def ask(store: Store, folder: Path, law: Law, recorded: Recorded | None, as_of: date, told: Told) -> Asked:
    """Ask everything."""
    backend = ibis.duckdb.from_connection(store.connection)
    log = open_log(backend, folder)
    kinds = ", ".join(f"{name(column)} {DuckDBType.to_string(kind)}" for column, kind in FINDINGS.items())
    store.run(f"create table {TABLE} ({kinds})")
    asked = Asked()
    for procedure in law.procedures:
        told.begin(f"核对“{procedure.title}”")
        mine = log.of(log.cases.filter(log.cases.procedure == procedure.key)) if len(law.procedures) > 1 else log
        _ask_rules(store, backend, mine, Plan(procedure, law.book, store.key, recorded), folder, as_of, told, asked)
    if law.book.patterns:
        told.begin("查找规则看不出的情形")
        leads = backend.read_parquet(str(folder / LEADS)) if (folder / LEADS).exists() else None
        found = find_patterns(log, law.book, as_of=as_of, leads=leads, run=backend.to_pyarrow)
        store.connection.register("found", found.findings)
        store.run(f"insert into {TABLE} by name from found")
        store.connection.unregister("found")
        asked.notes += [f"{law.book.patterns[lack.pattern].title}：{lack.lacks}" for lack in found.lacks]
    return asked


def _ask_rules(store: Store, backend: Any, log: Log, plan: Plan, folder: Path, as_of: date, told: Told, asked: Asked) -> None:
    def read(cases: Sequence[int]) -> Iterator[tuple[int, Docket]]:
        told.begin(f"逐案核对“{plan.procedure.title}”", len(cases))
        for some in batches(cases, AT_ONCE):
            yield from _dockets(store, folder, plan.procedure, some)
            told.tick(len(some))

    with keeping(backend) as keep:
        checker = Checker(plan, keep, lambda table: list(backend.to_pyarrow(table).to_pylist()), read)
        checked = checker.check(log, as_of=as_of)
        store.run(f"insert into {TABLE} by name from {checked.findings.get_name()}")
    asked.acts.update(checked.asked)
    asked.lacking += checked.lacking


def _dockets(store: Store, folder: Path, procedure: Procedure, cases: Iterable[int]) -> Iterator[tuple[int, Docket]]:
    """Some cases as dockets, in order."""
    wanted = list(cases)

    def rows(table: str, order: str) -> list[Mapping[str, Any]]:
        source = f"read_parquet({text(folder / f'{table}.parquet')})"
        statement = f'from {source} where "case" in (select unnest($wanted::bigint[])) order by {order}'
        return list(store.run(statement, wanted=wanted).to_arrow_table().to_pylist())

    parties = rows("parties", '"case", joined nulls first, party')
    return dockets(procedure, rows("acts", '"case", n'), parties, rows("cases", '"case"'))
