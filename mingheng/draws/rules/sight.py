"""What a sample can see: exact chances of drawing without replacement, each sample of the size being equally likely."""

from fractions import Fraction
from math import comb


def chance_to_meet(total: int, sample: int, bad: int) -> Fraction:
    """The chance that `sample` out of `total` holds at least one of `bad` bad ones."""
    return 1 - Fraction(comb(total - bad, sample), comb(total, sample))


def most_there(total: int, sample: int, found: int, confidence: Fraction) -> int:
    """How many bad ones there may be at most, at this confidence, when the sample showed `found` (0 to `sample`) of them.

    The exact one-sided bound: the largest number of which a sample would show no more than `found` with a chance above 1 - confidence.
    """
    few = comb(total, sample) * (confidence.denominator - confidence.numerator)
    low, high = found, total - sample + found
    while low < high:
        middle = (low + high + 1) // 2
        if _showing(total, sample, middle, found) * confidence.denominator > few:
            low = middle
        else:
            high = middle - 1
    return low


def _showing(total: int, sample: int, bad: int, most: int) -> int:
    """How many samples there are that hold no more than `most` of the bad ones."""
    return sum(comb(bad, shown) * comb(total - bad, sample - shown) for shown in range(min(most, sample) + 1))
