"""`not_above` in bulk: a sum against the same sum of the act before it."""

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
