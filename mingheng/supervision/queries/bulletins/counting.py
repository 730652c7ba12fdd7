"""What is counted of a period, as it stands at this moment."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from mingheng.cases.queries.closings import Closing, closed_between, filed_between
from mingheng.insight.queries.findings import findings
from mingheng.kit.dates import moment_of
from mingheng.supervision.models import AnswerKind, FindingAnswer
from mingheng.supervision.queries.answered import in_state
from mingheng.supervision.rules.bulletins.figures import Counted, Tally, gathered
from mingheng.supervision.rules.bulletins.periods import Period

if TYPE_CHECKING:
    from mingheng.insight.models import Finding

BROKEN = "broken"


def counted(period: Period) -> Counted:
    """Everything a bulletin of that period counts, as it stands now."""
    closed = closed_between(period.since, period.until)
    return gathered([*_filed(period), *_closed(closed), *_found(period), *_answered(period)])


def closed_by_period(period: Period, periods: int) -> list[list[str | int]]:
    """How many cases were closed in each of the last periods, this one the last: the name of the period and the number."""
    spans = [period]
    while len(spans) < periods:
        spans.insert(0, spans[0].before())
    days = [one.day for one in closed_between(spans[0].since, period.until)]
    return [[span.name, sum(span.since <= day < span.until for day in days)] for span in spans]


def _filed(period: Period) -> Iterator[Tally]:
    for unit, ref in filed_between(period.since, period.until):
        yield Tally("filed", unit, ref)


def _closed(closed: Sequence[Closing]) -> Iterator[Tally]:
    wrong = findings().filter(gone=None, answer=BROKEN, case__in=[one.case for one in closed])
    marred = set(_but_false_alarms(wrong).values_list("case", flat=True))
    for one in closed:
        yield Tally("closed", one.unit, one.ref)
        if one.case not in marred:
            yield Tally("clean", one.unit, one.ref)


def _found(period: Period) -> Iterator[Tally]:
    began, ended = _moments(period)
    rows = findings().filter(gone=None, answer=BROKEN, case__isnull=False, first_seen__gte=began, first_seen__lt=ended)
    for unit, pk in rows.values_list("case__unit", "pk"):
        yield Tally("breaches", unit, str(pk))
    for unit, pk in in_state(rows, "open").values_list("case__unit", "pk"):
        yield Tally("waiting", unit, str(pk))


def _answered(period: Period) -> Iterator[Tally]:
    began, ended = _moments(period)
    given = FindingAnswer.objects.filter(settles=True, at__gte=began, at__lt=ended, finding__case__isnull=False)
    mended = FindingAnswer.objects.filter(finding=OuterRef("finding"), kind=AnswerKind.PUT_RIGHT, settles=True)
    rows = given.annotate(mended=Exists(mended)).values_list("finding__case__unit", "finding", "kind", "finding__gone", "mended")
    for unit, pk, kind, gone, right in rows:
        if kind == AnswerKind.FALSE_ALARM:
            yield Tally("false_alarms", unit, str(pk))
        elif kind in (AnswerKind.CONFIRMED, AnswerKind.PUT_RIGHT):
            yield Tally("confirmed", unit, str(pk))
            if gone or right:
                yield Tally("put_right", unit, str(pk))


def _but_false_alarms(rows: "QuerySet[Finding]") -> "QuerySet[Finding]":
    false = FindingAnswer.objects.filter(finding=OuterRef("pk"), kind=AnswerKind.FALSE_ALARM, settles=True)
    return rows.exclude(Exists(false))


def _moments(period: Period) -> tuple[datetime, datetime]:
    return moment_of(period.since, time()), moment_of(period.until, time())
