"""Rules about days between the steps of a remedy, and about a result that was itself undone."""

from dataclasses import replace
from datetime import date

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.predicates.outcome import LOST, outcomes
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import Special, finding


def days_apart(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The second of two days is within the parameter's period from the first; `happened` is the day of the act."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    first, second = (_day(act, name) for name in rule.facts)
    if first is None or second is None:
        return finding(code, rule, act, Answer.KEPT)
    number, unit = context.number(str(rule.parameter), first), context.law.parameters[str(rule.parameter)].unit
    last = context.calendar.end_of(first, number, unit, roll=True)
    if second <= last.day:
        return finding(code, rule, act, Answer.KEPT)
    told = finding(code, rule, act, Answer.UNKNOWN if last.provisional else Answer.BROKEN)
    return replace(told, due=last.day, reason=f"{told.reason}（应不晚于 {last.day}）")


def _day(act: Act, name: str) -> date | None:
    return act.happened if name == "happened" else act.day(name)


def restorable(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """What is undone is a result that took something away from this very decision or act (行政诉讼法 92)."""
    results = [a for a in outcomes(context, act.party, LOST) if a.kind != "revoke_decision"]
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING if results else Answer.BROKEN)
    found = any(str(a.n) == str(act.facts.get(str(rule.fact))) for a in results)
    return finding(code, rule, act, Answer.KEPT if found else Answer.BROKEN)


REMEDY_COURSE: dict[str, Special] = {"days_apart": days_apart, "restorable": restorable}
