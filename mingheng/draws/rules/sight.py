"""What a sample can see: exact chances of drawing without replacement, each sample of the size being equally likely."""

from fractions import Fraction
from math import comb


def chance_to_meet(total: int, sample: int, bad: int) -> Fraction:
    """The chance that `sample` out of `total` holds at least one of `bad` bad ones."""
    return 1 - Fraction(comb(total - bad, sample), comb(total, sample))


def most_unseen(total: int, sample: int, confidence: Fraction) -> int:
    """How many bad ones there may be at most, at this confidence, when the sample showed none.

    The largest number that a sample would miss with a chance above 1 - confidence.
    """
    missed = comb(total, sample) * (confidence.denominator - confidence.numerator)
    low, high = 0, total - sample
    while low < high:
        middle = (low + high + 1) // 2
        if comb(total - middle, sample) * confidence.denominator > missed:
            low = middle
        else:
            high = middle - 1
    return low
