"""Every rule and pattern asked of a log, and what was found kept as the table `findings` of the store."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from ibis.backends.sql.datatypes import DuckDBType

from mingheng.insight.datasets.engines import Engine, engine
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
from mingheng.insight.rules.log import FINDINGS, Log
from mingheng.insight.rules.patterns import find_patterns
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.procedure import Procedure

TABLE = "findings"
AT_ONCE = 2000  # cases the engine reads at a time
BUCKET = 2_000_000  # acts that are asked at a time
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
    facts = {act: frozenset({*mapping.facts.get(act, {}), *taker}) for act in made}
    return Recorded(facts, parties=bool(mapping.columns.party or mapping.always.party))


def ask(
    store: Store, folder: Path, law: Law, recorded: Recorded | None, as_of: date, told: Told, master: str | None = None
) -> Asked:
    """Ask everything, here or on the Spark cluster `master`. Raises CannotScan."""
    with engine(store, master) as used:
        return _Asking(store, used, folder, law, recorded, as_of, told).ask()


@dataclass(frozen=True)
class _Asking:
    """One log being asked."""

    store: Store
    used: Engine
    folder: Path
    law: Law
    recorded: Recorded | None
    as_of: date
    told: Told
    asked: Asked = field(default_factory=Asked)
    parts: Iterator[int] = field(default_factory=count)

    def ask(self) -> Asked:
        log = open_log(self.used.backend, self.folder)
        self._insert(FINDINGS.to_pyarrow().empty_table())
        for procedure in self.law.procedures:
            self.told.begin(f"核对“{procedure.title}”")
            mine = log.of(log.cases.filter(log.cases.procedure == procedure.key)) if self.recorded is None else log
            for some in self._buckets(mine):
                self._rules(some, Plan(procedure, self.law.book, self.store.key, self.recorded))
        if self.law.book.patterns:
            self._patterns(log)
        return self.asked

    def _buckets(self, log: Log) -> Iterator[Log]:
        """The log in as many parts of whole cases as keep it small; a cluster takes it as it is."""
        acts = self.store.one(f"select count(*) from {self._file('acts')}")
        first, last = self.store.rows(f'select min("case"), max("case") from {self._file("cases")}')[0]
        if not self.used.own or acts <= BUCKET:
            yield log
            return
        size = max(1, (last - first + 1) * BUCKET // acts)
        for start in range(first, last + 1, size):
            yield log.between(start, start + size)

    def _rules(self, log: Log, plan: Plan) -> None:
        def read(cases: Sequence[int]) -> Iterator[tuple[int, Docket]]:
            self.told.begin(f"逐案核对“{plan.procedure.title}”", len(cases))
            for some in batches(cases, AT_ONCE):
                yield from self._dockets(plan.procedure, some)
                self.told.tick(len(some))

        with self.used.keeping() as keep:
            checked = Checker(plan, keep, self.used.rows, read).check(log, as_of=self.as_of)
            if self.used.own:
                self._set_down(checked.findings.get_name())
            else:
                self._insert(self.used.arrow(checked.findings))
        self.asked.acts.update(checked.asked)
        self.asked.lacking += checked.lacking

    def _patterns(self, log: Log) -> None:
        self.told.begin("查找规则看不出的情形")
        leads = self.used.backend.read_parquet(str(self.folder / LEADS)) if (self.folder / LEADS).exists() else None
        found = find_patterns(log, self.law.book, as_of=self.as_of, leads=leads, run=self.used.arrow)
        self._insert(found.findings)
        self.asked.notes += [f"{self.law.book.patterns[lack.pattern].title}：{lack.lacks}" for lack in found.lacks]

    def _insert(self, found: Any) -> None:
        self.store.connection.register("found", found)
        self._set_down("found")
        self.store.connection.unregister("found")

    def _set_down(self, found: str) -> None:
        kinds = {name(column): DuckDBType.to_string(kind) for column, kind in FINDINGS.items()}
        columns = ", ".join(f"cast({column} as {kind}) as {column}" for column, kind in kinds.items())
        self.store.set_down(TABLE, f"select {columns} from {found}", next(self.parts))

    def _file(self, table: str) -> str:
        return f"read_parquet({text(self.folder / f'{table}.parquet')})"

    def _dockets(self, procedure: Procedure, wanted: list[int]) -> Iterator[tuple[int, Docket]]:
        """Some cases as dockets, in order."""

        def rows(table: str, order: str) -> list[Mapping[str, Any]]:
            statement = f'from {self._file(table)} where "case" in (select unnest($wanted::bigint[])) order by {order}'
            return list(self.store.run(statement, wanted=wanted).to_arrow_table().to_pylist())

        parties = rows("parties", '"case", joined nulls first, party')
        return dockets(procedure, rows("acts", '"case", n'), parties, rows("cases", '"case"'), self.recorded)
