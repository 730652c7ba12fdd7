"""Rules about paying: no more than is owed, plans that add up, the surcharge as the law counts it, money given back."""

import itertools
from dataclasses import replace
from datetime import date
from decimal import Decimal

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.letters import letters
from mingheng.law.rules.owing import fine, first_due, overdue, owed_at_most, paid, payable, surcharge_on, surplus
from mingheng.law.rules.predicates import PREDICATES
from mingheng.law.rules.procedure import RuleSpec, plain
from mingheng.law.rules.specials.told import Special, finding


def not_overpaid(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Nobody pays more than the decision orders, with the surcharge of the days he is late, unless it is said (行政处罚法 67, 72)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told = replace(finding(code, rule, act, Answer.BROKEN), field="paid")
    sum_now = _yuan(act, "paid")
    if sum_now <= 0:
        return replace(told, reason="缴款金额须大于零", remedy="填写实际缴款的金额")
    most = owed_at_most(context, act.party, act.happened)
    if sum_now <= most or plain(act.facts.get("overpaid")) == ("yes",):
        return finding(code, rule, act, Answer.KEPT)
    return replace(told, reason=f"{told.reason}（尚欠 {most:,.2f} 元，现为 {sum_now:,.2f} 元）")


def receipt_new(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A receipt is entered once for a party, in whatever width and spacing its number is typed."""
    mine = letters(str(act.facts.get("receipt") or ""))
    entered = context.live.of(("record_payment", "collect_cash"), party=act.party)
    known = {letters(str(a.facts.get("receipt") or "")) for a in entered} - {""}
    return finding(code, rule, act, Answer.BROKEN if mine in known else Answer.KEPT)


def paid_in_full(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Every party has paid what is ordered of him, no more; what grew by lateness is decided on (or collection was ended)."""
    told = finding(code, rule, act, Answer.BROKEN)
    for party in context.parties(None, True):
        here = replace(told, party=party)
        over = surplus(context, party)
        if PREDICATES["money_owed"](context, party):
            return here if paid(context, party) < payable(context, party) else replace(here, reason="加处的罚款还没有缴清")
        if PREDICATES["surcharge_open"](context, party):
            return replace(here, reason="罚款逾期缴纳，还没有决定是否加处罚款", remedy="作出加处罚款决定，或者写明不予加处的理由",
                           remedy_act="decide_surcharge")  # fmt: skip
        if over > 0:
            return replace(here, reason=f"多缴的 {over:,.2f} 元还没有退还", remedy="退还多缴的款项", remedy_act="refund_payment")
    return finding(code, rule, act, Answer.KEPT)


def plan_adds_up(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A granted plan has days in order, all to come, and its sums are what is left of the fine (行政处罚法 66)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told = replace(finding(code, rule, act, Answer.BROKEN), field="plan")
    if act.facts.get("opinion") != "approve":
        return finding(code, rule, act, Answer.KEPT)
    rows = [(str(r["day"]), Decimal(str(r["amount"]))) for r in act.facts.get("plan") or ()]
    if not rows:
        return replace(told, reason="批准延期、分期的，须写明缴款日期和金额")
    days = [day for day, _ in rows]
    if days[0] <= act.happened.isoformat() or any(a >= b for a, b in itertools.pairwise(days)):
        return replace(told, reason="缴款日期须在批准日以后，并且由先到后")
    left, total = fine(context, act.party) - paid(context, act.party), sum((a for _, a in rows), Decimal(0))
    if total != left or any(a <= 0 for _, a in rows):
        return replace(told, reason=f"{told.reason}（尚欠 {left:,.2f} 元，各期合计 {total:,.2f} 元）")
    return finding(code, rule, act, Answer.KEPT)


def plan_ends(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """However often it is put off, the last sum falls due within the months counted from the first term's last day."""
    due = first_due(context, act.party)
    days = [str(row["day"]) for row in act.facts.get("plan") or ()] if act.facts.get("opinion") == "approve" else []
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    if due is None or not days:
        return finding(code, rule, act, Answer.KEPT)
    key = str(rule.parameter)
    months, unit = context.number(key, act.happened), context.law.parameters[key].unit
    latest = context.calendar.end_of(due.day, months, unit, roll=False).day
    told = replace(finding(code, rule, act, Answer.BROKEN), field="plan", due=latest)
    reason = f"{told.reason}（最迟 {latest}，现为 {max(days)}）"
    return replace(told, reason=reason) if max(days) > latest.isoformat() else replace(told, answer=Answer.KEPT)


def plan_on_working_days(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A plan names days on which the bank takes money: nothing in the law moves a day the agency itself has named."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    days = [date.fromisoformat(str(row["day"])) for row in act.facts.get("plan") or ()]
    closed = [day for day in days if context.calendar.is_working(day) is False]
    told = replace(finding(code, rule, act, Answer.BROKEN), field="plan")
    return replace(told, reason=f"{told.reason}（{closed[0]}）") if closed else replace(told, answer=Answer.KEPT)


def instalment_missed(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A plan may be ended only when a sum of it was not paid by its day."""
    missed = overdue(context, act.party, act.happened)
    return finding(code, rule, act, Answer.KEPT if missed > 0 else Answer.BROKEN)


def surcharge_as_counted(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Days and sum of a surcharge are those the law counts on the day of the act (行政处罚法 72, 73(3); P-23)."""
    due = first_due(context, act.party)
    told = replace(finding(code, rule, act, Answer.BROKEN), field="amount")
    if due is None:
        return told
    if due.provisional and act.happened > due.day:
        return replace(told, answer=Answer.UNKNOWN, reason="缴款期限落在尚未公布放假安排的年份，是否逾期待定", not_before=due.day)
    found = surcharge_on(context, act.party, act.happened)
    if found.amount <= 0:
        return replace(told, reason="没有逾期，或者决定书没有写明加处罚款")
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    if Decimal(str(act.facts.get("days") or 0)) == found.days and _yuan(act, "amount") == found.amount:
        return finding(code, rule, act, Answer.KEPT)
    return replace(told, reason=f"{told.reason}（逾期 {found.days} 日，加处 {found.amount:,.2f} 元，上限 {found.cap:,.2f} 元）")


def refund_due(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Given back is no more than came in without being owed."""
    told = replace(finding(code, rule, act, Answer.BROKEN), field="amount")
    over = surplus(context, act.party)
    if over <= 0:
        return told
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    if Decimal(0) < _yuan(act, "amount") <= over:
        return finding(code, rule, act, Answer.KEPT)
    return replace(told, reason=f"退还的数额须大于零，不超过多收的 {over:,.2f} 元")


def slip_amount(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A payment slip asks for no more than is owed that day."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    most = owed_at_most(context, act.party, act.happened)
    told = replace(finding(code, rule, act, Answer.BROKEN), field="amount")
    if Decimal(0) < _yuan(act, "amount") <= most:
        return replace(told, answer=Answer.KEPT)
    return replace(told, reason=f"{told.reason}（尚欠 {most:,.2f} 元）")


def _yuan(act: Act, fact: str) -> Decimal:
    return Decimal(str(act.facts.get(fact) or 0))


PAYMENTS: dict[str, Special] = {
    "instalment_missed": instalment_missed,
    "not_overpaid": not_overpaid,
    "paid_in_full": paid_in_full,
    "plan_adds_up": plan_adds_up,
    "plan_ends": plan_ends,
    "plan_on_working_days": plan_on_working_days,
    "receipt_new": receipt_new,
    "refund_due": refund_due,
    "slip_amount": slip_amount,
    "surcharge_as_counted": surcharge_as_counted,
}
