"""The rule-of-law index of a street or town: parts in the weights of the lawbook, each a share of what was done as it should be.

No part reads an amount of money: 行政处罚法 74, law-facts P-35.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from mingheng.supervision.rules.bulletins.figures import Counted, number, share

PARTS: Mapping[str, tuple[str, str, str]] = {
    "clean": ("办案合规", "clean", "closed"),
    "rectified": ("问题整改", "put_right", "confirmed"),
    "reviewed": ("案卷评查", "reviews_sound", "reviews_done"),
    "answered": ("按期回复", "answers_in_time", "answers_due"),
    "rechecked": ("复核通过", "recheck_passed", "rechecked"),
}
"""Each part: what it is called, the figure it counts, and the figure it is a share of."""


@dataclass(frozen=True)
class Part:
    """One part of an index: so many of so many, for so many points."""

    key: str
    title: str
    done: int
    of: int
    points: Fraction

    @property
    def share(self) -> Fraction | None:
        """Which share was done as it should be; None where there was nothing to do."""
        return share(self.done, self.of)


@dataclass(frozen=True)
class Index:
    """The index of one unit; None where there was nothing to judge it by."""

    unit: str
    parts: tuple[Part, ...]

    @property
    def value(self) -> Fraction | None:
        """Points of a hundred; a part that had nothing to do leaves its weight to the others."""
        counted = [part for part in self.parts if part.share is not None]
        weight = sum((part.points for part in counted), Fraction(0))
        if not weight:
            return None
        return 100 * sum((part.points * (part.share or 0) for part in counted), Fraction(0)) / weight


def index_of(unit: str, counted: Counted, weights: Mapping[str, Fraction]) -> Index:
    """The index of a unit by the weights of the lawbook; a part that had none yet does not count."""
    parts = tuple(
        Part(key, title, number(counted, done, unit), number(counted, of, unit), weights[key])
        for key, (title, done, of) in PARTS.items()
        if key in weights
    )
    return Index(unit, parts)
