"""The agent bank's receipts become payments of cases, by the same act as by hand; what does not fit waits for a person."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.cases.actions.making import Offer
from mingheng.cases.actions.steps import NotYours, take_step
from mingheng.cases.models import Case, ReceiptLine, ReceiptState, Step
from mingheng.cases.queries.receipts import Target, decision_numbered, payment_recorded
from mingheng.cases.rules import StepRefused
from mingheng.cases.rules.receipts import (
    Outcome,
    Receipt,
    Report,
    Told,
    cells_of,
    digest_of,
    lines_of,
    receipt_of,
    said_reason,
    words_of,
)
from mingheng.kit.alone import hold_name
from mingheng.kit.dates import day_of
from mingheng.ledger import actions as ledger
from mingheng.organisation.rules import Refused, refuse

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

CHAIN = "cases:receipts"
LONGEST_WHY = 400


@transaction.atomic
def import_receipts(*, text: str, by: "Officer", at: datetime) -> Report:
    """Enter the receipts of a file: each becomes a payment, or waits with its reason. A receipt known is not entered again.

    Raises Refused when the file cannot be read at all; then nothing has changed.
    """
    lines, digest = lines_of(text), digest_of(text)
    hold_name(CHAIN)
    told, entered = [], []
    for line in lines:
        cells = cells_of(line)
        try:
            receipt = receipt_of(line, day_of(at))
        except Refused as wrong:
            told.append(Told(line.number, cells, Outcome.WRONG, words_of(wrong.problems)))
            continue
        one, row = _entered(receipt, digest, by, at)
        told.append(replace(one, cells=cells))
        entered += [row] if row else []
    report = Report(tuple(told), digest)
    if entered:
        ledger.record(
            kind="cases:receipts_imported", chain=CHAIN, personal={}, by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at,
            happened=None, refs={"file": digest},
            facts={"receipts": [[r.number, r.day.isoformat(), str(r.amount), r.state] for r in entered]},
        )  # fmt: skip
    return report


@transaction.atomic
def preview_receipts(*, text: str, by: "Officer", at: datetime) -> Report:
    """What `import_receipts` would do, line by line; leaves nothing behind. Raises what it raises."""
    report = import_receipts(text=text, by=by, at=at)
    transaction.set_rollback(True)
    return report


@transaction.atomic
def post_receipt(*, line_id: UUID, number: str, overpaid: bool, reason: str, by: "Officer", at: datetime) -> ReceiptLine:
    """A person says which decision a waiting receipt pays. Raises Refused, StepRefused and NotYours; then nothing changed."""
    line = _waiting(line_id)
    why = said_reason(reason)
    target = decision_numbered(number.strip())
    if target is None:
        raise refuse("number", f"没有文号为“{number.strip()}”的处罚决定书", "核对决定书文号，照决定书原样填写")
    earlier = payment_recorded(target, line.number)
    if earlier is not None and earlier.facts.get("paid") is not None and _sum(earlier) != f"{line.amount:.2f}":
        raise refuse("number", f"这张票据在案卷里登记的金额是 {_sum(earlier)} 元", "先核对案卷里的登记")
    step = earlier or _paid(target, _of(line), overpaid=overpaid, by=by, at=at)
    return _settled(line, ReceiptState.POSTED, why, step, by, at)


@transaction.atomic
def set_receipt_aside(*, line_id: UUID, reason: str, by: "Officer", at: datetime) -> ReceiptLine:
    """A person says why a waiting receipt is no payment of a case here. Raises Refused."""
    return _settled(_waiting(line_id), ReceiptState.ASIDE, said_reason(reason), None, by, at)


def _entered(receipt: Receipt, digest: str, by: "Officer", at: datetime) -> tuple[Told, ReceiptLine | None]:
    known = ReceiptLine.objects.filter(number=receipt.number).first()
    if known is not None:
        return _again(receipt, known), None
    target = decision_numbered(receipt.reference)
    outcome, why, step = _fate(receipt, target, by, at)
    row = ReceiptLine.objects.create(
        number=receipt.number, day=receipt.day, amount=receipt.amount, payer=receipt.payer, reference=receipt.reference,
        file=digest, row=receipt.row, state=ReceiptState.POSTED if step else ReceiptState.WAITING, why=why[:LONGEST_WHY],
        step=step, imported_by=by, imported_at=at,
    )  # fmt: skip
    return Told(receipt.row, (), outcome, why, target.case_number if target else ""), row


def _again(receipt: Receipt, known: ReceiptLine) -> Told:
    same = (known.day, known.amount, known.payer, known.reference) == (
        receipt.day, receipt.amount, receipt.payer, receipt.reference,
    )  # fmt: skip
    why = "" if same else f"以前导入的是 {known.day}，{known.amount:,.2f} 元，{known.payer}，{known.reference}。以前的不改动"
    return Told(receipt.row, (), Outcome.KNOWN if same else Outcome.CONFLICT, why)


def _fate(receipt: Receipt, target: Target | None, by: "Officer", at: datetime) -> tuple[Outcome, str, Step | None]:
    """What becomes of a new receipt, with the reason when it waits."""
    if target is None:
        return Outcome.WAITING, f"没有文号为“{receipt.reference}”的处罚决定书", None
    earlier = payment_recorded(target, receipt.number)
    if earlier is not None:
        if _sum(earlier) == f"{receipt.amount:.2f}" and earlier.happened == receipt.day:
            return Outcome.RECORDED, "", earlier
        return Outcome.WAITING, f"案卷已登记这张票据，但是 {earlier.happened}，{_sum(earlier)} 元", None
    try:
        with transaction.atomic():
            return Outcome.POSTED, "", _paid(target, receipt, overpaid=False, by=by, at=at)
    except StepRefused as refused:
        return Outcome.WAITING, "；".join(f.reason for f in refused.findings), None
    except NotYours:
        return Outcome.WAITING, "你没有登记这件案件缴款的权限", None


def _paid(target: Target, receipt: Receipt, *, overpaid: bool, by: "Officer", at: datetime) -> Step:
    facts: dict[str, object] = {"paid": str(receipt.amount), "receipt": receipt.number}
    facts |= {"overpaid": True} if overpaid else {}
    offer = Offer(act="record_payment", facts=facts, party=target.party, happened=receipt.day)
    return take_step(case_id=target.case, offer=offer, by=by, at=at)


def _sum(step: Step) -> str:
    return f"{Decimal(str(step.facts.get('paid') or 0)):.2f}"


def _of(line: ReceiptLine) -> Receipt:
    return Receipt(line.row, line.day, line.amount, line.payer, line.reference, line.number)


def _waiting(line_id: UUID) -> ReceiptLine:
    line = ReceiptLine.objects.select_for_update().get(pk=line_id)
    if line.state != ReceiptState.WAITING:
        raise refuse("reason", "这笔回单已经处理", "回到清单查看处理结果")
    return line


def _settled(line: ReceiptLine, state: ReceiptState, reason: str, step: Step | None, by: "Officer", at: datetime) -> ReceiptLine:
    line.state, line.reason, line.step, line.settled_by, line.settled_at = state, reason, step, by, at
    line.save(update_fields=["state", "reason", "step", "settled_by", "settled_at"])
    case = Case.objects.get(pk=step.case_id).ref if step else ""
    ledger.record(
        kind="cases:receipt_settled", chain=CHAIN, facts={"receipt": line.number, "state": str(state), "case": case},
        personal={"reason": reason}, by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
    return line
