"""What comes of two sheets or three: whether a third is due, and the result."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from mingheng.law.rules.standards import ReviewStandard, ScoreGrade
from mingheng.supervision.rules.reviewing.sheets import grade_of

TWO, THREE = 2, 3  # reviewers: two are blind to each other, the third breaks their tie


@dataclass(frozen=True)
class Given:
    """What a sheet that was handed in comes to: its score, and the fatal items it found."""

    score: Decimal
    fatal: frozenset[str]


@dataclass(frozen=True)
class Outcome:
    """The result of a review. `fatal` are the items for which it failed."""

    score: Decimal
    grade: ScoreGrade
    fatal: frozenset[str]


def third_due(first: Given, second: Given, most: Decimal) -> bool:
    """Whether two sheets differ so that a third is due: by more than `most` points, or on whether it failed."""
    return abs(first.score - second.score) > most or bool(first.fatal) != bool(second.fatal)


def outcome(standard: ReviewStandard, given: Sequence[Given], most: Decimal) -> Outcome | None:
    """The result, or None while sheets are wanting: the score in the middle; failed when more than half found it so.

    Of two, the middle is their mean. Who is far off moves nothing, and neither does the order.
    """
    if len(given) < TWO or (len(given) == TWO and third_due(given[0], given[1], most)):
        return None
    points = Decimal(median(one.score for one in given))
    failing = [one.fatal for one in given if one.fatal]
    failed = 2 * len(failing) > len(given)
    fatal = frozenset[str]().union(*failing) if failed else frozenset[str]()
    return Outcome(points, grade_of(standard, points, failed=failed), fatal)
