"""Rules about who may take part: certificates, recusal, qualification, more than one voice."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mingheng.kit.identity import BadIdentity, check_for_party
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import finding

STATES = {
    "valid": "执法证有效", "suspended": "执法证暂停使用", "withdrawn": "执法证已收回", "cancelled": "执法证已注销",
    "expired": "执法证已过有效期", "none": "没有执法证",
}  # fmt: skip

TAKING_PART = ("officers", "chair", "clerk", "views")


def people_in(act: Act, name: str) -> set[int]:
    """The officers a fact names: one, several, or one in each row."""
    value: Any = act.facts.get(name)
    if value is None:
        return set()
    listed = value if isinstance(value, list | tuple) else [value]
    chosen = (v.get("officer") if isinstance(v, Mapping) else v for v in listed)
    return {int(v) for v in chosen if v is not None}


def state_of(act: Act, officer: int) -> str:
    """An officer the act names, with what kept him from enforcing that day."""
    standing = act.people.get(officer)
    if standing is None:
        return f"{officer} 号人员（当日执法证状态不明）"
    told = [STATES.get(standing.state, standing.state)] + (["协管人员"] if standing.auxiliary else [])
    return f"{standing.name}（{'，'.join(told)}）"


def identity_checks(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The identity number goes with the kind of party and its check characters are right (P-06)."""
    number = act.facts.get("identity_number")
    if context.prospective or not number:
        return finding(code, rule, act, Answer.PENDING if context.prospective else Answer.UNKNOWN)
    try:
        check_for_party(str(act.facts.get("kind")), str(number), today=act.happened)
    except BadIdentity as bad:
        return replace(finding(code, rule, act, Answer.BROKEN), reason=f"{rule.why}：{bad}")
    return finding(code, rule, act, Answer.KEPT)


def taker_certified(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Who takes an act of enforcement may enforce on the day he takes it (行政处罚法 42)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    standing = act.people.get(act.by)
    if standing is not None and standing.may_enforce:
        return finding(code, rule, act, Answer.KEPT)
    told = finding(code, rule, act, Answer.UNKNOWN if standing is None else Answer.BROKEN)
    return replace(told, reason=f"{told.reason}：{state_of(act, act.by)}")


def not_recused(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Nobody who was recused takes part (行政处罚法 43)."""
    named = {act.by}.union(*(people_in(act, name) for name in TAKING_PART))
    return finding(code, rule, act, Answer.BROKEN if named & recused(context) else Answer.KEPT)


def recused(context: Context) -> set[int]:
    """Who was recused."""
    return {int(a.facts["officer"]) for a in context.live.of(("decide_recusal",)) if a.facts.get("opinion") == "recused"}


def recusal_applied(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The decision is about somebody whose recusal was asked for (行政处罚法 43)."""
    asked = {o for a in context.live.of(("apply_recusal",)) for o in people_in(a, "officer")}
    if context.prospective and asked:
        return finding(code, rule, act, Answer.PENDING)
    return finding(code, rule, act, Answer.KEPT if asked & people_in(act, "officer") else Answer.BROKEN)


def reviewer_qualified(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The reviewer holds the legal profession qualification (行政处罚法 58)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    standing = act.people.get(act.by)
    return finding(code, rule, act, Answer.KEPT if standing and standing.legally_qualified else Answer.BROKEN)


def chair_qualified(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Who chairs a hearing is no auxiliary and holds a valid certificate or the legal qualification (行政处罚法 64(4))."""
    chairs = people_in(act, "chair")
    if context.prospective or not chairs:
        return finding(code, rule, act, Answer.PENDING)
    fit = {i for i in chairs if (s := act.people.get(i)) and not s.auxiliary and (s.may_enforce or s.legally_qualified)}
    if chairs == fit:
        return finding(code, rule, act, Answer.KEPT)
    told = finding(code, rule, act, Answer.BROKEN if chairs <= set(act.people) else Answer.UNKNOWN)
    return replace(told, reason=f"{told.reason}：{'、'.join(state_of(act, i) for i in sorted(chairs - fit))}")
