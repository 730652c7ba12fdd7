"""Rules about what follows a penalty: the conduct put right, the decision published for as long as its class allows."""

from dataclasses import replace
from datetime import date

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.predicates.outcome import released
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import finding

CARRIED_ON = frozenset({"new_case", "execution"})


def rectified(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A case does not close quietly while an order to correct is not met (A12).

    It closes when the last visit found the violation put right, or when a visit after the penalty says, with its
    number, in which new case or by which execution the conduct is pursued.
    """
    told = finding(code, rule, act, Answer.BROKEN)
    carried_on = False
    if any(context.done(a) for a in context.live.of(("approve_withdrawal",))):
        return replace(told, answer=Answer.KEPT)
    for party in context.parties(None, True):
        order = context.live.last("order_correction", party=party)
        if order is None or context.live.last("terminate_case", party=party) is not None or released(context, party):
            continue
        seen = context.live.last("recheck", "follow_up", party=party)
        if seen is None or seen.n < order.n:
            return replace(told, party=party, reason="责令改正以后还没有复查，不能结案", remedy="到期复查并记录")
        if seen.facts.get("result") == "corrected":
            continue
        if seen.facts.get("next_step") not in CARRIED_ON:
            return replace(told, party=party)
        carried_on = True
    said = act.facts.get("rectified")
    if said == ("yes" if carried_on else "no"):
        return replace(told, field="rectified", remedy="按最后一次复查、回访的结果填写" if carried_on else told.remedy)
    return finding(code, rule, act, Answer.PENDING if context.prospective else Answer.KEPT)


def publication_term(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The end of a publication lies in the span of its class, counted from the decision (信用修复管理办法; GS-02)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told, decision = finding(code, rule, act, Answer.BROKEN), context.live.last("make_decision", party=act.party)
    until, kind = act.day("until"), str(act.facts.get("class"))
    if decision is None or until is None or f"credit.class.{kind}.min" not in context.law.parameters:
        return replace(told, answer=Answer.UNKNOWN)
    if kind == "minor" and not str(act.facts.get("reason") or "").strip():
        return replace(
            told, field="reason", reason="轻微信息原则上不公示，没有写明公示的理由", remedy="写明确需公示的理由，或者不公示"
        )
    first, last = (_end(context, f"credit.class.{kind}.{edge}", decision, act) for edge in ("min", "max"))
    if first <= until <= last:
        return replace(told, answer=Answer.KEPT)
    return replace(told, reason=f"{told.reason}（自决定之日起，不早于 {first}，不晚于 {last}）")


def _end(context: Context, key: str, decision: Act, act: Act) -> date:
    number, unit = context.number(key, act.happened), context.law.parameters[key].unit
    return context.calendar.end_of(decision.happened, number, unit, roll=False).day
