"""Working days and the ends of periods (law-facts §1).

The day a period starts from does not count. A working day is Monday to Friday, less the days the
State Council gives off, plus its make-up days. A year whose arrangement is not loaded is unknown:
a period that reaches into it has a provisional end, the earliest day it could possibly be.
"""

import calendar as month_lengths
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mingheng.law.rules.lawbook import Calendar, Unit

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, order=True)
class LastDay:
    """The last day of a period.

    `provisional`: not before this day, exact day not yet known.
    `moved_from`: the nominal last day when it was a holiday and the end rolled on.
    """

    day: date
    provisional: bool = False
    moved_from: date | None = None


class WorkingCalendar:
    """The loaded years, asked about single days and about ends of periods."""

    def __init__(self, years: Iterable[Calendar]) -> None:
        self.years: Mapping[int, Calendar] = {y.year: y for y in years}

    def knows(self, day: date) -> bool:
        """Whether the arrangement of the year is loaded."""
        return day.year in self.years

    def is_working(self, day: date) -> bool | None:
        """None when the year's arrangement is not loaded."""
        year = self.years.get(day.year)
        if year is None:
            return None
        return day in year.makeup or (day.weekday() < SATURDAY and day not in year.off)

    def end_of(self, start: date, number: int, unit: Unit, *, roll: bool, excluded: int = 0) -> LastDay:
        """The last day of a period of `number` units that starts with `start` (not counted).

        `excluded` days of the same unit are added. Working-day periods never roll: they end on a
        working day. Raises ValueError for a unit that is not a period of days.
        """
        if unit is Unit.WORKING_DAYS:
            return self._working(start, number + excluded)
        nominal = self._nominal(start, number, unit) + timedelta(days=excluded)
        return self._rolled(nominal) if roll else LastDay(nominal)

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; unknown years count Monday to Friday."""
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(1 for d in days if (d.weekday() < SATURDAY if (w := self.is_working(d)) is None else w))

    def holidays_between(self, start: date, end: date) -> tuple[date, ...]:
        """Weekdays off and make-up days in the span, for the explanation under a date field."""
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return tuple(d for d in days if (y := self.years.get(d.year)) and (d in y.off or d in y.makeup))

    def _working(self, start: date, number: int) -> LastDay:
        day, provisional = start, False
        while number > 0:
            day += ONE_DAY
            working = self.is_working(day)
            provisional = provisional or working is None
            if working is not False:
                number -= 1
        return LastDay(day, provisional)

    def _rolled(self, nominal: date) -> LastDay:
        day = nominal
        while (working := self.is_working(day)) is False:
            day += ONE_DAY
        return LastDay(day, working is None, nominal if day != nominal else None)

    @staticmethod
    def _nominal(start: date, number: int, unit: Unit) -> date:
        if unit is Unit.CALENDAR_DAYS:
            return start + timedelta(days=number)
        if unit in (Unit.MONTHS, Unit.YEARS):
            months = start.month - 1 + number * (12 if unit is Unit.YEARS else 1)
            year, month = start.year + months // 12, months % 12 + 1
            return date(year, month, min(start.day, month_lengths.monthrange(year, month)[1]))
        raise ValueError(f"{unit} is not a period of days")
