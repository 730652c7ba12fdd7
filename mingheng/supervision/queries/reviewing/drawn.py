"""What a draw says of reviewing: who was paired with what, and which reviews are still to be opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from mingheng.draws.queries import draws, end_of
from mingheng.draws.rules.frame import Frame
from mingheng.draws.rules.outcome import Outcome
from mingheng.kit.links import link
from mingheng.kit.shell import Choice
from mingheng.law import queries as law
from mingheng.law.rules.plans import Subject
from mingheng.law.rules.standards import About
from mingheng.supervision.models import Review
from mingheng.supervision.queries.months import LEGAL_REVIEW, PURPOSES
from mingheng.supervision.queries.reviewing.standing import Standing, told
from mingheng.supervision.rules.obligations.layering import last_month, stratum_of
from mingheng.supervision.rules.reviewing.states import STATE_TITLES

if TYPE_CHECKING:
    from mingheng.draws.models import Draw

SHEETS: Mapping[str, About] = {
    PURPOSES[Subject.DOSSIERS]: About.DOSSIER, PURPOSES[Subject.RECORDINGS]: About.RECORDING, PURPOSES[Subject.COMPLAINTS]: About.COMPLAINT,
}  # fmt: skip
"""By which standard what was drawn for a purpose is reviewed; what was drawn for another is looked at on the spot."""


@dataclass(frozen=True)
class ToReview:
    """A pick that nobody reviews yet: by which standard, and the 工号 of those it was paired with."""

    pick: str
    standard: str
    people: tuple[str, ...]


def pairs_of(draw_id: UUID) -> dict[str, list[str]]:
    """The 工号 of those each pick was paired with, by pick, in the order drawn; nothing before it is drawn."""
    end = end_of(draws().get(pk=draw_id))
    if end is None or not end.outcome:
        return {}
    outcome = Outcome.stored(end.outcome)
    found: dict[str, list[str]] = {pick.member: [] for pick in outcome.picks}
    for pair in outcome.pairs:
        found[pair.member].append(pair.person)
    return found


def is_reviewed(draw: "Draw") -> bool:
    """Whether every review of what people were drawn for has its result: until then only the brigade knows who looks at what.

    The legal review of a dossier, which is checked by the same people, is one of them.
    """
    end = end_of(draw)
    if end is None or not end.outcome:
        return True
    paired = {pair.member for pair in Outcome.stored(end.outcome).pairs}
    if not paired:
        return True
    opened = Review.objects.filter(draw=draw.pk)
    done = opened.filter(entries__kind="result")
    of_picks = set(done.exclude(standard=About.LEGAL_REVIEW).values_list("pick", flat=True))
    return paired <= of_picks and not opened.exclude(pk__in=done.values("pk")).exists() and not to_review(draw.pk)


def reviews_of_draw(visible: QuerySet[Review], draw_id: UUID, today: date) -> dict[str, Choice]:
    """Of the reviews the reader may see those of a draw, by pick: how each stands, and where it is opened; not those of legal reviews."""
    book = law.lawbook()
    return {
        one.pick: Choice(STATE_TITLES[Standing(one, book, today).state], link("supervision:review", str(one.pk)))
        for one in told(visible.filter(draw=draw_id).exclude(standard=About.LEGAL_REVIEW))
    }


def to_review(draw_id: UUID) -> list[ToReview]:
    """What of a draw nobody reviews yet. Two queries.

    A dossier with a legal review of last month is reviewed by that standard as well: each of them is to be checked, not only drawn.
    """
    draw = draws().get(pk=draw_id)
    standard = SHEETS.get(draw.purpose)
    if standard is None:
        return []
    there = set(Review.objects.filter(draw=draw_id).values_list("pick", "standard"))
    pairs, legal = pairs_of(draw_id), _legally_reviewed(draw)
    asked = [(pick, standard) for pick in pairs] + [(pick, About.LEGAL_REVIEW) for pick in pairs if pick in legal]
    return [ToReview(pick, about.value, tuple(pairs[pick])) for pick, about in asked if (pick, about.value) not in there]


def _legally_reviewed(draw: "Draw") -> frozenset[str]:
    if draw.purpose != PURPOSES[Subject.DOSSIERS]:
        return frozenset()
    named = stratum_of(last_month(Subject.DOSSIERS), LEGAL_REVIEW)
    return frozenset(member.id for member in Frame.read(draw.frame).members if named in member.strata)
