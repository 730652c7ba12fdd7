"""`argued` in bulk: whether a reason was given, by its length, its different letters and its digest."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.bulk.acts import asked
from mingheng.insight.rules.bulk.answers import BROKEN, UNKNOWN, answered
from mingheng.insight.rules.bulk.plan import Plan
from mingheng.insight.rules.bulk.values import number, words
from mingheng.insight.rules.encoding import digest_of
from mingheng.law.rules.letters import letters


def argued(acts: ir.Table, texts: ir.Table, plan: Plan, days: Sequence[int]) -> ir.Table:
    """Answers of rules that want a reasoned opinion: long enough, not one of the empty words, not said twice."""
    rules = plan.rules(["argued"])
    facts = plan.table(
        [{"rule": plan.numbers[code], "fact": fact} for code, rule in rules for fact in rule.facts],
        {"rule": "int32", "fact": "string"},
    )
    least = plan.table(
        [
            {"rule": plan.numbers[code], "day": day, "number": None if told is None else number(plan, str(rule.parameter), day)}
            for code, rule in rules
            for day in days
            for told in [words(plan, str(rule.words), day)]
        ],
        {"rule": "int32", "day": "int32", "number": "int64"},
    )
    said_on = {(str(rule.words), day): words(plan, str(rule.words), day) or frozenset() for _, rule in rules for day in days}
    digests = {word: digest_of(letters(word), plan.key) for told in set(said_on.values()) for word in told}
    empty = plan.table(
        [{"list": name, "day": day, "digest": digests[word]} for (name, day), told in said_on.items() for word in sorted(told)],
        {"list": "string", "day": "int32", "digest": "string"},
    ).mutate(trivial=True)
    lists = plan.table(
        [{"rule": plan.numbers[code], "list": str(rule.words)} for code, rule in rules], {"rule": "int32", "list": "string"}
    )
    pairs = asked(acts, plan.gates(rules)).join(least, ["rule", "day"]).join(lists, "rule")
    said = texts.select("case", "n", "fact", "chars", "different", "digest")
    told = pairs.join(facts, "rule").join(said, ["case", "n", "fact"])
    told = told.left_join(empty, ["list", "day", "digest"])
    wanting = (
        told.trivial.fill_null(False) | (told.chars < told.number) | (2 * told.different < told.number) | told.number.isnull()
    )
    judged = told.group_by("case", "n", "rule").agg(
        wanting=wanting.cast("int32").sum(), said=told.count(), different=told.digest.nunique()
    )
    reasoned = judged.filter((judged.wanting == 0) & (judged.said == judged.different))
    told = pairs.anti_join(reasoned, ["case", "n", "rule"])
    return answered(told.mutate(answer=ibis.ifelse(told.number.isnull(), UNKNOWN, BROKEN)))
