"""Days a clock does not count, in bulk: what `law.rules.clocks` folds one by one, as windows over what opens and ends a pause.

A pause is open after an act that opens it until the first act that closes it, or the first act after the day it was to
last to. So of any act only the last one before it that opened or closed something matters, and no act is folded.
"""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.bulk.acts import has, seen
from mingheng.insight.rules.bulk.calendar import Days
from mingheng.insight.rules.bulk.plan import Plan
from mingheng.insight.rules.bulk.values import words
from mingheng.law.rules.procedure import Exclusion

ASKED = ("case", "n", "who", "rule")
ORDER = ("since", "pause", "opened")
FOREVER = 2_000_000_000  # a day no period reaches


def paused(told: ir.Table, back: ir.Table, dates: ir.Table, days: Days) -> ir.Table:
    """The clocks with `last`, `provisional` and `held`: their ends, with the pauses that began before they ran out."""
    if not any(days.plan.simple(spec) and spec.excludes for spec in days.plan.procedure.clocks.values()):
        return days.end(told, ibis.literal(0, "int64")).mutate(held=False)
    told = days.keep(told)
    known = told.select(*ASKED, "begun", "number", "extended", "working", "rolls", "nominal")
    acts = days.keep(_episodes(days.keep(_marked(told, back, dates, days))))
    pauses = days.keep(_apart(_pauses(acts).join(known, ASKED), days))
    before = ibis.window(group_by=ASKED, order_by=ORDER, preceding=(None, 1))
    upto = ibis.window(group_by=ASKED, order_by=ORDER, following=0)
    pauses = pauses.mutate(spared=pauses.days.sum().over(before).fill_null(0), open=pauses.until.isnull().cast("int32"))
    pauses = days.keep(days.end(pauses, pauses.spared))
    late = (ibis.greatest(pauses.since, pauses.recorded) > pauses["last"]) | (pauses.open.max().over(before).fill_null(0) == 1)
    pauses = pauses.mutate(late=late.cast("int32"))
    counted = pauses.mutate(stopped=pauses.late.max().over(upto)).filter(ibis._.stopped == 0)
    counted = counted.group_by(*ASKED).agg(excluded=counted.days.sum(), held=counted.open.max() == 1)
    counted = days.keep(counted)
    told = told.left_join(counted, ASKED).select(
        *told.columns, excluded=counted.excluded.fill_null(0), held=counted.held.fill_null(False)
    )
    return days.end(told, told.excluded)


def _apart(pauses: ir.Table, days: Days) -> ir.Table:
    """The same with no day in two of them, and with the `days` of each in the clock's own unit."""
    before = ibis.window(group_by=ASKED, order_by=ORDER, preceding=(None, 1))
    reached = pauses.until.fill_null(FOREVER).max().over(before).fill_null(0)
    pauses = pauses.mutate(begins=ibis.greatest(pauses.since, reached))
    within = (pauses.until <= pauses.begins) & (pauses.begins > pauses.since)
    pauses = pauses.filter(~within.fill_null(False)).mutate(since=ibis._.begins).drop("begins")
    counted = days.calendar.select("day", "between")
    pauses = pauses.left_join(counted.rename(since="day", first="between"), "since").drop("since_right")
    pauses = pauses.left_join(counted.rename(until="day", final="between"), "until").drop("until_right")
    length = ibis.ifelse(pauses.working, pauses.final - pauses.first, pauses.until - pauses.since)
    return pauses.mutate(days=length.fill_null(0)).drop("first", "final")


def _marked(told: ir.Table, back: ir.Table, dates: ir.Table, days: Days) -> ir.Table:
    """case, n, who, rule, pause, b_n, b_day, b_at_day, opens, closes, until: every act that has to do with a pause."""
    plan = days.plan
    roles = [
        row
        for key, spec in plan.procedure.clocks.items()
        if plan.simple(spec)
        for place, pause in enumerate(spec.excludes)
        for row in _roles(plan, plan.clocks[key], place, pause)
    ]
    acts = plan.table(roles, {
        "clock": "int32", "pause": "int32", "of_kind": "int32", "opens": "boolean", "closes": "boolean", "where": "int64",
        "until_fact": "string",
    })  # fmt: skip
    asked = told.select(*ASKED, "party", "clock", "start", "start_day").join(acts, "clock")
    asked = _granted(asked, days)
    met = asked.join(back, [asked.case == back.b_case, asked.of_kind == back.b_kind])
    met = met.filter(lambda t: seen(t, t) & (t.b_n >= t.start))
    until = dates.select(b_case="case", b_n="n", until_fact="fact", until="day")
    return met.left_join(until, ["b_case", "b_n", "until_fact"]).select(
        *ASKED, "pause", "b_n", "b_day", "b_at_day", "opens", "until", closes=met.closes & has(met.b_bits, met["where"])
    )


