"""The months and quarters a bulletin speaks of."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_NAME = re.compile(r"(2\d{3})(?:-(0[1-9]|1[0-2])|Q([1-4]))")
QUARTER = 3


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, order=True)
class Period:
    """The days from `since` up to but without `until`; its name is 2026-10 for a month, 2026Q4 for a quarter."""

    since: date
    until: date
    kind: PeriodKind

    @classmethod
    def named(cls, name: str) -> "Period":
        """The period of a name. Raises ValueError with a sentence for a person."""
        found = _NAME.fullmatch(name)
        if found is None:
            raise ValueError("期间写作 2026-10（月）或者 2026Q4（季度）")
        year, month, quarter = found.groups()
        return cls.month(int(year), int(month)) if month else cls.quarter(int(year), int(quarter))

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        """One month."""
        return cls(date(year, month, 1), _first(year, month + 1), PeriodKind.MONTH)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> "Period":
        """One quarter, the first being 1."""
        first = QUARTER * (quarter - 1) + 1
        return cls(date(year, first, 1), _first(year, first + QUARTER), PeriodKind.QUARTER)

    @classmethod
    def last_ended(cls, kind: PeriodKind, today: date) -> "Period":
        """The last period of a kind that is over on that day."""
        return cls.holding(kind, today).before()

    @classmethod
    def holding(cls, kind: PeriodKind, day: date) -> "Period":
        """The period of a kind a day lies in."""
        if kind == PeriodKind.MONTH:
            return cls.month(day.year, day.month)
        return cls.quarter(day.year, (day.month - 1) // QUARTER + 1)

    def before(self) -> "Period":
        """The period before it, of the same kind."""
        months = 1 if self.kind == PeriodKind.MONTH else QUARTER
        earlier = _first(self.since.year, self.since.month - months)
        return Period(earlier, self.since, self.kind)

    @property
    def last_day(self) -> date:
        """The last day that belongs to it."""
        return self.until - timedelta(days=1)

    @property
    def name(self) -> str:
        """By what it is known."""
        if self.kind == PeriodKind.MONTH:
            return f"{self.since:%Y-%m}"
        return f"{self.since.year}Q{(self.since.month - 1) // QUARTER + 1}"

    @property
    def word(self) -> str:
        """What the bulletin of such a period is."""
        return "通报" if self.kind == PeriodKind.MONTH else "讲评"

    @property
    def title(self) -> str:
        """How it is said."""
        if self.kind == PeriodKind.MONTH:
            return f"{self.since.year} 年 {self.since.month} 月"
        return f"{self.since.year} 年第 {(self.since.month - 1) // QUARTER + 1} 季度"


def _first(year: int, month: int) -> date:
    """The first day of a month, counted on or back over the ends of the year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
