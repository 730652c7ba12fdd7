"""`within` and the end of a clock (`after` with `after_end_of`) in bulk, and the duties that run."""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.bulk.acts import NEVER, asked, each_party, earlier, has, same_party
from mingheng.insight.rules.bulk.answers import BROKEN, PENDING, UNKNOWN, answered
from mingheng.insight.rules.bulk.calendar import Days
from mingheng.insight.rules.bulk.clocks import ends
from mingheng.insight.rules.bulk.plan import CLOCKED, Plan
from mingheng.insight.rules.bulk.sequence import without_excused
from mingheng.insight.rules.bulk.unrecorded import SEQUENCE
from mingheng.law.rules.judge import duty_rules
from mingheng.law.rules.procedure import RuleSpec

Told = list[tuple[str, RuleSpec]]


def within(acts: ir.Table, dates: ir.Table, days: Days) -> ir.Table:
    """Answers of rules that want an act before a clock runs out."""
    rules = days.plan.rules(CLOCKED)
    told = _with_clock(asked(acts, days.plan.gates(rules)), acts, dates, days, rules, "clock")
    facts = days.plan.table(
        [{"rule": days.plan.numbers[code], "fact": rule.fact} for code, rule in rules if rule.fact],
        {"rule": "int32", "fact": "string"},
    )
    given = told.join(facts, "rule").join(dates, ["case", "n", "fact"]).select("case", "n", "who", "rule", done="day_right")
    told = told.left_join(given, ["case", "n", "who", "rule"]).select(*told.columns, done=given.done.fill_null(told.day))
    by_minute = ibis.cases((told.moment.isnull(), UNKNOWN), (told.moment > told.until, BROKEN), else_=None)
    by_day = ibis.ifelse(told.done > told["last"], ibis.ifelse(told.provisional, UNKNOWN, BROKEN), None)
    answer = ibis.cases(
        (told.number.isnull() & told["last"].isnull(), UNKNOWN),
        (told.held, None),
        (told.until.notnull(), by_minute),
        else_=by_day,
    )
    return answered(told.mutate(answer=answer, due=told["last"], other=told.start).filter(answer.notnull()))


def after_end(acts: ir.Table, parties: ir.Table, dates: ir.Table, days: Days) -> ir.Table:
    """Answers of rules that want a clock to have run out first."""
    rules = days.plan.rules(SEQUENCE, lambda rule: rule.after_end_of is not None)
    once = asked(acts, days.plan.gates([r for r in rules if not r[1].each_party]))
    every = each_party(asked(acts, days.plan.gates([r for r in rules if r[1].each_party])), parties)
    pairs = without_excused(once.union(every), earlier(acts), days.plan, rules)
    told = _with_clock(pairs, acts, dates, days, rules, "after_end_of")
    last_day = days.plan.table(
        [{"rule": days.plan.numbers[code], "more": 0 if rule.on_last_day else 1} for code, rule in rules],
        {"rule": "int32", "more": "int32"},
    )
    told = told.join(last_day, "rule")
    opens = told["last"] + told.more
    answer = ibis.cases(
        (told["last"].isnull() | told.held, UNKNOWN), (told.day < opens, BROKEN), (told.provisional, UNKNOWN), else_=None
    )
    return answered(told.mutate(answer=answer, due=opens, other=told.start).filter(answer.notnull()))


def _with_clock(pairs: ir.Table, acts: ir.Table, dates: ir.Table, days: Days, rules: Told, name: str) -> ir.Table:
    """The pairs whose clock has begun, with its end."""
    plan = days.plan
    clocks = plan.table(
        [{"rule": plan.numbers[code], "clock": plan.clocks[getattr(rule, name)]} for code, rule in rules],
        {"rule": "int32", "clock": "int32"},
    )
    return days.keep(ends(pairs.join(clocks, "rule"), acts, dates, days))


