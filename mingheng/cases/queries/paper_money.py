"""What the papers about money say: the decision they rest on, what is owed, the plan, how a surcharge was counted."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mingheng.kit.dates import long_day
from mingheng.kit.money import show_yuan
from mingheng.law.rules import owing
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act, Docket
from mingheng.law.rules.surcharge import Due, Stretch

if TYPE_CHECKING:
    from mingheng.cases.queries.wording import Words
    from mingheng.law.rules.reading import Lawbook

Gather = Callable[["Words", Docket, Act, "Lawbook"], dict[str, Any]]


def _before(docket: Docket, act: Act, law: "Lawbook") -> Context:
    return Context(docket.prefix(act.n - 1), law)


def _of_decision(context: Context, act: Act) -> dict[str, Any]:
    decision = owing.decision(context, act.party)
    return {"decision_number": decision.facts.get("number"), "fine": decision.facts.get("amount")} if decision else {}


def payment(words: "Words", docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """A payment with what of it is surcharge."""
    context = _before(docket, act, law)
    over = owing.paid(context, act.party) + Decimal(str(act.facts["paid"])) - owing.payable(context, act.party)
    found = _of_decision(context, act)
    of_surcharge = min(max(over, Decimal(0)), Decimal(str(act.facts["paid"])))
    told = {"surcharge_paid": str(of_surcharge)} if of_surcharge and not act.facts.get("overpaid") else {}
    return {"decision_number": found.get("decision_number"), "amount": found.get("fine"), **told}


def slip(words: "Words", docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """A payment slip with the day it is due."""
    context = _before(docket, act, law)
    due = owing.next_payment(context, act.party) or owing.first_due(context, act.party)
    before = owing.paid(context, act.party)
    return _of_decision(context, act) | {
        "due": due.day.isoformat() if due else "", "paid_before": str(before) if before else "",
    }  # fmt: skip


def deferral(words: "Words", docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """An application or an answer with its plan, one instalment a line."""
    granted = act.facts.get("opinion") == "approve"
    rows = [Due(words.day(r["day"]), Decimal(str(r["amount"]))) for r in act.facts.get("plan") or ()]
    return _of_decision(_before(docket, act, law), act) | {
        "plan": list(plan_lines(rows)), "granted": granted, "refused": not granted,
    }  # fmt: skip


def deferral_ended(words: "Words", docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """What of the fine falls due when a plan is ended."""
    context = _before(docket, act, law)
    return _of_decision(context, act) | {"rest": str(owing.fine(context, act.party) - owing.paid(context, act.party))}


def surcharge(words: "Words", docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """How the surcharge was counted, stretch by stretch."""
    context = _before(docket, act, law)
    due, found = owing.first_due(context, act.party), owing.surcharge_on(context, act.party, act.happened)
    return _of_decision(context, act) | {
        "first_due": due.day.isoformat() if due else "", "reckoning": list(stretch_lines(found.stretches)),
        "limit": str(found.cap),
    }  # fmt: skip


def resting(words: "Words", docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """A paper that only names the decision."""
    return _of_decision(_before(docket, act, law), act)


def plan_lines(rows: Iterable[Due]) -> Iterable[str]:
    """第 1 期：2026年10月20日以前缴纳 3,000.00 元."""
    return (f"第 {n} 期：{long_day(due.day)}以前缴纳 {show_yuan(due.amount)} 元" for n, due in enumerate(rows, 1))


def stretch_lines(late: Iterable[Stretch]) -> Iterable[str]:
    """2026年10月10日至2026年11月12日，34 日，基数 9,000.00 元."""
    return (f"{long_day(s.first)}至{long_day(s.last)}，{s.days} 日，基数 {show_yuan(s.base)} 元" for s in late)


MONEY: Mapping[str, Gather] = {
    "apply_deferral": deferral,
    "approve_deferral": deferral,
    "cancel_deferral": deferral_ended,
    "decide_surcharge": surcharge,
    "end_collection": resting,
    "issue_payment_slip": slip,
    "record_payment": payment,
    "refund_payment": resting,
}
