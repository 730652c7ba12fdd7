"""What is counted of a period, as it stands at this moment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Exists, OuterRef

from mingheng.cases.queries.closings import Closing, closed_between, closed_by_month, filed_between
from mingheng.draws.queries import State, draws
from mingheng.insight.queries.findings import findings
from mingheng.kit.dates import moment_of
from mingheng.law.rules.reading import Lawbook
from mingheng.organisation import queries as organisation
from mingheng.supervision.models import AnswerKind, FindingAnswer
from mingheng.supervision.queries.answered import BROKEN, broken_now, in_state
from mingheng.supervision.queries.bulletins.instructed import matters_tallied
from mingheng.supervision.queries.bulletins.ordered import orders_tallied
from mingheng.supervision.queries.bulletins.reviewed import draws_tallied, resulted_between, reviews_tallied, scores
from mingheng.supervision.queries.draws.seeing import sight_of_draw
from mingheng.supervision.rules.bulletins.figures import Counted, Tally, gathered, names
from mingheng.supervision.rules.bulletins.periods import Period
from mingheng.supervision.rules.seeing import Sight


@dataclass(frozen=True)
class Taken:
    """What was counted of a period: the lists of every figure, what a person calls their members, the points of reviews."""

    counted: Counted
    names: Mapping[str, str]
    scores: Mapping[str, str]


def taken(period: Period, book: Lawbook) -> Taken:
    """Everything a bulletin of that period counts, as it stands now."""
    closed, (began, ended) = closed_between(period.since, period.until), _moments(period)
    resulted = resulted_between(began, ended, book, period.until)
    tallies = [
        *_filed(period),
        *_closed(closed),
        *_found(period),
        *_answered(period),
        *draws_tallied(began, ended, organisation.bureau().key),
        *reviews_tallied(resulted, began, ended),
        *matters_tallied(period, book),
        *orders_tallied(period, began, ended),
    ]
    return Taken(gathered(tallies), names(tallies), scores(resulted))


def sights_between(period: Period, book: Lawbook) -> list[Sight]:
    """What the samples drawn in a period can and cannot see, as far as they are reviewed now."""
    began, ended = _moments(period)
    drawn = draws().filter(end__kind=State.DRAWN, end__at__gte=began, end__at__lt=ended).order_by("end__at", "pk")
    found = (sight_of_draw(draw, period.last_day, book) for draw in drawn)
    return [one for one in found if one is not None]


def closed_by_period(period: Period, periods: int) -> list[list[str | int]]:
    """How many cases were closed in each of the last periods, this one the last: the name of the period and the number."""
    spans = [period]
    while len(spans) < periods:
        spans.insert(0, spans[0].before())
    months = closed_by_month(spans[0].since, period.until)
    return [[span.name, sum(n for month, n in months.items() if span.since <= month < span.until)] for span in spans]


def _filed(period: Period) -> Iterator[Tally]:
    for unit, ref in filed_between(period.since, period.until):
        yield Tally("filed", unit, ref)


def _closed(closed: Sequence[Closing]) -> Iterator[Tally]:
    marred = set(broken_now().filter(case__in=[one.case for one in closed]).values_list("case", flat=True))
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
    given = given.order_by("finding", "-n").distinct("finding")
    mended = FindingAnswer.objects.filter(finding=OuterRef("finding"), kind=AnswerKind.PUT_RIGHT, settles=True)
    rows = given.annotate(mended=Exists(mended)).values_list("finding__case__unit", "finding", "kind", "finding__gone", "mended")
    for unit, pk, kind, gone, right in rows:
        if kind == AnswerKind.FALSE_ALARM:
            yield Tally("false_alarms", unit, str(pk))
        elif kind in (AnswerKind.CONFIRMED, AnswerKind.PUT_RIGHT):
            yield Tally("confirmed", unit, str(pk))
            if gone or right:
                yield Tally("put_right", unit, str(pk))


def _moments(period: Period) -> tuple[datetime, datetime]:
    return moment_of(period.since, time()), moment_of(period.until, time())
