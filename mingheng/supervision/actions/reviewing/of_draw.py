"""Opening the reviews of what was drawn, by those it was paired with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.kit.alone import hold_name
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.supervision.actions.reviewing.opening import NOBODY, hold_things, open_review
from mingheng.supervision.actions.reviewing.recording import ReviewRefused
from mingheng.supervision.models import Review
from mingheng.supervision.queries.reviewing.bench import bench, candidate, in_hand, reviewed, reviewer_duties
from mingheng.supervision.queries.reviewing.drawn import ToReview, to_review
from mingheng.supervision.queries.reviewing.going import under_review
from mingheng.supervision.queries.reviewing.things import Thing, things_named
from mingheng.supervision.rules.reviewing.comparing import TWO
from mingheng.supervision.rules.reviewing.people import dealt, unfit

if TYPE_CHECKING:
    from mingheng.law.rules.reading import Lawbook
    from mingheng.organisation.models import Officer


@dataclass(frozen=True)
class Dispatched:
    """The reviews that were opened, and what was left out: a sentence each, with its name, the reason and what to do."""

    opened: tuple[Review, ...]
    left: tuple[str, ...]


@transaction.atomic
def open_reviews_of_draw(*, draw_id: UUID, by: "Officer", at: datetime) -> Dispatched:
    """Have everything that was drawn reviewed by the two it was paired with, as far as it can be now; asked again, the rest.

    Somebody who may not review it any more is replaced by who has the least in hand. What cannot be opened does not keep the others
    from it. Raises NotYours.
    """
    hold_name(f"reviews of draw {draw_id}")
    book, day = law.lawbook(), day_of(at)
    wanted = to_review(draw_id)
    people = {officer.username: officer for officer in bench(book, day)}
    named = {
        standard: things_named(standard, [one.pick for one in wanted if one.standard == standard], day)
        for standard in {one.standard for one in wanted}
    }
    hold_things(thing for things in named.values() for thing in things.values())
    opened, left = [], []
    for one in wanted:
        try:
            thing = _free(one, named[one.standard].get(one.pick))
            chosen = _pair(one, thing, people, book, day)
            opened.append(_opened(one, thing, chosen, draw_id, by, at))
        except ReviewRefused as refusal:
            left.append(str(refusal))
    return Dispatched(tuple(opened), tuple(left))


def _free(one: ToReview, thing: Thing | None) -> Thing:
    """What is to be reviewed, if it is there and nobody reviews it yet. Raises ReviewRefused."""
    if thing is None:
        raise ReviewRefused(f"{one.pick} 现在查不到，台账或者案件里没有这个编号。请核对后再分派")
    if under_review(one.standard, thing.case, thing.subject):
        raise ReviewRefused(f"{thing} 正在按同一标准评查，是另行分派的。出结果以后，再从本页按抽签分派")
    return thing


def _opened(one: ToReview, thing: Thing, chosen: Sequence["Officer"], draw_id: UUID, by: "Officer", at: datetime) -> Review:
    return open_review(
        standard=one.standard, reviewers=chosen, case=thing.case, subject=thing.subject, unit=thing.unit, draw=draw_id, pick=one.pick,
        by=by, at=at,
    )  # fmt: skip


def _pair(one: ToReview, thing: Thing, people: Mapping[str, "Officer"], book: "Lawbook", day: date) -> list["Officer"]:
    """The two it was paired with, as far as they still may; then whoever has the least in hand. Raises ReviewRefused."""
    about, duties = reviewed(thing.case, thing.unit), reviewer_duties(book, day)
    fit = {name: person for name, person in people.items() if not unfit(candidate(person, day), about, duties)}
    chosen = [fit[name] for name in one.people if name in fit]
    load = in_hand(person.pk for person in fit.values())
    others = [(person.pk, load.get(person.pk, 0)) for person in fit.values() if person not in chosen]
    numbers = {person.pk: person for person in fit.values()}
    chosen += [numbers[pk] for pk in dealt(TWO - len(chosen), others)]
    if len(chosen) < TWO:
        raise ReviewRefused(f"{thing} {NOBODY}")
    return chosen
