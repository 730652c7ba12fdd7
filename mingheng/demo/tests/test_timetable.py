"""Everything happens on working days, in order, and before today, whatever day it is."""

from datetime import date

import pytest

from mingheng.demo.rules.stories import stories
from mingheng.demo.rules.timetable import EARLIEST, LATEST, OutOfTime, last_day, per_party, shifted, timetable
from mingheng.law.rules.calendar import WorkingCalendar
from tests.scenarios.road import law

LAW = law()
CALENDAR = WorkingCalendar(LAW.calendars.values())
PER_PARTY = per_party(LAW.procedure(key) for key in ("ordinary", "simple"))


@pytest.mark.parametrize("today", [EARLIEST, date(2026, 11, 22), date(2026, 11, 23), LATEST, date(2027, 5, 1)])
def test_nothing_happens_today_or_later(today: date) -> None:
    last = last_day(today, CALENDAR)
    happenings = timetable(stories(), last, CALENDAR, PER_PARTY)
    assert last < min(today, LATEST)
    assert max(happening.at.date() for happening in happenings) == last


def test_everything_happens_on_working_days_and_in_the_order_told() -> None:
    happenings = timetable(stories(), date(2026, 11, 20), CALENDAR, PER_PARTY)
    assert all(CALENDAR.is_working(happening.at.date()) for happening in happenings)
    for story in stories():
        mine = [happening for happening in happenings if happening.story is story]
        assert list(dict.fromkeys(id(happening.stop) for happening in mine)) == [id(stop) for stop in story.road]
        assert len({happening.at for happening in mine}) == len(mine)


def test_a_clock_that_is_behind_is_said_to_be() -> None:
    with pytest.raises(OutOfTime, match="校准"):
        last_day(date(2026, 10, 30), CALENDAR)


def test_working_days_are_counted_over_holidays() -> None:
    assert shifted(date(2026, 9, 30), 1, CALENDAR) == date(2026, 10, 8)
    assert shifted(date(2026, 10, 8), -1, CALENDAR) == date(2026, 9, 30)
    assert shifted(date(2026, 11, 21), 0, CALENDAR) == date(2026, 11, 23)
    assert shifted(date(2026, 12, 31), 2, CALENDAR) == date(2027, 1, 4)  # a year not loaded: Monday to Friday
