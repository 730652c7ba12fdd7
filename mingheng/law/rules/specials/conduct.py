"""Rules about the conduct itself: limitation, refusal to correct, correction."""

from dataclasses import replace
from datetime import date

from mingheng.kit.dates import day_of
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.lawbook import DatedValue, Unit
from mingheng.law.rules.predicates import undecided
from mingheng.law.rules.procedure import RuleSpec, plain
from mingheng.law.rules.specials.amounts import stage_of
from mingheng.law.rules.specials.told import finding

VERDICTS = frozenset({"ok", "not_ok", "na"})


def within_limitation(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Discovery is not later than the limitation after the conduct ended (行政处罚法 36; 法典 1054).

    Discovered is what was registered: a lead dated back counts from the day the system received it.
    """
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    item = context.law.items.get(str(act.facts.get("item")))
    ended = act.day("conduct_day")
    lead = context.live.first("register_lead")
    if item is None or ended is None or lead is None:
        return finding(code, rule, act, Answer.UNKNOWN)
    told = replace(finding(code, rule, act, Answer.BROKEN), field="conduct_day")
    if ended > act.happened:
        return replace(told, reason="违法行为日期晚于办理本步的日期", remedy="核对违法行为日期")
    found = max(lead.happened, day_of(lead.at))
    harm = (act.facts.get("harm") or context.live.fact("propose_filing", "harm")) == "yes"
    limit = _limitation(context, harm=harm, environmental=item.environmental, found=found)
    years = int(str(limit.value))
    last = context.calendar.end_of(ended, years, Unit.YEARS, roll=False).day
    if found <= last:
        return finding(code, rule, act, Answer.KEPT)
    return replace(told, due=last, cite=limit.cite, reason=f"{told.reason}（追究时效 {years} 年，已于 {last} 届满）")


def conduct_in_order(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Conduct that goes on for days begins no later than it ends."""
    first, last = act.day("conduct_since"), act.day("conduct_day")
    wrong = first is not None and last is not None and first > last
    return finding(code, rule, act, Answer.BROKEN if wrong else Answer.KEPT)


def _limitation(context: Context, *, harm: bool, environmental: bool, found: date) -> DatedValue:
    """The limitation in years with its article; before the environmental code had one of its own, that of the penalty law."""
    own = f"limitation.environment.{'harm' if harm else 'ordinary'}"
    begun = any(value.since <= found for value in context.law.parameters[own].values)
    general = "limitation.harm" if harm else "limitation.ordinary"
    return context.law.value(own if environmental and begun else general, found)


def report_covers(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The report came after something was explained for each party: one registered later is not covered by it."""
    report = context.live.last("report_investigation")
    told = finding(code, rule, act, Answer.BROKEN)
    for party in context.parties(act.party, act.party is None):
        explained = [a for a in context.docket.taken("explain_discretion", "explain_no_penalty") if a.party == party]
        if report is not None and undecided(context, party) and not any(a.n < report.n for a in explained):
            return replace(told, party=party)
    return finding(code, rule, act, Answer.KEPT)


def refused_first(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A penalty that hangs on 拒不改正 needs a served order, and a re-check after its time ran out (P-18)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    item = context.law.items.get(str(act.facts.get("item")))
    if item is None or stage_of(item, str(act.facts.get("clause"))) != "refusal":
        return finding(code, rule, act, Answer.KEPT)
    order = context.live.last("order_correction", party=act.party)
    recheck = context.live.last("recheck", party=act.party)
    told = finding(code, rule, act, Answer.BROKEN)
    if order is None or recheck is None or recheck.n < order.n or recheck.facts.get("result") != "not_corrected":
        return told
    until, reached = order.day("until") or order.happened, _reached(context, order)
    if reached is None or reached > until:
        return replace(told, reason="责令改正通知书没有在改正期限以内交付、送达当事人，不能证明拒不改正")
    at_once = until <= order.happened
    if recheck.happened > until or (at_once and recheck.happened >= until):
        return finding(code, rule, act, Answer.KEPT)
    reason = f"改正期限到 {until}，复查在期满之前，不能证明拒不改正"
    return replace(told, reason=reason, remedy="期满后再复查", remedy_act="recheck")


def _optional(context: Context, act: Act) -> frozenset[str]:
    """The points that may not apply: more of them where no penalty is reviewed but a withdrawal or a transfer."""
    other = context.live.last("propose_withdrawal", "report_crime") is not None
    return context.words("review.points.optional.other" if other else "review.points.optional", act.happened)


def order_reached(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The last order to correct was handed to the party or served on him before the act (P-18)."""
    order = context.live.last("order_correction", party=act.party)
    reached = _reached(context, order) if order is not None else act.happened
    return finding(code, rule, act, Answer.KEPT if reached is not None and reached <= act.happened else Answer.BROKEN)


def _reached(context: Context, order: Act) -> date | None:
    """The day an order was handed over, or else served; None while it was neither."""
    if plain(order.facts.get("delivered")) == ("yes",):
        return order.happened
    papers = context.live.of(("serve_paper",), party=order.party)
    return next((a.happened for a in papers if str(a.facts.get("paper")) == str(order.n)), None)


def review_complete(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Each point of the review has a verdict, and a case with a failed point does not pass (CF-73)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told = finding(code, rule, act, Answer.BROKEN)
    items = {str(i.get("key")): i for i in act.facts.get("items") or () if i.get("verdict") in VERDICTS}
    missing = sorted(context.words("review.points", act.happened) - set(items))
    if missing:
        return replace(told, reason=f"{told.reason}：还差{'、'.join(missing)}")
    barred = [key for key, i in items.items() if i.get("verdict") == "na" and key not in _optional(context, act)]
    if barred:
        return replace(told, reason=f"{told.reason}：{'、'.join(barred)}必须审核，不能选“不适用”")
    failed = [key for key, i in items.items() if i.get("verdict") == "not_ok"]
    if failed and act.facts.get("conclusion") == "pass":
        return replace(told, field="conclusion", reason=f"{told.reason}：{'、'.join(failed)}不符合，不能审核通过")
    return finding(code, rule, act, Answer.KEPT)
