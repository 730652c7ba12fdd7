"""The list of draws."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from mingheng.draws.queries import STATE_WORDS, State, end_of, state_of
from mingheng.kit import display
from mingheng.kit.links import link

if TYPE_CHECKING:
    from mingheng.draws.models import Draw

TONES: dict[State, display.Tone] = {State.SEALED: "near", State.DRAWN: "ok", State.LAPSED: "line"}


@dataclass(frozen=True)
class Listed:
    """One line of the list."""

    title: str
    href: str
    period: str
    state: display.Badge
    n: int
    members: int
    picked: str
    by: str
    at: datetime


def listed(draws: "Iterable[Draw]") -> tuple[Listed, ...]:
    """The lines, in the order given."""
    return tuple(map(_line, draws))


def badge_of(draw: "Draw") -> display.Badge:
    """How far it is."""
    state = state_of(draw)
    return display.Badge(STATE_WORDS[state], TONES[state])


def _line(draw: "Draw") -> Listed:
    end = end_of(draw)
    return Listed(
        title=draw.title,
        href=link("supervision:draw", str(draw.pk)),
        period=draw.period,
        state=badge_of(draw),
        n=draw.n,
        members=draw.plan["count"],
        picked=str(len(end.outcome["picks"])) if end and end.outcome else "--",
        by=draw.by.name,
        at=draw.at,
    )
