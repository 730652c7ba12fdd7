"""The calendar of the second opinion, counted day by day."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import yaml

from mingheng.kit.paths import lawbook_dir

ONE_DAY = timedelta(days=1)


@cache
def _years() -> dict[int, dict[str, Any]]:
    found = [yaml.safe_load(p.read_text(encoding="utf-8")) for p in (lawbook_dir() / "calendars").glob("*.yaml")]
    return {int(year["year"]): year for year in found}


def works(day: date) -> bool | None:
    year = _years().get(day.year)
    if year is None:
        return None
    if day in year["makeup"]:
        return True
    return day.weekday() < 5 and day not in year["off"]


def wd(start: date, number: int) -> date | None:
    """The number-th working day after start; None when the calendar does not reach so far."""
    day = start
    while number:
        day += ONE_DAY
        working = works(day)
        if working is None:
            return None
        number -= working
    return day


def rolled(day: date) -> date:
    """The day, or the first working day after it; a day the calendar does not reach stays."""
    while works(day) is False:
        day += ONE_DAY
    return day
