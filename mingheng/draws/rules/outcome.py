"""What came of a draw: who was drawn, by which layer and with what chance, and what could not be met."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from mingheng.draws.rules.pairing import Pair, Unassignable, Unpaired
from mingheng.ledger.rules.canonical import Json


class Why(StrEnum):
    """Why a layer could not have what it demands."""

    NO_MEMBER = "no_member"
    ALL_DRAWN = "all_drawn"
    ALL_SPENT = "all_spent"
    DRAWN_OR_SPENT = "drawn_or_spent"


WHY_WORDS = {
    Why.NO_MEMBER: "名单里没有成员",
    Why.ALL_DRAWN: "成员已全部抽中",
    Why.ALL_SPENT: "成员在以前各期已全部查过",
    Why.DRAWN_OR_SPENT: "成员或者已抽中，或者以前各期查过",
}


@dataclass(frozen=True, slots=True)
class Pick:
    """One member drawn by the layer of that number, from 0.

    The chance is exact; that of a top-up is the one it had once the layers before it were drawn.
    """

    member: str
    layer: int
    chance: Fraction

    def json(self) -> Json:
        """As it is published."""
        return {"member": self.member, "layer": self.layer, "chance": [self.chance.numerator, self.chance.denominator]}


@dataclass(frozen=True, slots=True)
class Exemption:
    """What a layer lacks, of which groups or stratum, and out of how many members, drawn and spent."""

    layer: int
    about: tuple[str, ...]
    shortfall: int
    why: Why
    members: int
    spent: int

    def json(self) -> Json:
        """As it is published."""
        return {
            "layer": self.layer,
            "about": list(self.about),
            "shortfall": self.shortfall,
            "why": self.why.value,
            "members": self.members,
            "spent": self.spent,
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything the chance decided, in the order in which it was drawn."""

    picks: tuple[Pick, ...]
    exemptions: tuple[Exemption, ...]
    pairs: tuple[Pair, ...] = ()
    unpaired: tuple[Unpaired, ...] = ()

    def json(self) -> dict[str, Json]:
        """As it is hashed and published."""
        return {
            "picks": [one.json() for one in self.picks],
            "exemptions": [one.json() for one in self.exemptions],
            "pairs": [one.json() for one in self.pairs],
            "unpaired": [one.json() for one in self.unpaired],
        }

    @classmethod
    def stored(cls, kept: Mapping[str, Any]) -> "Outcome":
        """The outcome of a row of ours."""
        return cls(
            tuple(Pick(one["member"], one["layer"], Fraction(*one["chance"])) for one in kept["picks"]),
            tuple(Exemption(**(one | {"about": tuple(one["about"]), "why": Why(one["why"])})) for one in kept["exemptions"]),
            tuple(Pair(*one) for one in kept["pairs"]),
            tuple(Unpaired(**(one | {"why": Unassignable(one["why"])})) for one in kept["unpaired"]),
        )
