"""Rules about the lists of seized things: nothing goes back or is dealt with that was not taken (行政强制法 24, 26–28)."""

from dataclasses import replace

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act, named
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.holdings import SEIZURE, Holding, holding, moved
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.quantities import listed, lots, without
from mingheng.law.rules.specials.told import Special, finding


def seizure_named(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Where a party's things were seized more than once, the act says which seizure it is about, and that one is his."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    heads = [str(a.n) for a in context.docket.heads(SEIZURE, act.party)]
    said = named(act, SEIZURE)
    return finding(code, rule, act, Answer.KEPT if not heads or said in heads else Answer.BROKEN)


def lists_add_up(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """What is listed is there; a release of everything leaves nothing, a release of a part leaves something."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    now = _now(context, act)
    if now is None:
        return finding(code, rule, act, Answer.KEPT)
    told, after = replace(finding(code, rule, act, Answer.BROKEN), field="goods"), moved(now, act)
    if after.lacking:
        return replace(told, reason=f"{told.reason}：{listed(after.lacking)}")
    scope = act.facts.get("scope")
    if scope == "all" and after.held:
        return replace(told, field="scope", reason=f"还有没有列入的：{listed(after.held)}", remedy="补全清单，或者选“部分”")
    if scope == "part" and not after.held:
        return replace(told, field="scope", reason="列出的已经是全部", remedy="选“全部”")
    return replace(told, answer=Answer.KEPT)


def all_handed_over(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """What the new keeper takes over is all that lies in the store, no more and no less (行政强制法 26)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    now = _now(context, act)
    told = replace(finding(code, rule, act, Answer.BROKEN), field="goods")
    if now is None:
        return told
    left, lacking = without(now.kept, lots(act.facts.get("goods")))
    if left or lacking:
        wrong = "；".join(f"{words}{listed(found)}" for words, found in (("少了", left), ("多了", lacking)) if found)
        return replace(told, reason=f"{told.reason}：{wrong}")
    return replace(told, answer=Answer.KEPT)


def _now(context: Context, act: Act) -> Holding | None:
    head = next((a for a in context.docket.heads(SEIZURE, act.party) if str(a.n) == named(act, SEIZURE)), None)
    return holding(context.docket, head) if head is not None else None


HOLDINGS: dict[str, Special] = {
    "all_handed_over": all_handed_over,
    "lists_add_up": lists_add_up,
    "seizure_named": seizure_named,
}
