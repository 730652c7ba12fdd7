"""Rules about who reviews: the person it was given to, and nobody who is too near to the case."""

from dataclasses import replace

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.letters import letters
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.reserved import reserved_for
from mingheng.law.rules.specials.people import people_in
from mingheng.law.rules.specials.told import finding


def reviewer_fit(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Whoever is named to review holds the legal profession qualification (行政处罚法 58)."""
    named = people_in(act, str(rule.fact))
    if context.prospective or not named:
        return finding(code, rule, act, Answer.PENDING)
    fit = all((standing := act.people.get(i)) is not None and standing.legally_qualified for i in named)
    return finding(code, rule, act, Answer.KEPT if fit else Answer.BROKEN)


def reviewer_elsewhere(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Whoever is named to review belongs to another unit than the case, and was not recused."""
    named = people_in(act, str(rule.fact))
    if context.prospective or not named:
        return finding(code, rule, act, Answer.PENDING)
    moved = context.live.last("change_unit")
    unit = str(moved.facts["unit"]) if moved else context.docket.unit
    recused = {int(a.facts["officer"]) for a in context.live.of(("decide_recusal",)) if a.facts.get("opinion") == "recused"}
    near = {i for i in named if (standing := act.people.get(i)) is None or standing.unit == unit}
    return finding(code, rule, act, Answer.BROKEN if near | (named & recused) else Answer.KEPT)


def reserved(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """An act that was given to somebody is taken by nobody else."""
    whose = reserved_for(context, act.kind)
    if whose is None or act.by == whose.officer:
        return finding(code, rule, act, Answer.KEPT)
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told = finding(code, rule, act, Answer.BROKEN)
    return replace(told, reason=f"{told.reason}：{whose.name}") if whose.name else told


def returned_with_points(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A return says point by point what is to be mended; an approval needs no points."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    if act.facts.get("opinion") != "return":
        return finding(code, rule, act, Answer.KEPT)
    points = [letters(str(row.get("point") or "")) for row in act.facts.get("points") or ()]
    trivial = {letters(word) for word in context.words(str(rule.words), act.happened)}
    said = [point for point in points if point and point not in trivial]
    return finding(code, rule, act, Answer.KEPT if said and len(set(said)) == len(points) else Answer.BROKEN)
