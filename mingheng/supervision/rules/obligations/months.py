"""Months, and the quarters, halves and years they lie in."""

import re
from datetime import date
from typing import NamedTuple

LAST = 12  # months of a year
HALF = 6
QUARTER = 3
NAMED = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])", re.ASCII)


class Month(NamedTuple):
    """A calendar month."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def named(cls, name: str) -> "Month | None":
        """The month written as 2026-10; None for anything else, and for what is not of this century."""
        return cls(int(name[:4]), int(name[5:])) if NAMED.fullmatch(name) else None

    @property
    def before(self) -> "Month":
        """The month before."""
        return self.moved(-1)

    @property
    def after(self) -> "Month":
        """The month after."""
        return self.moved(1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    def moved(self, months: int) -> "Month":
        """So many months later."""
        year, number = divmod(self.year * LAST + self.number - 1 + months, LAST)
        return Month(year, number + 1)

    def left_of(self, months: int) -> int:
        """How many months the period of so many months has left, this one included."""
        return months - (self.number - 1) % months

    def begins(self, months: int) -> "Month":
        """The first month of the period of so many months this one lies in."""
        return self.moved(-((self.number - 1) % months))

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"
