"""How grave a warning is, in four levels, and how far up one that nears its day has gone. No Django, no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.law.rules.context import Law, words_of
from mingheng.organisation.rules import Authority, Duty

LEVELS: Mapping[str, str] = {"first": "一级", "second": "二级", "third": "三级", "fourth": "四级"}
LOOKS: Mapping[str, str] = {"first": "lv1", "second": "lv2", "third": "lv3", "fourth": "lv4"}
LEAST = "fourth"
BRIGADE, SQUAD, FAR = "brigade", "squad", "far"
REACHED: Mapping[str, str] = {BRIGADE: "已报督察", SQUAD: "已报中队长", FAR: ""}


@dataclass(frozen=True)
class Levels:
    """The levels as the lawbook has them today: which sort of warning is of which, and until which days one has gone how far up."""

    of: Mapping[str, str]
    brigade: date
    squad: date

    def nearness(self, due: date | None) -> str:
        """How far up a period that runs has gone by the day it ends."""
        if due is None:
            return FAR
        return BRIGADE if due <= self.brigade else SQUAD if due <= self.squad else FAR

    def level(self, answer: str, severity: str, near: str) -> str:
        """The level of a warning; `near` counts for a period that runs, `severity` for a breach."""
        sort = {"broken": f"broken.{severity}", "pending": f"pending.{near}"}.get(answer, answer)
        return self.of.get(sort, LEAST)


def levels_on(law: Law, day: date) -> Levels:
    """The levels of a day. Raises LookupError where the lawbook has none."""
    calendar = WorkingCalendar(law.calendars.values())

    def ahead(parameter: str) -> date:
        value = law.value(parameter, day)
        return calendar.end_of(day, int(str(value.value)), law.parameters[parameter].unit, roll=False).day

    of = {sort: level for level in LEVELS for sort in words_of(law, f"warning.level.{level}", day)}
    return Levels(of, ahead("warning.brigade.days"), ahead("warning.squad.days"))


def told_until(held: Authority, levels: Levels) -> date | None:
    """Until which last day a period that runs is this person's to look after: the brigade last, the squad before it, a handler always."""
    if held.holds(Duty.SUPERVISOR, Duty.BUREAU_HEAD):
        return levels.brigade
    return levels.squad if held.holds(Duty.SQUAD_LEADER) else None
