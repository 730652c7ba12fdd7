"""Rules about what must be shown point by point, each by a step of the docket (行政处罚法 30–33)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.grades import grades_of
from mingheng.law.rules.letters import letters
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import Special, finding


def conditions_proved(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Every condition the parameter `words` lists has a row that points to evidence of the case."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    shown = dict(proofs_of(context, act, str(rule.fact)))
    value = context.law.value(str(rule.words), act.happened).value
    missing = [word for word in (value if isinstance(value, tuple) else (str(value),)) if word not in shown]
    told = finding(code, rule, act, Answer.BROKEN if missing else Answer.KEPT)
    return replace(told, reason=f"{told.reason}（没有证明的是：{'、'.join(missing)}）") if missing else told


def proofs_stand(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Every row points to a step of the case that still has effect and may serve as proof, and says what it shows."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    rows = _rows(act, str(rule.fact))
    lost = len(rows) - len(list(proofs_of(context, act, str(rule.fact))))
    silent = any(not letters(str(row.get("reason") or "")) for row in rows)
    return finding(code, rule, act, Answer.BROKEN if lost or silent else Answer.KEPT)


def one_proved(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """One of the words of the parameter is shown."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    listed = context.words(str(rule.words), act.happened)
    shown = any(key in listed for key, _ in proofs_of(context, act, str(rule.fact)))
    return finding(code, rule, act, Answer.KEPT if shown else Answer.BROKEN)


def mitigation_proved(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The ground for a mitigated penalty is among the circumstances shown, by its title."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    chosen = str(act.facts.get("mitigation") or "none")
    title = context.docket.procedure.facts_of(act.kind)["mitigation"].choices.get(chosen)
    shown = chosen == "none" or any(key == title for key, _ in proofs_of(context, act, str(rule.fact)))
    return finding(code, rule, act, Answer.KEPT if shown else Answer.BROKEN)


def lenient_honoured(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Who must be dealt with leniently is: in the lowest grade, or below the span (行政处罚法 32)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    listed = context.words(str(rule.words), act.happened)
    must = any(key in listed for key, _ in proofs_of(context, act, "circumstances"))
    graded = any(g.clause == act.facts.get("clause") for g in grades_of(context, act))
    lighter = act.facts.get("grade") == "light" or act.facts.get("mitigation") not in (None, "", "none")
    return finding(code, rule, act, Answer.BROKEN if must and graded and not lighter else Answer.KEPT)


def proved_by(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """One of the proofs is an act of the kinds in `needs`, with the facts of `where` as far as it declares them."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    fitting = any(_fits(rule, context, a) for _, a in proofs_of(context, act, str(rule.fact)))
    return finding(code, rule, act, Answer.KEPT if fitting else Answer.BROKEN)


def _fits(rule: RuleSpec, context: Context, step: Act) -> bool:
    declared = context.docket.procedure.facts_of(step.kind)
    return step.kind in rule.needs and step.has({name: values for name, values in rule.where.items() if name in declared})


def proofs_of(context: Context, act: Act, name: str) -> Iterator[tuple[str, Act]]:
    """What is shown and by which step, of the rows whose step has effect, is this party's and is of a kind that may prove."""
    may = context.docket.procedure.acts[act.kind].facts[name].acts
    steps = {str(a.n): a for a in context.live.acts if a.kind in may and a.party in (None, act.party) and not _empty(a)}
    for row in _rows(act, name):
        step = steps.get(str(row.get("step")))
        if step is not None:
            yield str(row.get("key")), step


def _empty(act: Act) -> bool:
    """An appraisal that came back without an opinion shows nothing."""
    return act.facts.get("outcome") == "returned"


def _rows(act: Act, name: str) -> list[Mapping[str, Any]]:
    return list(act.facts.get(name) or ())


PROOFS: dict[str, Special] = {
    "conditions_proved": conditions_proved,
    "lenient_honoured": lenient_honoured,
    "mitigation_proved": mitigation_proved,
    "one_proved": one_proved,
    "proofs_stand": proofs_stand,
    "proved_by": proved_by,
}
