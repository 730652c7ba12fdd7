"""The lawbook's calendar laid out as tables, so that the end of a period is a look-up (law-facts §1).

`ends` numbers the days a period of working days counts: every day that is not known to be off. `between` numbers
working days as pauses count them, Monday to Friday where a year's arrangement is not loaded.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, cached_property

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.bulk.plan import EPOCH, Plan, Row
from mingheng.insight.rules.bulk.values import number
from mingheng.law.rules.calendar import SATURDAY, WorkingCalendar
from mingheng.law.rules.lawbook import Unit

WEEK = 7
PAPER = WorkingCalendar(())  # no arrangement of holidays: for ends on paper
Keep = Callable[[ir.Table], ir.Table]


def as_it_is(table: ir.Table) -> ir.Table:
    """Keeps nothing: the expression goes on growing."""
    return table


@dataclass(frozen=True)
class Days:
    """The calendar and the limits of a procedure's clocks, for the days that occur in a log.

    `keep` stores an intermediate table where the backend can, so that no expression grows without end.
    """

    plan: Plan
    days: Sequence[int]
    keep: Keep = as_it_is

    @cached_property
    def limits(self) -> ir.Table:
        """clock, begun, number, nominal: how long a clock runs that began on a day, and its last day on paper.

        `number` is null where the law has no value that day; `nominal` is null for working days and hours.
        """
        return self.plan.table(self._limits, {"clock": "int32", "begun": "int32", "number": "int64", "nominal": "int32"})

    @cached_property
    def extensions(self) -> ir.Table:
        """clock, kind, day, done, more: by how much an act of a kind and a day lengthens a clock."""
        plan, clocks = self.plan, self.plan.procedure.clocks
        rows = [
            {
                "clock": plan.clocks[key],
                "kind": plan.kinds[act],
                "day": day,
                "done": plan.done(act),
                "more": number(plan, more, day),
            }
            for key, spec in clocks.items()
            if plan.simple(spec)
            for act, more in spec.extensions.items()
            for day in self.days
        ]
        return plan.table(rows, {"clock": "int32", "kind": "int32", "day": "int32", "done": "int64", "more": "int64"})

    @cached_property
    def calendar(self) -> ir.Table:
        """day, ends, between, unknown, rolled, unsure: every day from the first act to the last end there could be."""
        columns = {
            "day": "int32",
            "ends": "int32",
            "between": "int32",
            "unknown": "int32",
            "rolled": "int32",
            "unsure": "boolean",
        }
        return self.plan.table(self._calendar, columns)

    @cached_property
    def dates(self) -> ir.Table:
        """day, date: the days of the calendar as dates."""
        rows = [{"day": row["day"], "date": EPOCH + timedelta(days=row["day"])} for row in self._calendar]
        return self.plan.table(rows, {"day": "int32", "date": "date"})

    @cached_property
    def nth(self) -> ir.Table:
        """ends, nth: the day that is the n-th a period of working days counts."""
        first: dict[int, int] = {}
        for row in self._calendar:
            first.setdefault(row["ends"], row["day"])
        return self.plan.table([{"ends": n, "nth": day} for n, day in first.items()], {"ends": "int32", "nth": "int32"})

    def end(self, told: ir.Table, excluded: ir.IntegerValue) -> ir.Table:
        """The table with `last` and `provisional`: the end of each period, so many days not counted."""
        told = told.mutate(moved=(told.nominal + told.extended + excluded).cast("int32"))
        told = self._rolled(self._worked(told, excluded))
        by_date = ibis.ifelse(told.rolls, told.rolled, told.moved)
        open_end = ibis.ifelse(told.working, told.nth_unknown > told.from_unknown, told.rolls & told.unsure)
        return told.mutate(last=ibis.ifelse(told.working, told.worked, by_date), provisional=open_end.fill_null(False)).drop(
            "moved", "worked", "nth_unknown", "from_unknown", "rolled", "unsure"
        )

    def _worked(self, told: ir.Table, excluded: ir.IntegerValue) -> ir.Table:
        """With `worked`: the end by working days, where a clock counts those."""
        if not any(row["nominal"] is None for row in self._limits):
            nothing = ibis.null().cast("int32")
            return told.mutate(worked=nothing, nth_unknown=nothing, from_unknown=nothing)
        told = told.mutate(total=told.number + told.extended + excluded)
        told = _joined(told, self.calendar.select(begun="day", from_ends="ends", from_unknown="unknown"), "begun")
        told = _joined(
            told.mutate(until_ends=(told.from_ends + told.total).cast("int32")), self.nth.rename(until_ends="ends"), "until_ends"
        )
        told = _joined(told, self.calendar.select(nth="day", nth_unknown="unknown"), "nth")
        return told.mutate(worked=ibis.ifelse(told.total > 0, told.nth, told.begun)).drop(
            "total", "from_ends", "until_ends", "nth"
        )

    def _rolled(self, told: ir.Table) -> ir.Table:
        """With `rolled`: the first working day from the last day on paper, where a clock moves its end."""
        if not any(spec.roll for spec in self.plan.procedure.clocks.values() if self.plan.simple(spec)):
            return told.mutate(rolled=told.moved, unsure=ibis.literal(False))
        return _joined(told, self.calendar.select(moved="day", rolled="rolled", unsure="unsure"), "moved")

    @cached_property
    def _limits(self) -> list[Row]:
        plan = self.plan
        simple = {key: spec for key, spec in plan.procedure.clocks.items() if plan.simple(spec)}
        return [
            {
                "clock": plan.clocks[key],
                "begun": day,
                "number": length,
                "nominal": _nominal(plan.law.parameters[spec.limit].unit, day, length),
            }
            for key, spec in simple.items()
            for day in self.days
            for length in [number(plan, spec.limit, day)]
        ]

    @cached_property
    def _calendar(self) -> list[Row]:
        return list(_laid_out(WorkingCalendar(self.plan.law.calendars.values()), *self._span))

    @property
    def _span(self) -> tuple[int, int]:
        """From before the first day to after any end: limits, extensions and pauses as long as the log."""
        first, last = self.days[0], self.days[-1]
        longest = max((row["number"] or 0 for row in self._limits if row["nominal"] is None), default=0)
        nominal = max((row["nominal"] for row in self._limits if row["nominal"] is not None), default=last)
        more = sum(
            max((number(self.plan, m, d) or 0 for d in (first, last)), default=0)
            for c in self.plan.procedure.clocks.values()
            for m in c.extensions.values()
        )
        return first - 1, max(nominal, last + WEEK * longest) + WEEK * (more + WEEK) + (last - first)


def _nominal(unit: Unit, day: int, length: int | None) -> int | None:
    """The last day on paper of a period of days, months or years."""
    if length is None or unit in (Unit.WORKING_DAYS, Unit.HOURS):
        return None
    if unit is Unit.CALENDAR_DAYS:
        return day + _days_on(length)
    return (PAPER.end_of(EPOCH + timedelta(days=day), length, unit, roll=False).day - EPOCH).days


@cache
def _days_on(length: int) -> int:
    """How many days after it began a period of days ends: the same whenever it began."""
    return (PAPER.end_of(EPOCH, length, Unit.CALENDAR_DAYS, roll=False).day - EPOCH).days


def _laid_out(calendar: WorkingCalendar, first: int, last: int) -> Iterator[Row]:
    known = {day: calendar.is_working(EPOCH + timedelta(days=day)) for day in range(first, last + 1)}
    rolled, rows = last, []
    for day in range(last, first - 1, -1):
        rolled = rolled if known[day] is False else day
        rows.append((day, rolled))
    ends = between = unknown = 0
    for day, roll in reversed(rows):
        working = known[day]
        weekday = (EPOCH + timedelta(days=day)).weekday() < SATURDAY
        ends, unknown = ends + (working is not False), unknown + (working is None)
        between += weekday if working is None else working
        yield {"day": day, "ends": ends, "between": between, "unknown": unknown, "rolled": roll, "unsure": known[roll] is None}


def _joined(told: ir.Table, known: ir.Table, on: str) -> ir.Table:
    """A left join that keeps each column once."""
    return told.left_join(known, on).drop(f"{on}_right")
