"""Clocks in bulk: when each period an act is asked about began, what stretches it, when it ends.

Says of many cases what `law.rules.clocks` says of one: the start, extensions and pauses are joins over the acts seen
from the place that asks; days are looked up on the calendar laid out as a table.
"""

from collections.abc import Iterable

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.bulk.acts import earlier, has, seen
from mingheng.insight.rules.bulk.calendar import Days
from mingheng.insight.rules.bulk.pauses import paused
from mingheng.insight.rules.bulk.plan import Plan
from mingheng.law.rules.lawbook import Unit
from mingheng.law.rules.procedure import ClockSpec

ASKED = ("case", "n", "who", "rule")
HOUR = 3_600_000  # milliseconds
DAY = 24 * HOUR
DAYS = 1 << 24  # a place and a day as one number: the last place has the greatest
PAST = 1 << 23  # days before 1970 are no less than nothing


def ends(asking: ir.Table, acts: ir.Table, dates: ir.Table, days: Days) -> ir.Table:
    """Those whose clock has begun, with start, begun, number, last, held, provisional, until.

    `asking` has case, n, party, who, rule and its clock: what is seen from place `n`. `last` is null where the law has no
    value; `until` is the minute (in ms) a period of hours ends.
    """
    back = earlier(acts)
    begun = days.keep(_begun(asking, back, dates, days))
    told = begun.left_join(days.limits, ["clock", "begun"]).drop("clock_right", "begun_right")
    told = paused(_extended(told, back, days), back, dates, days)
    until = ibis.ifelse(told.hours & told.fixed.isnull(), told.begun_moment + told.number * HOUR, None)
    last = ibis.cases((told.fixed.notnull(), told.fixed), (told.hours, (until // DAY).cast("int32")), else_=told["last"])
    simple = told.fixed.isnull() & ~told.hours
    return told.select(
        *asking.columns, "start", "begun", "number", last=last, held=told.held & simple,
        provisional=told.provisional & simple, until=until,
    )  # fmt: skip


def _begun(asking: ir.Table, back: ir.Table, dates: ir.Table, days: Days) -> ir.Table:
    """What is asked, with the act each clock starts from and how the clock counts."""
    plan = days.plan
    clocks = {key: spec for key, spec in plan.procedure.clocks.items() if plan.simple(spec)}
    specs = plan.table([_row(plan, key, spec) for key, spec in clocks.items()], {
        "clock": "int32", "per_party": "boolean", "reads_first": "boolean", "working": "boolean", "hours": "boolean",
        "rolls": "boolean", "starts_on": "string", "ends_on": "string",
    })  # fmt: skip
    starts = plan.table(
        [
            {"clock": plan.clocks[key], "need": plan.kinds[act], "where": plan.mask(act, spec.start_where)}
            for key, spec in clocks.items()
            for act in spec.start
        ],
        {"clock": "int32", "need": "int32", "where": "int64"},
    )
    asking = asking.join(specs, "clock")
    asking = asking.mutate(party=ibis.ifelse(asking.per_party, asking.party, None)).drop("per_party")
    wanted = asking.join(starts, "clock")
    met = wanted.join(back, [wanted.case == back.b_case, wanted.need == back.b_kind])
    met = met.filter(lambda t: seen(t, t) & has(t.b_bits, t["where"]))
    packed = met.b_n.cast("int64") * DAYS + met.b_day + PAST
    found = met.group_by(*ASKED).agg(chosen=ibis.ifelse(met.reads_first, -packed, packed).max())
    told = asking.join(found, ASKED)
    chosen = told.chosen.abs()
    told = told.mutate(start=(chosen // DAYS).cast("int32"), start_day=(chosen % DAYS - PAST).cast("int32"))
    told = _timed(told.drop("chosen", "reads_first"), back, clocks.values(), plan)
    for column in ("starts_on", "ends_on"):
        told = _dated(told, dates, column, clocks.values())
    begun = told.starts_on_day.fill_null(told.start_day)
    return told.mutate(begun=begun, fixed=told.ends_on_day).drop("starts_on_day", "ends_on_day", "starts_on", "ends_on")


def _timed(told: ir.Table, back: ir.Table, clocks: Iterable[ClockSpec], plan: Plan) -> ir.Table:
    """With the minute of the start act, where a clock counts hours; without one it counts from the first of its day."""
    if not any(plan.law.parameters[clock.limit].unit is Unit.HOURS for clock in clocks):
        return told.mutate(begun_moment=ibis.null().cast("int64"))
    at = back.select(case="b_case", start="b_n", begun_moment="b_moment")
    told = told.join(at, ["case", "start"])
    return told.mutate(begun_moment=told.begun_moment.fill_null(told.start_day.cast("int64") * DAY))


def _row(plan: Plan, key: str, spec: ClockSpec) -> dict[str, object]:
    unit = plan.law.parameters[spec.limit].unit
    return {
        "clock": plan.clocks[key], "per_party": spec.per_party, "reads_first": spec.reads == "first",
        "working": unit is Unit.WORKING_DAYS, "hours": unit is Unit.HOURS, "rolls": spec.roll,
        "starts_on": spec.starts_on, "ends_on": spec.ends_on,
    }  # fmt: skip


def _dated(told: ir.Table, dates: ir.Table, column: str, clocks: Iterable[ClockSpec]) -> ir.Table:
    """With the day the named fact of the start act holds."""
    if not any(getattr(clock, column) for clock in clocks):
        return told.mutate(**{f"{column}_day": ibis.null().cast("int32")})
    facts = dates.select("case", **{"start": "n", column: "fact", f"{column}_day": "day"})
    return told.left_join(facts, ["case", "start", column]).drop("case_right", "start_right", f"{column}_right")


def _extended(told: ir.Table, back: ir.Table, days: Days) -> ir.Table:
    """With `extended`: by how much each clock is lengthened; no `number` where the law does not say."""
    if not any(days.plan.simple(spec) and spec.extensions for spec in days.plan.procedure.clocks.values()):
        return told.mutate(extended=ibis.literal(0, "int64"))
    more = days.extensions
    told = days.keep(told)
    asked = told.select(*ASKED, "party", "start", "clock").join(more.select("clock", ext="kind").distinct(), "clock")
    met = asked.join(back, [asked.case == back.b_case, asked.ext == back.b_kind])
    met = met.filter(lambda t: seen(t, t) & (t.b_n > t.start))
    met = met.join(more, [met.clock == more.clock, met.ext == more.kind, met.b_day == more.day])
    met = met.filter(has(met.b_bits, met.done))
    found = met.group_by(*ASKED).agg(extended=met.more.sum(), lacking=met.more.isnull().cast("int32").max() == 1)
    told = told.left_join(found, ASKED).select(
        *told.columns, lacking=found.lacking.fill_null(False), extended=found.extended.fill_null(0)
    )
    return told.mutate(number=ibis.ifelse(told.lacking, None, told.number)).drop("lacking")
