"""Rules about a transfer to the police: its papers, the answer that fits, and what a termination for crime rests on."""

from dataclasses import replace

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.predicates.transfer import transfer_state
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import Special, finding


def appraisal_attached(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """An expert opinion on file goes with the papers (移送规定 6)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    received = any(a.facts.get("outcome") == "concluded" for a in context.live.of(("receive_appraisal",)))
    lacking = received and act.facts.get(str(rule.fact)) != "attached"
    return finding(code, rule, act, Answer.BROKEN if lacking else Answer.KEPT)


def answer_awaited(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The police were asked and have not answered; a case they filed may still come back."""
    state = transfer_state(context)
    if state == "unanswered":
        return finding(code, rule, act, Answer.KEPT)
    if state in ("unhanded", "filed"):
        kept = context.prospective or act.facts.get(str(rule.fact)) == "returned"
        told = finding(code, rule, act, Answer.KEPT if kept else Answer.BROKEN)
        return replace(told, answer=Answer.PENDING) if context.prospective else told
    return finding(code, rule, act, Answer.BROKEN)


def refusal_last(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The last thing heard of the police is that they do not open a case (移送规定 9)."""
    last = context.live.last("answer_transfer", "ask_transfer_review")
    refused = last is not None and last.facts.get("result") == "refused"
    return finding(code, rule, act, Answer.KEPT if refused else Answer.BROKEN)


def crime_moved(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The case is with the police."""
    moved = transfer_state(context) in ("unanswered", "unhanded", "filed")
    return finding(code, rule, act, Answer.KEPT if moved else Answer.BROKEN)


TRANSFER: dict[str, Special] = {
    "answer_awaited": answer_awaited,
    "appraisal_attached": appraisal_attached,
    "crime_moved": crime_moved,
    "refusal_last": refusal_last,
}
