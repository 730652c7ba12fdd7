"""What supervision drew and reviewed in a period."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from mingheng.draws.queries import draws
from mingheng.draws.rules.frame import Frame
from mingheng.draws.rules.outcome import Outcome
from mingheng.law.rules.plans import Subject
from mingheng.law.rules.reading import Lawbook
from mingheng.supervision.models import Review, ReviewEntry
from mingheng.supervision.queries.months import PURPOSES
from mingheng.supervision.queries.reviewing.standing import Standing, told
from mingheng.supervision.rules.bulletins.figures import Tally
from mingheng.supervision.rules.reviewing.comparing import outcome
from mingheng.supervision.rules.reviewing.sheets import plain

if TYPE_CHECKING:
    from mingheng.draws.models import Draw

DOSSIER, CHANGED = "dossier", "changed"


def draws_tallied(began: datetime, ended: datetime, bureau: str) -> Iterator[Tally]:
    """The draws of the time, and what the dossier draws of it hit. Two queries, and two for each dossier draw."""
    for draw in draws().filter(at__gte=began, at__lt=ended):
        yield Tally("draws_sealed", bureau, str(draw.pk), _title(draw))
    for draw in draws().filter(end__at__gte=began, end__at__lt=ended):
        outcome_of = draw.end.outcome
        yield Tally("draws_drawn" if outcome_of else "draws_lapsed", bureau, str(draw.pk), _title(draw))
        if outcome_of and draw.purpose == PURPOSES[Subject.DOSSIERS]:
            yield from _picked(draw, Outcome.stored(outcome_of))


def _title(draw: "Draw") -> str:
    return draw.title if draw.n == 1 else f"{draw.title}（第 {draw.n} 次）"


def _picked(draw: "Draw", drawn: Outcome) -> Iterator[Tally]:
    unit_of = {member.id: member.group for member in Frame.read(draw.frame).members}
    resulted = ReviewEntry.objects.filter(review__draw=draw.pk, kind=ReviewEntry.Kind.RESULT)
    reviewed = set(resulted.values_list("review__pick", flat=True))
    for pick in drawn.picks:
        yield Tally("dossiers_drawn", unit_of[pick.member], pick.member)
        if pick.member in reviewed:
            yield Tally("dossiers_reviewed", unit_of[pick.member], pick.member)


def resulted_between(began: datetime, ended: datetime, book: Lawbook, today: date) -> list[Standing]:
    """The reviews whose result came in the time, as they stand now. Six queries."""
    kind = ReviewEntry.Kind.RESULT
    found = ReviewEntry.objects.filter(kind=kind, at__gte=began, at__lt=ended).values("review")
    return [Standing(review, book, today) for review in told(Review.objects.filter(pk__in=found)).order_by("at", "pk")]


def reviews_tallied(resulted: list[Standing], began: datetime, ended: datetime) -> Iterator[Tally]:
    """The results of the time, and what was appealed and changed in it. One query beside those of the results."""
    for now in resulted:
        unit, ref, name = now.review.unit, str(now.review.pk), named(now.review)
        if now.review.standard != DOSSIER:
            yield Tally("special_done", unit, ref, name)
            continue
        yield Tally("reviews_done", unit, ref, name)
        yield Tally("reviews_fatal" if failed(now) else "reviews_sound", unit, ref, name)
    entries = ReviewEntry.objects.filter(at__gte=began, at__lt=ended).select_related("review__case")
    for entry in entries.filter(kind__in=[ReviewEntry.Kind.APPEAL, ReviewEntry.Kind.DECISION]):
        if entry.kind == ReviewEntry.Kind.APPEAL or entry.word == CHANGED:
            figure = "appeals" if entry.kind == ReviewEntry.Kind.APPEAL else "appeals_changed"
            yield Tally(figure, entry.review.unit, str(entry.review_id), named(entry.review))


def scores(resulted: list[Standing]) -> dict[str, str]:
    """The points of each dossier review that has a result, by its reference."""
    finals = {str(now.review.pk): now.final for now in resulted if now.review.standard == DOSSIER}
    return {ref: plain(final.score) for ref, final in sorted(finals.items()) if final is not None}


def failed(now: Standing) -> bool:
    """Whether a review ended in failure for a fatal item, after whatever an appeal changed."""
    result, final = outcome(now.standard, now.given(), now.most), now.final
    return bool(result and result.fatal) and final is not None and final.grade == now.standard.grades[-1].key


def named(review: Review) -> str:
    """A review by the number of its case; one without a case has only its reference."""
    return (review.case.number or review.case.ref) if review.case else ""
