"""What the base of a draw can and cannot see, in figures: beforehand, by what its reviews found, and beside the scan of all cases."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from django.db.models import Exists

from mingheng.draws.queries import end_of
from mingheng.draws.rules.frame import Frame
from mingheng.draws.rules.layers import Base
from mingheng.draws.rules.outcome import Outcome
from mingheng.draws.rules.plan import Plan
from mingheng.draws.rules.sight import chance_to_meet, most_there
from mingheng.law.rules.plans import Subject
from mingheng.supervision.models import Review
from mingheng.supervision.queries.answered import broken_now
from mingheng.supervision.queries.months import PURPOSES
from mingheng.supervision.queries.reviewing.standing import Standing, resulting, told
from mingheng.supervision.rules.seeing import Sight

if TYPE_CHECKING:
    from datetime import date

    from mingheng.draws.models import Draw
    from mingheng.law.rules.reading import Lawbook

CONFIDENCE, SHARES = "draw.sight.confidence", "draw.sight.shares"


def sight_of(draw: "Draw", plan: Plan, frame: Frame, day: "date", book: "Lawbook") -> Sight | None:
    """What the base layer sees; nothing where there is none. Of the layers on top nothing is estimated. Eight queries at most."""
    base = plan.layers[0]
    if not isinstance(base, Base):
        return None
    members = [member.id for member in frame.members if not base.of or base.of in member.strata]
    total, sample = len(members), min(base.count, len(members))
    if not sample:
        return None
    confidence = Fraction(str(book.value(CONFIDENCE, day).value))
    rows = tuple(
        (bad, share, percent(chance_to_meet(total, sample, bad)))
        for bad, share in _supposed(total, book.value(SHARES, day).value)
    )
    sight = Sight(draw.title, total, sample, rows, most_there(total, sample, 0, confidence), f"{float(confidence):.0%}")
    end = end_of(draw)
    if end is None or end.outcome is None:
        return sight
    picks = {pick.member for pick in Outcome.stored(end.outcome).picks if pick.layer == 0}
    return _seen(sight, draw, set(members), picks, confidence, day, book)


def sight_of_draw(draw: "Draw", day: "date", book: "Lawbook") -> Sight | None:
    """The same of a draw whose plan and list are not read yet."""
    return sight_of(draw, Plan.read(draw.plan), Frame.read(draw.frame), day, book)


def percent(chance: Fraction) -> str:
    """A chance in per cent with one digit, never more than it is: only what is certain is 100 %."""
    tenths = floor(chance * 1000)
    return "100%" if chance == 1 else f"{tenths // 10}.{tenths % 10}%"


def _supposed(total: int, shares: object) -> Iterator[tuple[int, str]]:
    """How many bad ones to ask about: one, and those shares of all, each number once."""
    asked = {1: ""}
    for written in shares if isinstance(shares, tuple) else ():
        asked.setdefault(ceil(Fraction(written) * total), f"{float(Fraction(written)):.0%}")
    yield from sorted(asked.items())


def _seen(
    sight: Sight, draw: "Draw", members: set[str], picks: set[str], confidence: Fraction, day: "date", book: "Lawbook"
) -> Sight:
    """With what the reviews of the base found, and of dossiers what the scan finds in the same list."""
    rows = Review.objects.filter(Exists(resulting()), draw=draw.pk, pick__in=picks)
    results = [Standing(review, book, day) for review in told(rows)]
    found = sum(faulty(now) for now in results)
    most = most_there(sight.total, len(results), found, confidence) if results else None
    seen = replace(sight, reviewed=len(results), found=found, most=most)
    if draw.purpose != PURPOSES[Subject.DOSSIERS]:
        return seen
    wrong = set(broken_now().values_list("case__ref", flat=True)) & members
    return replace(seen, scan=len(wrong), met=len(wrong & picks))


def faulty(now: Standing) -> bool:
    """Whether a review that has a result found a fault: points off, or a fatal item."""
    final, whole = now.final, sum((item.points for item in now.standard.scored), Decimal())
    return final is not None and (final.grade == now.standard.grades[-1].key or (final.score or whole) < whole)
