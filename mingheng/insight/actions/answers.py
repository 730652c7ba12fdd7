"""What the rules answer of the cases to be asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from mingheng.cases.queries.dockets import cases_in, dockets_of
from mingheng.insight.actions.exporting import Tell
from mingheng.insight.datasets.parts import engine, open_log
from mingheng.insight.models import Exported, Run
from mingheng.insight.queries.changes import live
from mingheng.insight.rules.batches import batches
from mingheng.insight.rules.patterns import find_patterns
from mingheng.law.rules.clocks import Clock
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.findings import Answer
from mingheng.law.rules.judge import check, open_duties
from mingheng.law.rules.reading import Lawbook

if TYPE_CHECKING:
    from mingheng.cases.models import Case

Row = Mapping[str, Any]
AT_ONCE = 200


@dataclass(frozen=True)
class Answers:
    """The findings (columns of `log.FINDINGS`), the cases by their numbers, those that were asked, and what patterns lack."""

    rows: Sequence[Row]
    cases: Mapping[int, UUID]
    asked: Sequence[int]
    lacking: Mapping[str, str]


def answers(*, run: Run, rows: QuerySet[Exported], folder: Path, book: Lawbook, tell: Tell) -> Answers:
    """Ask every rule of these cases."""
    keys = dict(rows.order_by("key").values_list("key", "case_id"))
    found: list[Row] = []
    for n, some in enumerate(batches(keys.items(), AT_ONCE)):
        tell("ask", n * AT_ONCE, len(keys))
        numbers = {case: key for key, case in some}
        for case, docket in dockets_of(cases_in([case for _, case in some])):
            found += _asked(numbers[case.pk], case, docket, book, run.as_of)
    tell("patterns", 0, 1)
    patterns, lacking = _patterns(folder, book, run.as_of)
    everything = dict(Exported.objects.values_list("key", "case_id"))
    return Answers([*found, *patterns], everything, list(keys), lacking)


def _patterns(folder: Path, book: Lawbook, as_of: date) -> tuple[list[Row], dict[str, str]]:
    """What shows only where all cases lie side by side, and what could not be looked for."""
    backend = engine(memory=settings.MINGHENG_SCAN_MEMORY, scratch=folder / "scratch")
    told = find_patterns(open_log(backend, folder, live()), book, as_of=as_of)
    backend.disconnect()
    return told.findings.to_pylist(), {lack.pattern: lack.lacks for lack in told.lacks if lack.silent}


def _asked(key: int, case: "Case", docket: Docket, book: Lawbook, as_of: date) -> Iterator[Row]:
    empty = {
        "case": key, "ref": case.ref, "procedure": docket.procedure.key, "n": None, "act": None, "others": None, "party": None,
        "happened": None, "due": None, "measure": None, "measure_unit": None, "unit": case.unit, "by": None, "lacks": None,
    }  # fmt: skip
    for act, verdict in check(docket, book):
        for f in verdict.findings:
            if f.answer is not Answer.KEPT:
                yield {
                    **empty, "rule": f.code, "kind": "rule", "answer": str(f.answer), "severity": f.severity, "n": act.n,
                    "act": act.kind, "party": f.party, "happened": act.happened, "due": f.due, "by": str(act.by),
                    "reason": f.reason, "cite": " ".join(f.cite),
                }  # fmt: skip
    context = Context(docket, book)
    for clock in (c for c in open_duties(docket, book) if c.shown and not c.party_time):
        yield {**empty, **_duty(clock, context, as_of)}


def _duty(clock: Clock, context: Context, as_of: date) -> Row:
    left = clock.days_left(context, as_of)
    late = left is not None and left < 0
    return {
        "rule": clock.key, "kind": "duty", "answer": "broken" if late else "pending", "severity": "heavy", "party": clock.party,
        "happened": clock.started, "due": clock.last.day if clock.last else None, "measure": float(-left) if left is not None and late else None,
        "measure_unit": "days" if late else None, "reason": f"{clock.title}{'超期' if late else '未届满'}", "cite": " ".join(clock.cite),
        "others": clock.of or None,
    }  # fmt: skip