def duties(acts: ir.Table, parties: ir.Table, dates: ir.Table, days: Days, open_cases: ir.Table, as_of: int) -> ir.Table:
    """What runs or has run out on a day and was not met: pending, broken, or unknown where the end is not sure.

    One row a clock, by the first rule that speaks of it; periods of the parties' own are nobody's duty.
    """
    plan = days.plan
    rules = first_of_clocks(plan)
    clocks = plan.table(
        [
            {
                "clock": plan.clocks[str(rule.clock)], "rule": plan.numbers[code],
                "per_party": plan.procedure.clocks[str(rule.clock)].per_party,
            }
            for code, rule in rules
        ],
        {"clock": "int32", "rule": "int32", "per_party": "boolean"},
    )  # fmt: skip
    cases = open_cases.select("case").mutate(n=ibis.literal(NEVER, "int32"))
    nobody = cases.mutate(party=ibis.null().cast("string"), who=ibis.literal("")).cross_join(clocks.filter(~clocks.per_party))
    each = (
        cases.join(parties.select("case", "party"), "case").mutate(who=ibis._.party).cross_join(clocks.filter(clocks.per_party))
    )
    columns = ["case", "n", "party", "who", "clock", "rule"]
    asking = nobody.select(*columns).union(each.select(*columns))
    found = days.keep(ends(asking, acts, dates, days))
    running = found.anti_join(_met(found, acts, parties, plan, rules), ["case", "who", "clock"])
    over = running["last"] < as_of
    answer = ibis.cases(
        (running.number.isnull() & running["last"].isnull(), UNKNOWN),
        (running.held, PENDING),
        (over & running.provisional, UNKNOWN),
        (over, BROKEN),
        else_=PENDING,
    )
    due = ibis.ifelse(running.held, None, running["last"])
    return answered(running.mutate(answer=answer, due=due, other=running.start, n=ibis.null().cast("int32")))


def first_of_clocks(plan: Plan) -> Told:
    """The rule of each clock whose duty is told in bulk: no question hangs on it, and it is counted from one start alone."""
    return [told for key, told in duty_rules(plan.procedure).items() if key not in left_open(plan)]


def left_open(plan: Plan) -> frozenset[str]:
    """The clocks of which only the engine can say whether they are owed."""
    clocks = plan.procedure.clocks
    told = duty_rules(plan.procedure)
    return frozenset(key for key, (_, rule) in told.items() if rule.when or clocks[key].when or not plan.simple(clocks[key]))


def _met(found: ir.Table, acts: ir.Table, parties: ir.Table, plan: Plan, rules: Told) -> ir.Table:
    """case, who, clock of the clocks that were met: for the case as a whole, when every party has its stopping act."""
    specs = plan.procedure
    stops = plan.table(
        [
            {
                "clock": plan.clocks[str(rule.clock)], "kind": plan.kinds[act], "done": plan.done(act),
                "for_all": not specs.clocks[str(rule.clock)].per_party
                and any(specs.acts[a].per_party for a in specs.clocks[str(rule.clock)].stop),
            }
            for _, rule in rules
            for act in specs.clocks[str(rule.clock)].stop
        ],
        {"clock": "int32", "kind": "int32", "done": "int64", "for_all": "boolean"},
    )  # fmt: skip
    back = earlier(acts)
    wanted = found.select("case", "who", "clock", "party", "start").join(stops, "clock")
    met = wanted.join(back, [wanted.case == back.b_case, wanted.kind == back.b_kind])
    met = met.filter(
        (met.b_n > met.start) & (met.b_gone == NEVER) & same_party(met.party, met.b_party) & has(met.b_bits, met.done)
    )
    once = met.filter(~met.for_all).select("case", "who", "clock").distinct()
    each = wanted.filter(wanted.for_all).select("case", "who", "clock").distinct()
    each = each.join(parties.select("case", one="party"), "case")
    by_party = met.filter(met.for_all).select("case", "who", "clock", "b_party").distinct()
    whole = by_party.filter(by_party.b_party.isnull()).select("case", "who", "clock")
    lacking = each.anti_join(by_party.rename(one="b_party"), ["case", "who", "clock", "one"]).anti_join(
        whole, ["case", "who", "clock"]
    )
    every = each.anti_join(lacking, ["case", "who", "clock"]).select("case", "who", "clock").distinct()
    return once.union(every)
