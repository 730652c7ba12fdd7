"""Draws as stored, and the same as the rules see them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet

from mingheng.draws.models import Draw, DrawEnd
from mingheng.draws.rules.frame import Frame
from mingheng.draws.rules.plan import Plan
from mingheng.draws.rules.proof import Lots
from mingheng.draws.rules.seeds import Chance, Revealed, missing
from mingheng.draws.rules.terms import Terms


class State(StrEnum):
    """How far a draw is."""

    SEALED = "sealed"
    DRAWN = "drawn"
    LAPSED = "lapsed"


STATE_WORDS = {State.SEALED: "已封存，待抽取", State.DRAWN: "已抽取", State.LAPSED: "已作废"}


def draws() -> QuerySet[Draw]:
    """Every draw with its end, the newest first; without the lists, which are long."""
    return Draw.objects.select_related("by", "end", "end__by", "follows").defer("frame")


def last_draw(purpose: str, period: str) -> Draw | None:
    """The latest draw for a purpose and period; a further one follows it."""
    return draws().filter(purpose=purpose, period=period).order_by("-n").first()


def picked(purposes: Collection[str], since: datetime) -> list[tuple[str, datetime, list[str]]]:
    """What was drawn for these purposes by draws sealed since a moment, in their order: purpose, when sealed, members. One query."""
    ends = DrawEnd.objects.filter(kind=State.DRAWN, draw__purpose__in=purposes, draw__at__gte=since).order_by("draw__at")
    rows = ends.values_list("draw__purpose", "draw__at", "outcome")
    return [(purpose, at, [pick["member"] for pick in outcome["picks"]]) for purpose, at, outcome in rows if outcome]


def state_of(draw: Draw) -> State:
    """Sealed until it has an end."""
    end = end_of(draw)
    return State(end.kind) if end else State.SEALED


def end_of(draw: Draw) -> DrawEnd | None:
    """How it ended, if it has."""
    return getattr(draw, "end", None)


def public_of(draw: Draw) -> str:
    """The public value that two people read alike; empty until then."""
    read = [one.value for one in draw.readings.all()]
    return next((value for value in read if read.count(value) > 1), "")


def chance_of(draw: Draw, terms: Terms) -> Chance:
    """What was revealed so far, in the order of the parties."""
    secrets = {one.party: one.secret for one in draw.reveals.all()}
    revealed = tuple(Revealed(party.name, secrets[party.name]) for party in terms.parties if party.name in secrets)
    return Chance(revealed, public_of(draw))


def silent_parties(draw: Draw, plan: Plan) -> Sequence[str]:
    """Whose secret is not there."""
    return missing(plan.terms, chance_of(draw, plan.terms))


def is_whole(draw: Draw, plan: Plan) -> bool:
    """Whether everything the seed is made of is there."""
    return bool(public_of(draw)) or not silent_parties(draw, plan)


def may_lapse(draw: Draw) -> bool:
    """Whether nobody can know the outcome: who waits to reveal last may know the other secrets. Without any secret there is no draw."""
    return not draw.reveals.exists()


def lots_of(draw: Draw) -> Lots:
    """The draw as the rules see it."""
    plan = Plan.read(draw.plan)
    return Lots(Frame.read(draw.frame), plan, chance_of(draw, plan.terms), draw.blind)


def has_file(draw: Draw, *, whole: bool) -> bool:
    """Whether there is a file to give: of what was drawn; of a draw without a blind, which tells who looks at what, only `whole`."""
    return state_of(draw) is State.DRAWN and (whole or bool(draw.blind))


def file_of(draw: Draw, *, whole: bool) -> bytes:
    """The published file of a draw that has one: what was stored, not what would be worked out today.

    `whole`: with the blind and with who looks at what.
    """
    end = draw.end
    return lots_of(draw).stating(end.outcome, end.digests, whole=whole)
