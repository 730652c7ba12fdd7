"""Rules that nobody is in two places at once: within a docket, and across cases by what the system looked up."""

from dataclasses import replace
from typing import Any

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.letters import letters
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.people import people_in
from mingheng.law.rules.specials.told import Special, finding


def one_place(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """No officer of the act is named in another of the same minute at another place, or questioning another person."""
    told = finding(code, rule, act, Answer.KEPT)
    if context.prospective or act.happened_at is None:
        return replace(told, answer=Answer.PENDING) if context.prospective else told
    officers = people_in(act, str(rule.fact))
    for other in context.live.acts:
        shared = officers & people_in(other, str(rule.fact))
        if other.kind in rule.gates and _minute(other) == _minute(act) and shared and apart(act.facts, other.facts):
            title = context.docket.procedure.acts[other.kind].title
            return replace(told, answer=Answer.BROKEN, field="happened", reason=f"{told.reason}（第 {other.n} 步“{title}”）")
    return told


def one_place_across(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """No other case has an officer of the act somewhere else in the same minute."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    rows = act.facts.get(str(rule.fact)) or ()
    told = finding(code, rule, act, Answer.BROKEN if rows else Answer.KEPT)
    named = "、".join(f"{row.get('number')} {row.get('words')}" for row in rows)
    return replace(told, reason=f"{told.reason}（{named}）", field="happened") if rows else told


def apart(mine: Any, theirs: Any) -> bool:
    """Whether two acts were at different places, as far as they say where, or asked different people."""
    here, there = letters(str(mine.get("place") or "")), letters(str(theirs.get("place") or ""))
    elsewhere = bool(here and there) and here not in there and there not in here
    me, him = letters(str(mine.get("person") or "")), letters(str(theirs.get("person") or ""))
    return elsewhere or bool(me and him and me != him)


def _minute(act: Act) -> Any:
    return act.happened_at.replace(second=0, microsecond=0) if act.happened_at else None


PRESENCE: dict[str, Special] = {"one_place": one_place, "one_place_across": one_place_across}
