"""`after`, `exists_when` and `never_after` in bulk: which acts stand before an act."""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.bulk.acts import asked, each_party, earlier, has, seen
from mingheng.insight.rules.bulk.answers import BROKEN, answered
from mingheng.insight.rules.bulk.plan import Plan
from mingheng.insight.rules.bulk.unrecorded import SEQUENCE
from mingheng.law.rules.procedure import RuleSpec

FINE, OTHERWISE, LATER = 0, 1, 2  # how an earlier act stands to what is asked of it
STATES = 4
READS = {"last": 0, "first": 1, "each": 2}
PAIR = ("case", "n", "who", "rule")


def after(acts: ir.Table, parties: ir.Table, plan: Plan) -> ir.Table:
    """Answers of rules that want an act before the act."""
    rules = plan.rules(SEQUENCE, lambda rule: rule.after_end_of is None)
    once = asked(acts, plan.gates([told for told in rules if not told[1].each_party]))
    every = asked(acts, plan.gates([told for told in rules if told[1].each_party]))
    pairs = once.union(each_party(every, parties))
    back = earlier(acts)
    wanted = pairs.join(_needs(plan, rules), "rule")
    met = wanted.join(back, [wanted.case == back.b_case, wanted.need == back.b_kind]).filter(
        lambda t: seen(t, t) & has(t.b_bits, t.done)
    )
    late = (met.b_day > met.day) | ((met.b_day == met.day) & (met.minute < met.b_minute).fill_null(False))
    state = ibis.cases((~has(met.b_bits, met.where), OTHERWISE), (late & ~met.loose, LATER), else_=FINE)
    met = met.mutate(state=state).mutate(packed=ibis._.b_n.cast("int64") * STATES + ibis._.state)
    found = met.group_by(*PAIR).agg(reads=met.reads.max(), last=met.packed.max(), first=met.packed.min(), worst=met.state.max())
    chosen = ibis.ifelse(found.reads == READS["first"], found.first, found.last)
    bad = ibis.ifelse(found.reads == READS["each"], found.worst, chosen % STATES)
    kept = found.filter(bad == FINE)
    told = pairs.anti_join(kept, PAIR)
    told = without_excused(told, back, plan, rules)
    others = found.select(*PAIR, other=(chosen // STATES).cast("int32"))
    return answered(told.left_join(others, PAIR).mutate(answer=ibis.literal(BROKEN)))


def _needs(plan: Plan, rules: list[tuple[str, RuleSpec]]) -> ir.Table:
    """rule, need, where, done, reads, loose: what kind of act each rule wants, and with which facts."""
    return plan.table(
        [
            {
                "rule": plan.numbers[code], "need": plan.kinds[need], "where": plan.mask(need, rule.where),
                "done": 0 if rule.where else plan.done(need), "reads": READS[rule.reads], "loose": rule.loose_time,
            }
            for code, rule in rules
            for need in rule.needs
        ],
        {"rule": "int32", "need": "int32", "where": "int64", "done": "int64", "reads": "int32", "loose": "boolean"},
    )  # fmt: skip


def without_excused(told: ir.Table, back: ir.Table, plan: Plan, rules: list[tuple[str, RuleSpec]]) -> ir.Table:
    """Those that no act of `unless` excuses."""
    excuses = plan.table(
        [
            {"rule": plan.numbers[code], "excuse": plan.kinds[act], "done": plan.done(act)}
            for code, rule in rules
            for act in rule.unless
        ],
        {"rule": "int32", "excuse": "int32", "done": "int64"},
    )
    asked_of = told.join(excuses, "rule")
    met = asked_of.join(back, [asked_of.case == back.b_case, asked_of.excuse == back.b_kind])
    excused = met.filter(lambda t: seen(t, t) & has(t.b_bits, t.done) & (t.b_day <= t.day))
    return told.anti_join(excused, PAIR)


def never_after(acts: ir.Table, plan: Plan) -> ir.Table:
    """Answers of rules that forbid an act once another has effect."""
    rules = plan.rules(["never_after"])
    forbids = plan.table(
        [
            {"rule": plan.numbers[code], "need": plan.kinds[need], "where": plan.mask(need, rule.where)}
            for code, rule in rules
            for need in rule.needs
        ],
        {"rule": "int32", "need": "int32", "where": "int64"},
    )
    back = earlier(acts)
    barred = back.join(forbids, back.b_kind == forbids.need)
    barred = barred.filter(has(barred.b_bits, barred["where"])).select("b_case", "b_n", "b_party", "b_gone", b_rule="rule")
    pairs = asked(acts, plan.gates(rules))
    met = pairs.join(barred, [pairs.case == barred.b_case, pairs.rule == barred.b_rule]).filter(lambda t: seen(t, t))
    found = met.group_by(*PAIR).agg(other=met.b_n.max())
    return answered(found.mutate(answer=ibis.literal(BROKEN)))
