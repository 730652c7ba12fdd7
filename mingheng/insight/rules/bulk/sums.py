"""`not_above` and `balance` in bulk: sums held against sums of acts before."""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.bulk.acts import asked, earlier, seen
from mingheng.insight.rules.bulk.answers import BROKEN, answered
from mingheng.insight.rules.bulk.plan import Plan

PAIR = ("case", "n", "who", "rule")


def not_above(acts: ir.Table, sums: ir.Table, plan: Plan) -> ir.Table:
    """Answers of rules that let no sum be higher than in the act before."""
    rules = plan.rules(["not_above"])
    needs = plan.table(
        [{"rule": plan.numbers[code], "need": plan.kinds[need]} for code, rule in rules for need in rule.needs],
        {"rule": "int32", "need": "int32"},
    )
    facts = plan.table(
        [{"rule": plan.numbers[code], "fact": fact} for code, rule in rules for fact in rule.facts],
        {"rule": "int32", "fact": "string"},
    )
    back = earlier(acts)
    wanted = asked(acts, plan.gates(rules)).join(needs, "rule")
    met = wanted.join(back, [wanted.case == back.b_case, wanted.need == back.b_kind]).filter(lambda t: seen(t, t))
    last = met.group_by(*PAIR, "party").agg(other=met.b_n.max()).join(facts, "rule")
    mine = last.left_join(sums, ["case", "n", "fact"]).select(*last.columns, mine=sums["sum"].fill_null(0))
    before = sums.select(b_case="case", b_n="n", b_fact="fact", before="sum")
    both = mine.left_join(before, [mine.case == before.b_case, mine.other == before.b_n, mine.fact == before.b_fact])
    higher = both.filter(both.mine > both.before.fill_null(0))
    return answered(higher.mutate(answer=ibis.literal(BROKEN)))


def balance(acts: ir.Table, sums: ir.Table, plan: Plan) -> ir.Table:
    """Answers of rules that hold what is owed against what is paid."""
    rules = plan.rules(["balance"])
    told = [
        (code, rule, owed, tuple(term.split(".")))
        for code, rule in rules
        for owed, terms in ((True, rule.owed), (False, rule.paid))
        for term in terms
    ]
    sources = sorted({source for *_, source in told})
    terms = plan.table(
        [
            {"rule": plan.numbers[code], "term": sources.index(source), "owed": owed, "own": rule.at_most and not owed}
            for code, rule, owed, source in told
        ],
        {"rule": "int32", "term": "int32", "owed": "boolean", "own": "boolean"},
    )
    named = plan.table(
        [{"b_kind": plan.kinds[kind], "fact": fact, "b_term": i} for i, (kind, fact) in enumerate(sources)],
        {"b_kind": "int32", "fact": "string", "b_term": "int32"},
    )
    limits = plan.table(
        [{"rule": plan.numbers[code], "at_most": rule.at_most} for code, rule in rules], {"rule": "int32", "at_most": "boolean"}
    )
    pairs = asked(acts, plan.gates(rules)).join(limits, "rule")
    valued = earlier(acts).join(named, "b_kind").join(sums, [("b_case", "case"), ("b_n", "n"), "fact"])
    valued = valued.select("b_case", "b_n", "b_party", "b_gone", "b_term", "sum")
    met = pairs.join(terms, "rule")
    met = met.join(valued, [met["case"] == valued.b_case, met.term == valued.b_term])
    met = met.filter(lambda t: seen(t, t) | (t.own & (t.b_n == t.n)))
    left = met.group_by(*PAIR).agg(left=ibis.ifelse(met.owed, met["sum"], -met["sum"]).sum())
    held = pairs.left_join(left, PAIR).select(*pairs.columns, left=left.left.fill_null(0))
    return answered(held.filter(ibis.ifelse(held.at_most, held.left < 0, held.left <= 0)).mutate(answer=ibis.literal(BROKEN)))
