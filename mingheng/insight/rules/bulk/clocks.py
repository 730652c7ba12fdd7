"""Clocks in bulk: when each period an act is asked about began, what stretches it, when it ends.

Says of many cases what `law.rules.clocks` says of one: the start, extensions and pauses are joins over the acts seen
from the place that asks; days are looked up on the calendar laid out as a table.
"""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.bulk.acts import earlier, has, seen
from mingheng.insight.rules.bulk.calendar import Days
from mingheng.insight.rules.bulk.pauses import paused
from mingheng.insight.rules.bulk.plan import Plan
from mingheng.law.rules.lawbook import Unit
from mingheng.law.rules.procedure import ClockSpec

ASKED = ("case", "n", "who", "clock")
HOUR = 3_600_000  # milliseconds
DAY = 24 * HOUR


def ends(asking: ir.Table, acts: ir.Table, dates: ir.Table, days: Days) -> ir.Table:
    """case, n, who, clock, party, start, begun, number, last, held, provisional, moment of every clock that has begun.

    `asking` has case, n, party, who, clock: what is seen from place `n`. `last` is null where the law has no value;
    `moment` is the minute (in ms) a period of hours ends.
    """
    plan = days.plan
    back = earlier(acts)
    begun = days.keep(_begun(days.keep(asking), back, dates, plan))
    told = begun.left_join(days.limits, ["clock", "begun"]).drop("clock_right", "begun_right")
    told = paused(days.keep(_extended(told, back, days)), back, dates, days)
    until = ibis.ifelse(told.hours & told.fixed.isnull(), told.moment + told.number * HOUR, None)
    last = ibis.cases((told.fixed.notnull(), told.fixed), (told.hours, (until // DAY).cast("int32")), else_=told["last"])
    simple = told.fixed.isnull() & ~told.hours
    return told.select(
        *ASKED, "party", "start", "begun", "number", last=last, held=told.held & simple,
        provisional=told.provisional & simple, moment=until,
    )  # fmt: skip


def _begun(asking: ir.Table, back: ir.Table, dates: ir.Table, plan: Plan) -> ir.Table:
    """What is asked, with the act each clock starts from and how the clock counts."""
    clocks = {key: spec for key, spec in plan.procedure.clocks.items() if plan.simple(spec)}
    specs = plan.table([_row(plan, key, spec) for key, spec in clocks.items()], {
        "clock": "int32", "per_party": "boolean", "reads_first": "boolean", "working": "boolean", "hours": "boolean",
        "rolls": "boolean", "starts_on": "string", "ends_on": "string",
    })  # fmt: skip
    starts = plan.table(
        [
            {"clock": plan.clocks[key], "kind": plan.kinds[act], "where": plan.mask(act, spec.start_where)}
            for key, spec in clocks.items()
            for act in spec.start
        ],
        {"clock": "int32", "kind": "int32", "where": "int64"},
    )
    asking = asking.join(specs, "clock")
    asking = asking.mutate(party=ibis.ifelse(asking.per_party, asking.party, None)).drop("per_party")
    wanted = asking.join(starts, "clock")
    met = wanted.join(back, [wanted.case == back.b_case, wanted.kind == back.b_kind])
    met = met.filter(lambda t: seen(t, t) & has(t.b_bits, t["where"]))
    found = met.group_by(*ASKED).agg(first=met.b_n.min(), final=met.b_n.max())
    told = asking.join(found, ASKED)
    told = told.mutate(start=ibis.ifelse(told.reads_first, told.first, told.final)).drop("first", "final", "reads_first")
    at = back.select(case="b_case", start="b_n", start_day="b_day", start_moment="b_moment")
    told = told.join(at, ["case", "start"])
    told = _dated(_dated(told, dates, "starts_on"), dates, "ends_on")
    return told.mutate(
        begun=told.starts_on_day.fill_null(told.start_day), fixed=told.ends_on_day,
        moment=told.start_moment.fill_null(told.start_day.cast("int64") * DAY),
    ).drop("starts_on_day", "ends_on_day", "starts_on", "ends_on", "start_moment")  # fmt: skip


def _row(plan: Plan, key: str, spec: ClockSpec) -> dict[str, object]:
    unit = plan.law.parameters[spec.limit].unit
    return {
        "clock": plan.clocks[key], "per_party": spec.per_party, "reads_first": spec.reads == "first",
        "working": unit is Unit.WORKING_DAYS, "hours": unit is Unit.HOURS, "rolls": spec.roll,
        "starts_on": spec.starts_on, "ends_on": spec.ends_on,
    }  # fmt: skip


def _dated(told: ir.Table, dates: ir.Table, column: str) -> ir.Table:
    """With the day the named fact of the start act holds."""
    facts = dates.select("case", **{"start": "n", column: "fact", f"{column}_day": "day"})
    return told.left_join(facts, ["case", "start", column]).drop("case_right", "start_right", f"{column}_right")


def _extended(told: ir.Table, back: ir.Table, days: Days) -> ir.Table:
    """With `extended`: by how much each clock is lengthened; no `number` where the law does not say."""
    if not any(days.plan.simple(spec) and spec.extensions for spec in days.plan.procedure.clocks.values()):
        return told.mutate(extended=ibis.literal(0, "int64"))
    more = days.extensions
    asked = told.select(*ASKED, "party", "start").join(more.select("clock", "kind").distinct(), "clock")
    met = asked.join(back, [asked.case == back.b_case, asked.kind == back.b_kind])
    met = met.filter(lambda t: seen(t, t) & (t.b_n > t.start))
    met = met.join(more, [met.clock == more.clock, met.kind == more.kind, met.b_day == more.day])
    met = met.filter(has(met.b_bits, met.done))
    found = met.group_by(*ASKED).agg(extended=met.more.sum(), lacking=met.more.isnull().cast("int32").max() == 1)
    told = told.left_join(found, ASKED).select(
        *told.columns, lacking=found.lacking.fill_null(False), extended=found.extended.fill_null(0)
    )
    return told.mutate(number=ibis.ifelse(told.lacking, None, told.number)).drop("lacking")
