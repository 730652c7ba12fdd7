"""加处罚款: what a fine not paid in time grows by (行政处罚法 72, 73(3); CF-50, P-23).

Each day that a due sum is unpaid, `rate` of the unpaid sum is added, never more than `cap` × the fine in all. It is no
interest on interest. Days of a reconsideration or lawsuit are not counted. The day of payment still counts.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from mingheng.kit.money import FEN

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """A sum in yuan and the last day on which it is paid in time."""

    day: date
    amount: Decimal


@dataclass(frozen=True)
class Paid:
    """A sum in yuan that came in on a day."""

    day: date
    amount: Decimal


@dataclass(frozen=True)
class Pause:
    """Days not counted, both ends included; `end` None while it lasts."""

    start: date
    end: date | None

    def covers(self, day: date) -> bool:
        """Whether the day is not counted."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Stretch:
    """Late days in a row, both ends included, with the sum in yuan that was late on each."""

    first: date
    last: date
    base: Decimal

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Surcharge:
    """The surcharge up to a day: its stretches, the sum in yuan and the most it may come to."""

    stretches: tuple[Stretch, ...]
    amount: Decimal
    cap: Decimal

    @property
    def days(self) -> int:
        """Late days counted."""
        return sum(s.days for s in self.stretches)

    @property
    def capped(self) -> bool:
        """Whether it has reached the most it may come to."""
        return bool(self.stretches) and self.amount >= self.cap


def stretches(
    dues: Sequence[Due], payments: Sequence[Paid], pauses: Sequence[Pause], *, since: date, until: date
) -> Iterator[Stretch]:
    """The late days after `since` up to and including `until`, cut where the late sum changes."""
    ends = {since, until, *(d.day for d in dues), *(p.day for p in payments)}
    ends |= {p.start - ONE_DAY for p in pauses} | {p.end for p in pauses if p.end is not None}
    marks = sorted(day for day in ends if since <= day <= until)
    for before, last in itertools.pairwise(marks):
        first = before + ONE_DAY
        base = _sum(d.amount for d in dues if d.day < first) - _sum(p.amount for p in payments if p.day < first)
        if base > 0 and not any(p.covers(first) for p in pauses):
            yield Stretch(first, last, base)


def surcharge(fine: Decimal, late: Iterable[Stretch], *, rate: Decimal, cap: Decimal) -> Surcharge:
    """What the late days come to: `rate` of the late sum a day, rounded to the fen, at most `cap` × the fine."""
    found = tuple(late)
    most = (fine * cap).quantize(FEN, ROUND_HALF_UP)
    grown = sum((s.base * rate * s.days for s in found), Decimal(0)).quantize(FEN, ROUND_HALF_UP)
    return Surcharge(found, min(most, grown), most)


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
