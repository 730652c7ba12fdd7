"""Rules about remedies against acts other than the decision: which act, which result, and what that does to it."""

from dataclasses import replace

from mingheng.law.rules.clocks import clock_of
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act, named
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.predicates.other_acts import seizures_overturned
from mingheng.law.rules.predicates.outcome import AGAINST
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import Special, finding

SEIZURE = "seizure"


def act_contestable(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The act named may be contested by itself, has effect and was taken against this party (行政复议法 11)."""
    told = finding(code, rule, act, Answer.BROKEN)
    number = context.head if context.strand == AGAINST else named(act, AGAINST)
    if number is None:
        return replace(told, answer=Answer.KEPT)
    heads = context.docket.procedure.strands[AGAINST].heads
    found = [a for a in context.whole.of(heads, party=act.party) if str(a.n) == number]
    return replace(told, answer=Answer.KEPT) if found else told


def act_result_fits(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """What changes a sum is the result of a remedy against the decision."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    changed = act.facts.get("result") == "changed" or any(act.facts.get(f) for f in ("amount", "confiscated"))
    return finding(code, rule, act, Answer.BROKEN if named(act, AGAINST) and changed else Answer.KEPT)


def not_stayed(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """None of the acts this one rests on is stayed while it is contested."""
    told = finding(code, rule, act, Answer.BROKEN)
    stays = context.whole.of(("stay_execution",), party=act.party)
    stayed = {number for a in stays if (number := named(a, AGAINST)) is not None}
    mine = named(act, SEIZURE) or (context.head if context.strand == SEIZURE else None)
    kinds = RESTS_ON.get(act.kind, frozenset())
    for head in context.whole.of(kinds & set(rule.needs), party=act.party):
        if str(head.n) in stayed and (mine is None or str(head.n) == mine):
            return told
    return replace(told, answer=Answer.KEPT)


RESTS_ON = {
    "decide_demolition": frozenset({"order_demolition"}),
    "demolish": frozenset({"order_demolition", "decide_demolition"}),
    "dispose_items": frozenset({"seize"}),
    "enforce": frozenset({"decide_enforcement"}),
    "perform_substitute": frozenset({"decide_substitute"}),
}


def seizure_stands(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The seizure was not annulled; what was lifted already may still be dealt with."""
    mine = named(act, SEIZURE) or context.head
    lost = any(str(a.n) == mine for a in seizures_overturned(context, act.party))
    return finding(code, rule, act, Answer.BROKEN if lost else Answer.KEPT)


def given_back_in_time(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """What was taken under a seizure that was annulled goes back in time."""
    told, number = finding(code, rule, act, Answer.KEPT), named(act, SEIZURE)
    clock = clock_of(context.about(AGAINST, number), str(rule.clock), act.party) if number else None
    if clock is None or clock.last is None or act.happened <= clock.last.day:
        return told
    return replace(told, answer=Answer.BROKEN, due=clock.last.day, reason=f"{told.reason}（应不晚于 {clock.last.day}）")


OTHER_ACTS: dict[str, Special] = {
    "act_contestable": act_contestable,
    "act_result_fits": act_result_fits,
    "given_back_in_time": given_back_in_time,
    "not_stayed": not_stayed,
    "seizure_stands": seizure_stands,
}
