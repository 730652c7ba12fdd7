"""Draws as stored, and the same as the rules see them."""

from collections.abc import Sequence
from enum import StrEnum

from django.db.models import QuerySet

from mingheng.draws.models import Draw, DrawEnd, PublicValue
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
    return Draw.objects.select_related("by", "public", "end", "end__by", "follows").defer("frame")


def state_of(draw: Draw) -> State:
    """Sealed until it has an end."""
    end = end_of(draw)
    return State(end.kind) if end else State.SEALED


def end_of(draw: Draw) -> DrawEnd | None:
    """How it ended, if it has."""
    return getattr(draw, "end", None)


def public_of(draw: Draw) -> PublicValue | None:
    """The public value, if one was taken."""
    return getattr(draw, "public", None)


def chance_of(draw: Draw, terms: Terms) -> Chance:
    """What was revealed so far, in the order of the parties."""
    secrets = {one.party: one.secret for one in draw.reveals.all()}
    revealed = tuple(Revealed(party.name, secrets[party.name]) for party in terms.parties if party.name in secrets)
    public = public_of(draw)
    return Chance(revealed, public.value if public else "")


def silent_parties(draw: Draw, plan: Plan) -> Sequence[str]:
    """Whose secret is not there."""
    return missing(plan.terms, chance_of(draw, plan.terms))


def lots_of(draw: Draw) -> Lots:
    """The draw as the rules see it."""
    plan = Plan.read(draw.plan)
    return Lots(Frame.read(draw.frame), plan, chance_of(draw, plan.terms))


def file_of(draw: Draw) -> bytes:
    """The published file of a draw that was drawn: what was stored, not what would be worked out today."""
    end = draw.end
    return lots_of(draw).stating(end.outcome, end.digests)
