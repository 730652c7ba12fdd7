"""What anybody reads of a draw while it goes on: that it was sealed, by which commitments, until when, and how it ended.

Not the list, not what was drawn and not who looks at it: those are in the file, the last of them once everything has been looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from mingheng.draws.queries.draws import STATE_WORDS, State, end_of, is_whole, public_of, silent_parties, state_of
from mingheng.draws.rules.plan import Plan
from mingheng.kit.display import Badge, Tone

if TYPE_CHECKING:
    from mingheng.draws.models import Draw

TONES: dict[State, Tone] = {State.SEALED: "near", State.DRAWN: "ok", State.LAPSED: "line"}


@dataclass(frozen=True)
class PublishedLine:
    """One draw in the list."""

    draw: "Draw"
    badge: Badge


@dataclass(frozen=True)
class PublishedParty:
    """A party, its commitment, and when it revealed; its secret once nobody can choose any more."""

    name: str
    commitment: str
    at: datetime | None
    secret: str


@dataclass(frozen=True)
class Published:
    """A draw as everybody may read it. `revealing`: whether a party can still hand in its secret; `ended` when it ended."""

    draw: "Draw"
    plan: Plan
    badge: Badge
    parties: tuple[PublishedParty, ...]
    silent: Sequence[str]
    public: str
    revealing: bool
    ended: datetime | None
    lapsed: bool


def published_line(draw: "Draw") -> PublishedLine:
    """One draw in the list."""
    state = state_of(draw)
    return PublishedLine(draw, Badge(STATE_WORDS[state], TONES[state]))


def published(draw: "Draw", at: datetime) -> Published:
    """What is published of a draw at a moment."""
    plan, end = Plan.read(draw.plan), end_of(draw)
    revealed, whole = {one.party: one for one in draw.reveals.all()}, is_whole(draw, plan)
    parties = (
        PublishedParty(party.name, party.commitment, one.at if one else None, one.secret if one and whole else "")
        for party in plan.terms.parties
        for one in [revealed.get(party.name)]
    )
    silent = silent_parties(draw, plan)
    return Published(
        draw=draw,
        plan=plan,
        badge=published_line(draw).badge,
        parties=tuple(parties),
        silent=silent,
        public=public_of(draw),
        revealing=end is None and bool(silent) and at <= draw.deadline,
        ended=end.at if end else None,
        lapsed=state_of(draw) is State.LAPSED,
    )
