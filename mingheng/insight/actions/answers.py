"""What the rules answer of the cases to be asked, and what shows only where all cases lie side by side."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import ibis
import ibis.expr.types as ir
from django.conf import settings
from django.db.models import QuerySet

from mingheng.cases.queries.dockets import cases_in, dockets_of, procedure_of
from mingheng.insight.actions.exporting import Tell, texts_key
from mingheng.insight.datasets.parts import engine, open_log
from mingheng.insight.models import Exported, Run
from mingheng.insight.queries.changes import live
from mingheng.insight.rules.batches import batches
from mingheng.insight.rules.bulk import Plan
from mingheng.insight.rules.checking import Checker
from mingheng.insight.rules.keeping import Keeper, keeping
from mingheng.insight.rules.log import Log
from mingheng.insight.rules.patterns import find_patterns
from mingheng.insight.rules.recorded import recorded_in
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.reading import Lawbook

Row = Mapping[str, Any]
AT_ONCE = 200


@dataclass
class Answers:
    """The findings (columns of `log.FINDINGS`), the cases by their numbers, those that were asked, and what could not be told.

    `lacking`: patterns that could not be looked for and systems that record less than we ask, with what they lack.
    `untold`: how often a rule could not be answered because the system a case came from does not record what it needs.
    """

    cases: Mapping[int, UUID]
    asked: Sequence[int]
    rows: list[Row] = field(default_factory=list)
    lacking: dict[str, str] = field(default_factory=dict)
    untold: Counter[str] = field(default_factory=Counter)


def answers(*, run: Run, rows: QuerySet[Exported], folder: Path, book: Lawbook, tell: Tell) -> Answers:
    """Ask every rule of these cases, procedure by procedure, and look for every pattern in all cases."""
    groups: dict[tuple[str, str], list[int]] = {}
    for key, version, source in rows.order_by("key").values_list("key", "version", "case__source"):
        groups.setdefault((version, source), []).append(key)
    asked = [key for keys in groups.values() for key in keys]
    told = Answers(dict(Exported.objects.values_list("key", "case_id")), asked)
    backend = engine(memory=settings.MINGHENG_SCAN_MEMORY, scratch=folder / "scratch")
    try:
        log = open_log(backend, folder, live())
        asking = _Asking(told.cases, len(asked), tell)
        for (_, source), keys in groups.items():
            plan = Plan(procedure_of(cases_in([told.cases[keys[0]]])[0]), book, texts_key())
            with keeping(backend) as keep:
                own = log.of(keep(ibis.memtable({"case": keys}, schema={"case": "int64"})))
                if source:
                    _of_another_system(told, plan, own, keep, source, run.as_of)
                    asking.passed(len(keys))
                else:
                    told.rows += _rows(Checker(plan, keep, _rows, asking.dockets).check(own, as_of=run.as_of).findings)
        _look_for_patterns(told, log, book, run.as_of, tell)
    finally:
        backend.disconnect()
    return told


def _of_another_system(told: Answers, plan: Plan, log: Log, keep: Keeper, source: str, as_of: date) -> None:
    """Ask cases that were brought over only what the system they came from records; what it does not is counted, not accused."""
    plan = replace(plan, recorded=recorded_in(_rows(log.acts.select("act", "facts", "withheld").distinct())))
    checked, before = Checker(plan, keep, _rows, lambda keys: ()).check(log, as_of=as_of), told.untold.total()
    for row in _rows(checked.findings):
        if row["answer"] == "unknown":
            told.untold[row["rule"]] += 1
        else:
            told.rows.append(row)
    for lack in checked.lacking:
        told.untold[lack.rule] += lack.acts
    told.lacking[source] = f"带入的案件只核对该系统记录了的内容，{told.untold.total() - before:,} 处无法核对"


def _look_for_patterns(told: Answers, log: Log, book: Lawbook, as_of: date, tell: Tell) -> None:
    """What every pattern shows, and which could not be looked for, with what they lack."""
    for n, key in enumerate(sorted(book.patterns)):
        tell("patterns", n, len(book.patterns))
        try:
            found = find_patterns(log, book, as_of=as_of, only=[key])
        except LookupError as absent:  # the lawbook in force was loaded by another version of the program
            told.lacking[key] = f"装入的法律库缺少 {absent}，请运行 mingheng law load"
            continue
        told.rows += found.findings.to_pylist()
        told.lacking |= {lack.pattern: lack.lacks for lack in found.lacks if lack.silent}


def _rows(table: ir.Table) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return found


class _Asking:
    """Reads dockets for the rules that only the engine can answer, whole, and says how far it has come."""

    def __init__(self, cases: Mapping[int, UUID], total: int, tell: Tell) -> None:
        self.cases, self.total, self.tell, self.done = cases, total, tell, 0
        tell("ask", 0, total)

    def dockets(self, keys: Sequence[int]) -> Iterator[tuple[int, Docket]]:
        """The docket of each number."""
        for some in batches(keys, AT_ONCE):
            numbers = {self.cases[key]: key for key in some}
            for case, docket in dockets_of(cases_in(list(numbers))):
                yield numbers[case.pk], docket
            self.passed(len(some))

    def passed(self, count: int) -> None:
        """So many more were asked."""
        self.done += count
        self.tell("ask", self.done, self.total)
