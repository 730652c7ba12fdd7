"""What the case page and the forms say about money: fine, payments, plan, and the surcharge running up to the day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from mingheng.kit.dates import long_day
from mingheng.kit.money import show_yuan
from mingheng.law.rules import owing
from mingheng.law.rules.context import Context
from mingheng.law.rules.predicates import PREDICATES

SURCHARGES = frozenset({"decide_surcharge", "spare_surcharge"})


@dataclass(frozen=True)
class PlanRow:
    """One sum of a plan: when, how much, and 已缴, 逾期 or 未到期."""

    day: date
    amount: Decimal
    state: str
    tone: str


@dataclass(frozen=True)
class Account:
    """What a party owes, in sentences; `plan` has the instalments granted."""

    party: str
    sentences: tuple[str, ...]
    plan: tuple[PlanRow, ...]


def accounts(context: Context, day: date) -> tuple[Account, ...]:
    """An account for every party a fine was decided for, or that paid."""
    several = len(context.docket.parties) > 1
    return tuple(
        Account(party.name if several else "", tuple(_sentences(context, party.id, day)), tuple(_plan(context, party.id, day)))
        for party in context.docket.parties
        if owing.payable(context, party.id) or owing.paid(context, party.id)
    )


def initial_money(context: Context, act: str, party: str | None, day: date) -> Mapping[str, Any]:
    """The sums a form about money starts with, as counted on the day."""
    if act in SURCHARGES:
        found = owing.surcharge_on(context, party, day)
        return {"days": str(found.days), "amount": found.amount} if found.days else {}
    if act == "issue_payment_slip":
        return {"amount": max(owing.owed_at_most(context, party, day), Decimal(0))}
    if act == "refund_payment":
        return {"amount": max(owing.surplus(context, party), Decimal(0))}
    return {}


def _sentences(context: Context, party: str, day: date) -> Iterator[str]:
    payable, paid = owing.payable(context, party), owing.paid(context, party)
    left = max(payable - paid, Decimal(0))
    yield f"应缴 {show_yuan(payable)} 元，已缴 {show_yuan(paid)} 元，" + (f"尚欠 {show_yuan(left)} 元。" if left else "已缴清。")
    due = owing.next_payment(context, party) or owing.first_due(context, party)
    if PREDICATES["collection_ended"](context, party):
        yield "已决定终结执行。"
        return
    if left and due is not None:
        yield f"缴款期限{'不早于' if due.provisional else ''} {long_day(due.day)}。"
    yield from _surcharge(context, party, day)
    over = owing.surplus(context, party)
    if over > 0:
        yield f"多收 {show_yuan(over)} 元，应当退还。"


def _surcharge(context: Context, party: str, day: date) -> Iterator[str]:
    found = owing.surcharge_on(context, party, day)
    if found.stretches:
        since = long_day(found.stretches[0].first)
        reached = "，已达上限" if found.capped else f"，上限 {show_yuan(found.cap)} 元"
        yield f"自 {since} 起逾期 {found.days} 日，依法可加处罚款 {show_yuan(found.amount)} 元{reached}。"
    if owing.first_due(context, party) and any(pause.covers(day) for pause in owing.pauses(context, party)):
        yield "复议、诉讼期间不计算加处罚款。"
    decided = owing.decided_surcharge(context, party)
    if decided:
        yield f"已决定加处罚款 {show_yuan(decided)} 元。"
    elif owing.since_decision(context, party, "spare_surcharge"):
        yield "已决定不予加处罚款。"


def _plan(context: Context, party: str, day: date) -> Iterator[PlanRow]:
    rows, now = owing.plan(context, party), owing.schedules(context, party)[-1:]
    left = sum((p.amount for p in now[0].payments), Decimal(0)) if now else Decimal(0)
    for row in rows:
        paid = left >= row.amount
        left -= min(left, row.amount)
        state = ("已缴", "ok") if paid else ("到期未缴", "over") if row.day < day else ("未到期", "")
        yield PlanRow(row.day, row.amount, *state)
