"""A docket as somebody tells it, from the first act to the last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from mingheng.cases.actions.making import Offer

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@dataclass(frozen=True)
class ToldAct:
    """One act, by whom and when; `party` counts the docket's parties from 0, as they are registered in it."""

    offer: Offer
    by: "Officer"
    at: datetime
    party: int | None = None


@dataclass(frozen=True)
class Brought:
    """Where dockets come from that grew in another system. Their papers lie there, and nobody here answers for the acts.

    `line`: the digest of the line a docket was written in, by which it is known again.
    """

    source: str
    line: str = ""


@dataclass(frozen=True)
class ToldDocket:
    """The acts of one case in order; the first registers the lead."""

    acts: Sequence[ToldAct]
    procedure: str = "ordinary"
    brought: Brought | None = None
