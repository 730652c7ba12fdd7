"""When everything happens: the acts of all stories in one order of time, on working days, none in the future."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mingheng.demo.rules.stories import Stop, Story, matters
from mingheng.kit.dates import moment_of
from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.law.rules.procedure import Procedure

ONE_DAY = timedelta(days=1)
ON_THE_SPOT = "simple"
SATURDAY = 5
EARLIEST, LATEST = date(2026, 11, 2), date(2026, 12, 15)
OPENING = time(8, 50)
LATER = timedelta(minutes=4)


class OutOfTime(ValueError):
    """The stories do not fit the day; the message says why, in Chinese."""


@dataclass(frozen=True)
class Happening:
    """One act of one story: `number` is the story's place among all, `party` counts its parties from 0."""

    at: datetime
    story: Story
    number: int
    stop: Stop
    party: int | None


def last_day(today: date, calendar: WorkingCalendar) -> date:
    """The last day on which anything of the fiction happens: the working day before today, within the loaded years."""
    if today < EARLIEST:
        raise OutOfTime(f"本机日期是 {today}，演示数据从 {EARLIEST} 起才能生成。请先校准本机时间")
    return shifted(min(today, LATEST), -1, calendar)


def shifted(day: date, working_days: int, calendar: WorkingCalendar) -> date:
    """So many working days after (or, below zero, before) the day; with 0 the day itself, or the next working one."""
    step = ONE_DAY if working_days >= 0 else -ONE_DAY
    left = abs(working_days)
    while left or not _works(day, calendar):
        day += step
        left -= 1 if left and _works(day, calendar) else 0
    return day


def _works(day: date, calendar: WorkingCalendar) -> bool:
    """A year that is not loaded yet counts Monday to Friday."""
    known = calendar.is_working(day)
    return day.weekday() < SATURDAY if known is None else known


def per_party(procedures: Iterable[Procedure]) -> Mapping[str, bool]:
    """Which acts are taken for each party; an act that two procedures share is alike in both."""
    return {key: act.per_party for procedure in procedures for key, act in procedure.acts.items()}


def timetable(stories: Sequence[Story], last: date, calendar: WorkingCalendar, of_party: Mapping[str, bool]) -> list[Happening]:
    """Every act of every story, earliest first. Raises OutOfTime when one would lie after the last day."""
    found = [h for number, story in enumerate(stories) for h in happenings(story, number, last, calendar, of_party)]
    late = [h.story.key for h in found if h.at.date() > last]
    if late:
        raise OutOfTime(f"{late[0]}: 有步骤晚于 {last}")
    return sorted(found, key=lambda h: h.at)


def happenings(
    story: Story, number: int, last: date, calendar: WorkingCalendar, of_party: Mapping[str, bool]
) -> Iterator[Happening]:
    """Every act of one story in order; a story without a day of its own ends before `last`."""
    day = story.began or shifted(last, -(story.ago or 0) - sum(stop.gap for stop in story.road), calendar)
    before = moment_of(day, time())
    hours = matters()[story.matter].hours if story.matter else {}
    for place, stop in enumerate(story.road):
        if stop.gap:
            day = shifted(day, stop.gap, calendar)
        for party in _parties(story, stop, of_party):
            at = _moment(story, day, stop.at or hours.get(stop.act), before, number * 7 + place * 13)
            yield Happening(at, story, number, stop, party)
            before = at


def _parties(story: Story, stop: Stop, of_party: Mapping[str, bool]) -> Sequence[int | None]:
    if not of_party[stop.act] and stop.act != "register_party":
        return (None,)
    return (stop.party,) if stop.party is not None else tuple(range(len(story.parties)))


def _moment(story: Story, day: date, hour: time | None, before: datetime, seed: int) -> datetime:
    """Between ten minutes and an hour after the act before, on the spot a few; the first of a day some time in the morning."""
    if hour is not None:
        return max(moment_of(day, hour), before + LATER)
    if before.date() < day or before.time() == time():
        return moment_of(day, OPENING) + timedelta(minutes=seed % 83)
    return before + (timedelta(minutes=2 + seed % 4) if story.procedure == ON_THE_SPOT else timedelta(minutes=9 + seed % 37))
