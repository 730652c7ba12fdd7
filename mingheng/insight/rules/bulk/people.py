"""`at_least` and `different_person` in bulk: who took part in an act, and in which others."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.bulk.acts import asked
from mingheng.insight.rules.bulk.answers import BROKEN, UNKNOWN, answered
from mingheng.insight.rules.bulk.plan import Plan
from mingheng.insight.rules.bulk.values import numbers_on

TAKER = "by"


def at_least(acts: ir.Table, people: ir.Table, plan: Plan, days: Sequence[int]) -> ir.Table:
    """Answers of rules that want so many officers who may enforce, and no auxiliary among them (行政处罚法 42)."""
    rules = plan.rules(["at_least"])
    facts = plan.table(
        [{"rule": plan.numbers[code], "fact": rule.fact or "officers"} for code, rule in rules],
        {"rule": "int32", "fact": "string"},
    )
    pairs = asked(acts, plan.gates(rules)).join(facts, "rule")
    named = pairs.join(people, ["case", "n", "fact"]).select("case", "n", "rule", "person", "able", "auxiliary").distinct()
    counted = named.group_by("case", "n", "rule").agg(
        able=named.able.fill_null(False).cast("int32").sum(), helpers=named.auxiliary.fill_null(False).cast("int32").sum()
    )
    needed = numbers_on(days, plan, [(code, rule.parameter) for code, rule in rules])
    told = pairs.left_join(counted, ["case", "n", "rule"]).select(
        *pairs.columns, able=counted.able.fill_null(0), helpers=counted.helpers.fill_null(0)
    )
    told = told.join(needed, ["rule", "day"])
    told = told.filter(told.number.isnull() | (told.able < told.number) | (told.helpers > 0))
    return answered(told.mutate(answer=ibis.ifelse(told.number.isnull(), UNKNOWN, BROKEN)))


def different_person(acts: ir.Table, people: ir.Table, plan: Plan) -> ir.Table:
    """Answers of rules that keep one person from taking part twice, whether or not the other act still has effect."""
    rules = plan.rules(["different_person"])
    mine = plan.table(
        [{"rule": plan.numbers[code], "fact": rule.fact or TAKER} for code, rule in rules], {"rule": "int32", "fact": "string"}
    )
    theirs = plan.table(
        [
            {"b_rule": plan.numbers[code], "kind": plan.kinds[act], "fact": fact}
            for code, rule in rules
            for act in rule.people_of
            for fact in rule.facts or (TAKER,)
        ],
        {"b_rule": "int32", "kind": "int32", "fact": "string"},
    )
    who = people.select("case", "n", "fact", "person")
    pairs = asked(acts, plan.gates(rules)).join(mine, "rule").join(who, ["case", "n", "fact"])
    others = who.join(acts.select("case", "n", "kind"), ["case", "n"]).join(theirs, ["kind", "fact"])
    others = others.select("b_rule", b_case="case", b_n="n", b_person="person")
    met = pairs.join(others, [pairs.case == others.b_case, pairs.person == others.b_person, pairs.rule == others.b_rule])
    met = met.filter(met.b_n < met.n)
    found = met.group_by("case", "n", "who", "rule", "party").agg(other=met.b_n.max())
    return answered(found.mutate(answer=ibis.literal(BROKEN)))
