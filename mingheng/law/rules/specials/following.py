"""Rules about what follows a penalty: the conduct put right, the decision published for as long as its class allows."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.fresh import fresh_files
from mingheng.law.rules.letters import letters
from mingheng.law.rules.predicates.cash import made_on_spot
from mingheng.law.rules.predicates.outcome import released
from mingheng.law.rules.predicates.penalty import clause_proposed
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import Special, finding

VISITS = ("recheck", "follow_up")
FORCED = ("decide_enforcement", "decide_substitute", "decide_demolition", "apply_court")
FORCE_OVER = frozenset({"enforce", "perform_substitute", "demolish", "end_enforcement"})
COURT_OVER = frozenset({"refused", "denied", "done"})
UNPROVED, PROVE = "前一次复查没有改正，后一次说已改正，却没有附新的照片、视频", "重新复查，附这一次拍摄的照片、视频"
CASE_NUMBER = re.compile(r"\w+〔[0-9]{4}〕[1-9][0-9]*号")


def rectified(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A case does not close quietly while an order to correct is not met, or was never given with the penalty (A12).

    It closes when the last visit found the violation put right, or when a visit after the penalty says, with its
    number, in which new case the conduct is pursued, or the court is asked to enforce. A visit that takes back what
    an earlier one found shows it with a file nobody had seen.
    """
    told = finding(code, rule, act, Answer.BROKEN)
    carried_on, visited = False, False
    if any(context.done(a) for a in context.live.of(("approve_withdrawal",))):
        return replace(told, answer=Answer.KEPT)
    for party in context.parties(None, True):
        if context.live.last("terminate_case", party=party) is not None or released(context, party):
            continue
        lacking, pursued = _unmet(context, told, party)
        if lacking is not None:
            return replace(lacking, party=party)
        carried_on = carried_on or pursued
        visited = visited or context.live.last("order_correction", party=party) is not None
    said, wanted = act.facts.get("rectified"), "no" if carried_on else "yes" if visited else None
    if said is not None and (wanted or said) != said:
        return replace(told, field="rectified", reason="结案报告写的整改情况与最后一次复查、回访不一致",
                       remedy="按最后一次复查、回访的结果填写")  # fmt: skip
    if said == "no" and not carried_on:
        return replace(told, field="rectified")
    return finding(code, rule, act, Answer.PENDING if context.prospective else Answer.KEPT)


def _unmet(context: Context, told: Finding, party: str | None) -> tuple[Finding | None, bool]:
    """What is wanting for the party, and whether the conduct is pursued elsewhere."""
    order = context.live.last("order_correction", party=party)
    if order is None:
        fined = context.live.last("make_decision", party=party) is not None
        lacking = replace(told, reason="作出了处罚却没有责令改正，不能结案", remedy="责令改正，到期复查",
                          remedy_act="order_correction")  # fmt: skip
        return (lacking if fined else None), False
    seen = context.live.last(*VISITS, party=party)
    if seen is None or seen.n < order.n:
        return replace(told, reason="责令改正以后还没有复查，不能结案", remedy="到期复查并记录"), False
    if seen.facts.get("result") == "corrected":
        return (None if _borne_out(context, seen, party) else replace(told, reason=UNPROVED, remedy=PROVE)), False
    if seen.facts.get("next_step") == "new_case":
        return None, True
    if seen.facts.get("next_step") == "execution":
        going = _force_going(context, seen, party)
        return (
            None if going else replace(told, reason="强制执行已经结束，还没有再复查，不能结案", remedy="到现场复查并记录")
        ), going
    return told, False


def _borne_out(context: Context, seen: Act, party: str | None) -> bool:
    """Whether a visit that says the contrary of an earlier one brought a file nobody had seen."""
    earlier = context.live.of(VISITS, party=party)
    failed = [a for a in earlier if a.n < seen.n and a.facts.get("result") != "corrected"]
    return not failed or bool(fresh_files(seen, (a for a in context.docket.acts if a.n < seen.n)))


def _force_going(context: Context, seen: Act, party: str | None) -> bool:
    """Whether an execution begun is still on its way after the visit that pointed to it."""
    begun = context.live.last(*FORCED, party=party)
    later = [a for a in context.live.acts if begun is not None and a.n > begun.n and a.party in (None, party)]
    over = any(a.kind in FORCE_OVER or (a.kind == "record_court_ruling" and a.facts.get("ruling") in COURT_OVER) for a in later)
    return begun is not None and not over


def visit_written_anew(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """What a visit found is not word for word what an earlier one of the party wrote to the contrary."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    mine = letters(str(act.facts.get(str(rule.fact)) or ""))
    before = {letters(str(a.facts.get(str(rule.fact)) or "")) for a in context.docket.acts
              if a.kind in VISITS and a.party == act.party and a.facts.get("result") != act.facts.get("result")}  # fmt: skip
    return finding(code, rule, act, Answer.BROKEN if mine and mine in before else Answer.KEPT)


def other_case(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The number of a new case is a case number, and not that of this case (law-facts 12.5)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    said = "".join(str(act.facts.get(str(rule.fact)) or "").split())
    own = {str(a.facts.get("case_number") or "") for a in context.docket.acts}
    kept = not said or (CASE_NUMBER.fullmatch(said) is not None and said not in own)
    return finding(code, rule, act, Answer.KEPT if kept else Answer.BROKEN)


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


def class_fits(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A decision made on the spot, or one that only warns, is minor information (信用修复管理办法; GS-03)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    decision = context.live.last("make_decision", party=act.party)
    misfit = is_minor(context, decision) and act.facts.get("class") != "minor"
    return finding(code, rule, act, Answer.BROKEN if misfit else Answer.KEPT)


def is_minor(context: Context, decision: Act | None) -> bool:
    """Whether a decision is minor information, which as a rule is not published: made on the spot, or one that only warns."""
    clause = clause_proposed(context, decision) if decision is not None else None
    paid = any(Decimal(str(decision.facts.get(name) or 0)) > 0 for name in ("amount", "confiscated")) if decision else True
    return (clause is not None and clause.warning and not clause.also and not paid) or made_on_spot(context)


def _end(context: Context, key: str, decision: Act, act: Act) -> date:
    number, unit = context.number(key, act.happened), context.law.parameters[key].unit
    return context.calendar.end_of(decision.happened, number, unit, roll=False).day


FOLLOWING: dict[str, Special] = {
    "class_fits": class_fits,
    "other_case": other_case,
    "publication_term": publication_term,
    "rectified": rectified,
    "visit_written_anew": visit_written_anew,
}
