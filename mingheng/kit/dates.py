"""Days and moments as people here type and read them. Every date is Asia/Shanghai."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

EARLIEST = 1900  # an earlier year is a slip of the finger
_WEEKDAYS = "一二三四五六日"
_REMEDY = "请按 1019、10-19 或 2026-10-19 这样填写"
_DAY_FORMS = (
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?:(?P<y>\d{4})[-/.])?(?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
    re.compile(r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日"),
)
_MINUTE_FORMS = (
    re.compile(r"(?P<h>\d{2})(?P<m>\d{2})"),
    re.compile(r"(?P<h>\d{1,2})[:.](?P<m>\d{2})(?::\d{2})?"),
    re.compile(r"(?P<h>\d{1,2})[时点](?:(?P<m>\d{1,2})分?)?"),
)


class BadDay(ValueError):
    """A text that is no day or no minute of the day; the message is Chinese and says what to type."""


def day_of(moment: datetime) -> date:
    """The calendar day in Shanghai on which an aware moment falls; ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no day")
    return moment.astimezone(SHANGHAI).date()


def moment_of(day: date, minute: time) -> datetime:
    """The aware moment of a day and a clock time in Shanghai."""
    return datetime.combine(day, minute, tzinfo=SHANGHAI)


def parse_day(text: str, *, today: date) -> date:
    """Read `1019`, `10-19`, `2026-10-19`, `2026年10月19日` and the like; a missing year is that of `today`.

    Raises BadDay when it is no such form or no day of the calendar.
    """
    typed = _compact(text)
    match = next((m for form in _DAY_FORMS if (m := form.fullmatch(typed))), None)
    if match is None:
        raise BadDay(f"“{text.strip()}”不是日期。{_REMEDY}")
    year = int(match.groupdict().get("y") or today.year)
    if year < EARLIEST:
        raise BadDay(f"“{text.strip()}”太早，年份应当从 {EARLIEST} 年起。{_REMEDY}")
    month, day = int(match["m"]), int(match["d"])
    try:
        return date(year, month, day)
    except ValueError as error:
        raise BadDay(f"没有{year}年{month}月{day}日这一天。{_REMEDY}") from error


def parse_minute(text: str) -> time:
    """Read `1024`, `10:24`, `10时24分`; raises BadDay when it is no minute of the day."""
    typed = _compact(text)
    match = next((m for form in _MINUTE_FORMS if (m := form.fullmatch(typed))), None)
    if match is None:
        raise BadDay(f"“{text.strip()}”不是时间。请按 1024 或 10:24 这样填写")
    hour, minute = int(match["h"]), int(match["m"] or 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise BadDay(f"没有{hour}时{minute}分这个时间。小时为 0 到 23，分钟为 0 到 59") from error


def weekday(day: date) -> str:
    """周一 … 周日."""
    return "周" + _WEEKDAYS[day.weekday()]


def show_day(day: date, *, today: date) -> str:
    """`11-20` inside the year of `today`, `2026-11-20` outside it."""
    return f"{day:%m-%d}" if day.year == today.year else day.isoformat()


def show_day_and_weekday(day: date, *, today: date) -> str:
    """`11-30 周一`, with the year when it is another one."""
    return f"{show_day(day, today=today)} {weekday(day)}"


def show_moment(moment: datetime, *, today: date) -> str:
    """`11-20 10:24` inside the year of `today`, `2026-11-20 10:24` outside it."""
    local = moment.astimezone(SHANGHAI)
    return f"{show_day(local.date(), today=today)} {local:%H:%M}"


AT_ONCE = timedelta(hours=1)  # what is entered within it counts as entered when it happened


def entered_later(happened: date | datetime, recorded: datetime) -> bool:
    """Whether an act was entered on another day than it happened, or an hour or more after the minute it happened."""
    if isinstance(happened, datetime):
        return recorded - happened >= AT_ONCE or day_of(recorded) != day_of(happened)
    return day_of(recorded) != happened


def both_times(happened: date | datetime, recorded: datetime) -> str:
    """When an act happened and, where it was entered later, when that was: `2026-10-19（10-21 09:15 补录）`."""
    first = f"{happened.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if isinstance(happened, datetime) else f"{happened:%Y-%m-%d}"
    if not entered_later(happened, recorded):
        return first
    day = day_of(happened) if isinstance(happened, datetime) else happened
    entered = recorded.astimezone(SHANGHAI)
    return f"{first}（{show_day(entered.date(), today=day)} {entered:%H:%M} 补录）"


def show_ago(moment: datetime, *, now: datetime) -> str:
    """`5分钟前` under one hour, otherwise the moment itself (a moment still to come is never relative)."""
    passed = now - moment
    if not timedelta() <= passed < timedelta(hours=1):
        return show_moment(moment, today=day_of(now))
    minutes = passed // timedelta(minutes=1)
    return f"{minutes}分钟前" if minutes else "刚刚"


def long_day(day: date) -> str:
    """`2026年10月9日`, as an instrument writes it."""
    return f"{day.year}年{day.month}月{day.day}日"


def long_moment(moment: datetime) -> str:
    """`2026年10月9日10时24分`, as an instrument writes it."""
    local = moment.astimezone(SHANGHAI)
    return f"{long_day(local.date())}{local.hour}时{local.minute:02d}分"


def _compact(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
