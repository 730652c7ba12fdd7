"""Rules about results of reconsideration and lawsuits: written whole, not heavier, final; and the decision made anew."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from mingheng.law.rules.clocks import clock_of
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.fresh import new_evidence, reopened
from mingheng.law.rules.predicates.outcome import DECISIONS, LOST, taken_away
from mingheng.law.rules.predicates.remedies import contested
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import finding

SUMS = ("amount", "confiscated")
TOUCHING = ("changed", "mediated", "revoked", "redo", "void")
"""The results that change the decision or take it away: nothing does so but a paper that can be looked up."""


def remedy_days(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Applied for, then admitted, then told to the agency (行政复议法 30, 48; 行政诉讼法 51, 67)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    applied, admitted = act.day("applied_on"), act.day("admitted_on")
    decision = contested(context, act.party) or context.live.last("order_demolition", party=act.party)
    if applied is None or admitted is None or decision is None:
        return finding(code, rule, act, Answer.UNKNOWN)
    in_order = decision.happened <= applied <= admitted <= act.happened
    return finding(code, rule, act, Answer.KEPT if in_order else Answer.BROKEN)


def reconsidered_first(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """What was decided on the spot goes to the reconsideration body before the court; withdrawn is not gone through.

    A body that refused to take it leaves the way to the court open: its paper is named (行政复议法 23; 行政诉讼法 44).
    """
    decision = context.live.last(*DECISIONS, party=act.party)
    results = [a for a in context.live.of(rule.needs, party=act.party) if decision is not None and a.n > decision.n]
    if any(a.facts.get("result") != "withdrawn" for a in results) or act.facts.get(str(rule.fact)):
        return finding(code, rule, act, Answer.KEPT)
    return finding(code, rule, act, Answer.PENDING if context.prospective else Answer.BROKEN)


def result_complete(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A change says the new sum, and what was lost says why (行政复议法 63–67; 行政诉讼法 70–77)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told, result = finding(code, rule, act, Answer.BROKEN), act.facts.get("result")
    if result == "changed" and all(act.facts.get(name) is None for name in SUMS):
        return replace(told, field="amount", reason="变更的没有写明变更后的数额", remedy="填写变更后的罚款或者没收金额")
    if result in TOUCHING and not str(act.facts.get("paper_number") or "").strip():
        return replace(told, field="paper_number", reason="没有写明是哪一份复议、裁判文书", remedy="照文书填写文号")
    if result in LOST and result != "ordered" and not act.facts.get("ground"):
        return replace(told, field="ground", reason="没有写明决定错在哪里", remedy="按复议、裁判文书选择原因")
    return finding(code, rule, act, Answer.KEPT)


def not_worse(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Neither the body nor the court makes it worse for the party, unless somebody asked for the opposite."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    decision = context.live.last("make_decision", party=act.party)
    changed = act.facts.get("result") in ("changed", "mediated")
    if not changed or decision is None or act.facts.get("opposed") == "yes":
        return finding(code, rule, act, Answer.KEPT)
    worse = [f for f in SUMS if act.facts.get(f) is not None and _sum(act, f) > _sum(decision, f)]
    return replace(finding(code, rule, act, Answer.BROKEN), field=worse[0]) if worse else finding(code, rule, act, Answer.KEPT)


def _sum(act: Act, name: str) -> Decimal:
    return Decimal(str(act.facts.get(name) or 0))


def judgment_final(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A first judgment takes effect when the time to appeal ran out unused; a second one at once (行政诉讼法 85, 88)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told = finding(code, rule, act, Answer.BROKEN)
    last = context.live.last("record_judgment", "register_appeal", party=act.party)
    earlier = context.live.last("record_judgment", party=act.party)
    first = earlier if earlier is not None and earlier.facts.get("final") == "no" else None
    appealed = first is not None and last is not None and last.kind == "register_appeal"
    final = act.facts.get("final") == "yes"
    if (act.facts.get("form") == "mediation") != (act.facts.get("result") == "mediated"):
        return replace(
            told, field="form", reason="裁判文书与结果对不上：调解的是调解书，其他结果是判决书、裁定书", remedy="照文书填写"
        )
    if act.facts.get("instance") == "second":
        if not appealed:
            return replace(
                told, field="instance", reason="登记二审裁判以前，没有登记一审裁判和上诉", remedy="先登记一审裁判和上诉"
            )
        return replace(told, answer=Answer.KEPT) if final else told
    if not final or act.facts.get("form") == "mediation" or act.facts.get("result") == "withdrawn":
        return replace(told, answer=Answer.KEPT)
    return _final_unappealed(told, context, act, first, appealed=appealed)


def _final_unappealed(told: Finding, context: Context, act: Act, first: Act | None, *, appealed: bool) -> Finding:
    if first is None:
        return replace(told, reason="一审裁判在上诉期内还没有生效", remedy="先按“尚在上诉期”登记，期满没有上诉的再登记生效")
    if appealed:
        return replace(told, reason="一审裁判已经上诉，没有生效", remedy="等二审裁判")
    if act.facts.get("result") != first.facts.get("result"):
        return replace(told, field="result", reason="没有上诉的，生效的就是登记过的一审结果", remedy="核对裁判结果")
    return _appeal_over(told, context, act)


def _appeal_over(told: Finding, context: Context, act: Act) -> Finding:
    clock = clock_of(context, "appeal", act.party) or clock_of(context, "appeal_ruling", act.party)
    if clock is None or clock.last is None or (act.happened > clock.last.day and not clock.last.provisional):
        return replace(told, answer=Answer.KEPT)
    opens = clock.last.day + timedelta(days=1)
    answer = Answer.UNKNOWN if act.happened >= opens else Answer.BROKEN
    return replace(told, answer=answer, reason=f"上诉期限到 {clock.last.day}，还没有届满", not_before=opens)


def not_the_same_again(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """What replaces a decision taken away is not the same again on the same facts, nor heavier (行政复议法 64; 行政诉讼法 71).

    The same on other facts needs evidence not seen before, and then a report that names it; one taken away for its
    procedure may come out the same.
    """
    gone = taken_away(context, act.party)
    old = [a for a in context.docket.taken("make_decision") if a.party == act.party and gone and a.n < gone.n]
    if gone is None or not old or _other_facts(context, act, gone):
        return finding(code, rule, act, Answer.KEPT)
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    before, now = (sum((_sum(a, f) for f in SUMS), Decimal(0)) for a in (old[-1], act))
    same = all(act.facts.get(f) == old[-1].facts.get(f) for f in ("item", "clause")) and now == before
    if now > before or (same and gone.facts.get("ground") != "procedure"):
        return replace(finding(code, rule, act, Answer.BROKEN), field="amount")
    return finding(code, rule, act, Answer.KEPT)


def _other_facts(context: Context, act: Act, gone: Act) -> bool:
    """Whether the matter was opened again; the discretion comes before the report, so there the evidence suffices."""
    docket = context.docket
    return bool(new_evidence(docket, gone.n)) if act.kind == "explain_discretion" else reopened(docket, gone.n)