def _roles(plan: Plan, clock: int, place: int, pause: Exclusion) -> list[dict[str, object]]:
    """What each kind of act does to a pause."""
    enders = (pause.stop, *pause.ended)
    return [
        {
            "clock": clock, "pause": place, "of_kind": plan.kinds[act], "opens": act == pause.start, "closes": act in enders,
            "where": plan.mask(act, pause.stop_where) if act in enders else 0,
            "until_fact": pause.until if act == pause.start else None,
        }
        for act in sorted({pause.start, *enders})
    ]  # fmt: skip


def _granted(asked: ir.Table, days: Days) -> ir.Table:
    """Without the pauses that the words of the law did not name on the day the clock started."""
    plan = days.plan
    refused = plan.table(
        [
            {"clock": plan.clocks[key], "pause": place, "start_day": day}
            for key, spec in plan.procedure.clocks.items()
            for place, pause in enumerate(spec.excludes)
            if pause.under and plan.simple(spec)
            for day in days.days
            if pause.title not in (words(plan, pause.under, day) or ())
        ],
        {"clock": "int32", "pause": "int32", "start_day": "int32"},
    )
    return asked.anti_join(refused, ["clock", "pause", "start_day"])


def _episodes(acts: ir.Table) -> ir.Table:
    """The same with `episode`, `begins`, `finishes`, `till`: which acts open a pause and which end it."""
    key = [*ASKED, "pause"]
    before = ibis.window(group_by=key, order_by=["b_n"], preceding=(None, 1))
    upto = ibis.window(group_by=key, order_by=["b_n"], following=0)
    acts = acts.mutate(opener=ibis.ifelse(acts.opens, acts.b_n, None))
    acts = acts.mutate(opener=acts.opener.max().over(before))
    told = acts.filter(acts.opens).select(*key, opener="b_n", till="until")
    acts = acts.left_join(told, [*key, "opener"]).select(*acts.columns, "till")
    acts = acts.mutate(over=acts.closes | (acts.till < acts.b_day).fill_null(False))
    packed = ibis.ifelse(acts.opens | acts.over, acts.b_n.cast("int64") * 2 + acts.opens.cast("int64"), None)
    acts = acts.mutate(packed=packed)
    acts = acts.mutate(running=(acts.packed.max().over(before) % 2 == 1).fill_null(False))
    acts = acts.mutate(begins=acts.opens & (~acts.running | acts.over), finishes=acts.running & acts.over)
    return acts.mutate(episode=acts.begins.cast("int32").sum().over(upto) - acts.begins.cast("int32"))


def _pauses(acts: ir.Table) -> ir.Table:
    """case, n, who, rule, pause, opened, since, recorded, until: every pause; `until` is null while it lasts."""
    key = [*ASKED, "pause"]
    opened = acts.filter(acts.begins).select(*key, episode=acts.episode + 1, since="b_day", recorded="b_at_day", opened="b_n")
    ended = acts.filter(acts.finishes).select(*key, "episode", ended=ibis.least(acts.b_day, acts.till.fill_null(acts.b_day)))
    final = acts.filter(acts.opens).mutate(episode=acts.episode + acts.begins.cast("int32"))
    final = final.group_by(*key, "episode").agg(opener=final.b_n.max())
    told = acts.filter(acts.opens).select(*key, opener="b_n", told="until")
    final = final.join(told, [*key, "opener"]).select(*key, "episode", "told")
    pauses = opened.left_join(ended, [*key, "episode"]).select(*opened.columns, "ended")
    pauses = pauses.left_join(final, [*key, "episode"]).select(*pauses.columns, "told")
    until = pauses.ended.fill_null(pauses.told)
    return pauses.mutate(until=ibis.ifelse(until.isnull(), None, ibis.greatest(until, pauses.since))).drop("ended", "told")
