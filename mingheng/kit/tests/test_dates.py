"""Days and minutes as people type them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from mingheng.kit import dates
from mingheng.kit.dates import SHANGHAI, BadDay

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "typed",
    ["1019", "10-19", "10/19", "10.19", "2026-10-19", "20261019", "10月19日", "2026年10月19日", " ２０２６ － １０ － １９ "],
)
def test_it_reads_a_day_however_it_is_typed(typed: str) -> None:
    assert dates.parse_day(typed, today=TODAY) == date(2026, 10, 19)


def test_a_missing_year_is_the_present_one() -> None:
    assert dates.parse_day("0105", today=date(2027, 12, 31)) == date(2027, 1, 5)


@pytest.mark.parametrize("typed", ["", "十月", "1", "131", "2026-10", "10--19", "10-19-2026", "1019x"])
def test_it_says_how_to_type_a_day(typed: str) -> None:
    with pytest.raises(BadDay, match=r"不是日期。请按 1019、10-19 或 2026-10-19"):
        dates.parse_day(typed, today=TODAY)


@pytest.mark.parametrize("typed", ["0229", "2026-02-30", "1301", "0000"])
def test_it_refuses_a_day_the_calendar_lacks(typed: str) -> None:
    with pytest.raises(BadDay, match="这一天"):
        dates.parse_day(typed, today=TODAY)


@pytest.mark.parametrize("typed", ["0000-01-01", "0999-01-01", "1899年12月31日"])
def test_it_refuses_a_year_that_is_a_slip(typed: str) -> None:
    with pytest.raises(BadDay, match="太早，年份应当从 1900 年起"):
        dates.parse_day(typed, today=TODAY)


def test_it_reads_the_leap_day_of_a_leap_year() -> None:
    assert dates.parse_day("0229", today=date(2028, 6, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("typed", "minute"),
    [("1024", time(10, 24)), ("9:05", time(9, 5)), ("９：０５", time(9, 5)), ("9时5分", time(9, 5)), ("23点", time(23, 0))],
)
def test_it_reads_a_minute_however_it_is_typed(typed: str, minute: time) -> None:
    assert dates.parse_minute(typed) == minute


@pytest.mark.parametrize("typed", ["24:00", "1060", "noon", "", "9"])
def test_it_refuses_what_is_no_minute(typed: str) -> None:
    with pytest.raises(BadDay):
        dates.parse_minute(typed)


def test_a_day_begins_at_midnight_in_shanghai() -> None:
    last_second = datetime(2026, 11, 20, 15, 59, 59, tzinfo=UTC)
    assert dates.day_of(last_second) == date(2026, 11, 20)
    assert dates.day_of(last_second + timedelta(seconds=1)) == date(2026, 11, 21)


def test_a_naive_moment_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        dates.day_of(datetime.combine(TODAY, time()))


def test_the_year_shows_only_when_it_is_another_one() -> None:
    moment = datetime(2026, 11, 20, 2, 24, tzinfo=UTC)
    assert dates.show_moment(moment, today=TODAY) == "11-20 10:24"
    assert dates.show_moment(moment, today=date(2027, 1, 1)) == "2026-11-20 10:24"
    assert dates.show_day(date(2025, 11, 20), today=TODAY) == "2025-11-20"
    assert dates.show_day_and_weekday(date(2026, 11, 30), today=TODAY) == "11-30 周一"


def test_a_time_is_relative_only_under_one_hour() -> None:
    now = datetime(2026, 11, 21, 11, 0, tzinfo=SHANGHAI)
    assert dates.show_ago(now - timedelta(seconds=20), now=now) == "刚刚"
    assert dates.show_ago(now - timedelta(minutes=59), now=now) == "59分钟前"
    assert dates.show_ago(now - timedelta(hours=1), now=now) == "11-21 10:00"
    assert dates.show_ago(now + timedelta(minutes=5), now=now) == "11-21 11:05"


def test_instruments_write_the_day_in_full() -> None:
    assert dates.long_day(date(2026, 10, 9)) == "2026年10月9日"
    assert dates.long_moment(dates.moment_of(date(2026, 10, 9), time(9, 5))) == "2026年10月9日9时05分"
    assert dates.weekday(date(2026, 10, 18)) == "周日"
