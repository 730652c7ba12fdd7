"""The year as far as it has come: what was closed, and what was drawn of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mingheng.supervision.rules.obligations.months import HALF, LAST, QUARTER, Month
from mingheng.supervision.rules.obligations.squads import Squads


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed case: its name, the squad that had it, the month of its closing, and the strata it lies in.

    Where it is only counted, `n` cases that are alike and were not drawn stand together without a name.
    """

    id: str
    squad: str
    month: Month
    strata: frozenset[str] = frozenset()
    n: int = 1


@dataclass(frozen=True)
class Year:
    """A year seen on a day of one of its months, which draws from the cases closed up to the month before.

    `closed` are those from December on; `drawn` says on which day something was drawn before.
    """

    squads: Squads
    closed: tuple[Closed, ...]
    drawn: Mapping[str, date]
    on: date

    @cached_property
    def month(self) -> Month:
        """The month whose draw is planned."""
        return Month.of(self.on)

    @cached_property
    def pool(self) -> tuple[Closed, ...]:
        """All that this month's draw may be about: closed from last December up to last month."""
        first = Month(self.month.year, 1).before
        return tuple(one for one in self.closed if first <= one.month < self.month)

    @cached_property
    def last(self) -> tuple[Closed, ...]:
        """Those closed last month."""
        return tuple(one for one in self.pool if one.month == self.month.before)

    @cached_property
    def quarter(self) -> tuple[Closed, ...]:
        """Those the draws of this quarter are about."""
        return self._since(QUARTER)

    def _since(self, months: int) -> tuple[Closed, ...]:
        first = self.month.begins(months).before
        return tuple(one for one in self.pool if one.month >= first)

    @cached_property
    def holders(self) -> Mapping[str, str]:
        """Who answers today for each squad's cases."""
        return {key: self.squads.holder(key, self.on) for key in {one.squad for one in self.pool} | set(self.squads.all)}

    @cached_property
    def owing(self) -> tuple[str, ...]:
        """The squads that owe today."""
        return self.squads.owing(self.on)

    @cached_property
    def free(self) -> Mapping[str, int]:
        """How many cases not drawn yet each squad has."""
        return counted((self.holders[one.squad], one.n) for one in self.pool if one.id not in self.drawn)

    def done(self, since: date) -> Mapping[str, int]:
        """How many were drawn from `since` on, by who answered for them when they were drawn."""
        days = ((one, self.drawn[one.id]) for one in self.pool if one.id in self.drawn)
        return counted((self.squads.holder(one.squad, day), one.n) for one, day in days if since <= day <= self.on)

    @cached_property
    def done_this_month(self) -> Mapping[str, int]:
        """Drawn this month."""
        return self.done(self.month.first)

    @cached_property
    def done_this_year(self) -> Mapping[str, int]:
        """Drawn this year."""
        return self.done(self.month.begins(LAST).first)

    @cached_property
    def covered(self) -> frozenset[str]:
        """Squads met this half-year: since they took over a squad that was not, if they did."""
        begun = self.month.begins(HALF).first
        met: dict[str, date] = {}
        for one in self.pool:
            day = self.drawn.get(one.id)
            if day is not None and begun <= day <= self.on:
                holder = self.squads.holder(one.squad, day)
                met[holder] = max(day, met.get(holder, day))
        return frozenset(key for key in met if all(met[key] >= day for day in self._unmet_takeovers(key, begun, met)))

    def _unmet_takeovers(self, key: str, begun: date, met: Mapping[str, date]) -> Iterable[date]:
        for gone in self.squads.taken_over(key, begun, self.on):
            if gone.until is not None and gone.key not in met:
                yield gone.until


def counted(keys: Iterable[tuple[str, int]]) -> dict[str, int]:
    """How much of each key comes together."""
    found: dict[str, int] = {}
    for key, n in keys:
        found[key] = found.get(key, 0) + n
    return found


def total(cases: Iterable[Closed]) -> int:
    """How many cases these are."""
    return sum(one.n for one in cases)
