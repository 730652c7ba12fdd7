"""The agent bank's receipts: dry run, import once, what waits, settled by hand with a reason, the gaps."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingheng.cases import actions
from mingheng.cases.actions import Offer
from mingheng.cases.models import Case, ReceiptLine, Step
from mingheng.cases.queries.receipts import gaps
from mingheng.cases.rules import StepRefused
from mingheng.cases.rules.receipts import Outcome, digest_of
from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.queries import chain_intact
from mingheng.organisation.rules import Refused
from tests.cast import Cast
from tests.walking import walk

AT = datetime(2026, 9, 30, 9, tzinfo=SHANGHAI)
HEADING = "缴款日期,金额,付款人,缴款识别码,票据号码"


@pytest.fixture
def served(cast: Cast) -> Case:
    return walk(cast, "serve_decision")


def number_of(case: Case) -> str:
    return str(Step.objects.get(case=case, act="make_decision").facts["number"])


def file(*lines: str) -> str:
    return "\r\n".join((HEADING, *lines)) + "\r\n"


def told(case: Case, amount: str = "9000.00", receipt: str = "B-1", day: str = "2026-09-28") -> str:
    return f"{day},{amount},上海屿舟建筑工程有限公司,{number_of(case)},{receipt}"


def payments(case: Case) -> list[Step]:
    return list(Step.objects.filter(case=case, act="record_payment"))


def test_a_dry_run_says_what_would_happen_and_writes_nothing(cast: Cast, served: Case) -> None:
    report = actions.preview_receipts(text=file(told(served)), by=cast.centre_reviewer, at=AT)
    assert [(line.outcome, line.case) for line in report.lines] == [(Outcome.POSTED, served.number)]
    assert not ReceiptLine.objects.exists()
    assert payments(served) == []


def test_a_receipt_becomes_a_payment_of_its_case_by_the_usual_act(cast: Cast, served: Case) -> None:
    actions.import_receipts(text=file(told(served)), by=cast.centre_reviewer, at=AT)
    (payment,) = payments(served)
    assert (payment.happened, payment.facts["paid"], payment.by) == (date(2026, 9, 28), "9000.00", cast.centre_reviewer)
    served.refresh_from_db()
    assert served.turn == "propose_closing"
    assert chain_intact(str(served.id))


def test_the_same_receipt_is_entered_once_however_often_it_comes(cast: Cast, served: Case) -> None:
    once, twice = file(told(served)), file(told(served), told(served))
    for text in (once, once):
        actions.import_receipts(text=text, by=cast.centre_reviewer, at=AT)
    report = actions.import_receipts(text=twice, by=cast.centre_reviewer, at=AT)
    assert {line.outcome for line in report.lines} == {Outcome.KNOWN}
    assert len(payments(served)) == ReceiptLine.objects.count() == 1


def test_a_receipt_told_differently_later_changes_nothing_and_is_shown(cast: Cast, served: Case) -> None:
    actions.import_receipts(text=file(told(served, "4000.00")), by=cast.centre_reviewer, at=AT)
    report = actions.import_receipts(text=file(told(served, "5000.00")), by=cast.centre_reviewer, at=AT)
    assert report.lines[0].outcome is Outcome.CONFLICT
    assert "4,000.00" in report.lines[0].why
    assert ReceiptLine.objects.get().amount == 4000


def test_what_was_entered_by_hand_is_recognised_and_not_doubled(cast: Cast, served: Case) -> None:
    party = str(served.party_links.get().party_id)
    offer = Offer("record_payment", {"paid": "9000.00", "receipt": "B-1"}, party=party, happened=date(2026, 9, 28))
    actions.take_step(case_id=served.id, offer=offer, by=cast.handler, at=AT)
    report = actions.import_receipts(text=file(told(served)), by=cast.centre_reviewer, at=AT)
    assert report.lines[0].outcome is Outcome.RECORDED
    assert ReceiptLine.objects.get().step == payments(served)[0]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2026-09-28,100.00,某公司,澜城管罚决〔2026〕999号,B-1", "没有文号"),
        ("2026-10-31,100.00,某公司,澜城管罚决〔2026〕999号,B-1", "晚于今天"),
        ("2026-09-28,零元,某公司,澜城管罚决〔2026〕999号,B-1", "不是金额"),
        ("2026-09-28,100.00,某公司,,B-1", "缴款识别码是空的"),
    ],
)
def test_a_line_that_fits_nothing_is_told_with_its_reason(cast: Cast, line: str, why: str) -> None:
    report = actions.import_receipts(text=file(line), by=cast.centre_reviewer, at=AT)
    assert why in report.lines[0].why
    assert ReceiptLine.objects.count() == report.count(Outcome.WAITING)


def test_a_payment_above_what_is_owed_waits_until_a_person_says_it_is_overpaid(cast: Cast, served: Case) -> None:
    actions.import_receipts(text=file(told(served, "9500.00")), by=cast.centre_reviewer, at=AT)
    line = ReceiptLine.objects.get()
    assert "缴款超过" in line.why
    settle: dict[str, Any] = {"line_id": line.pk, "number": number_of(served), "by": cast.centre_reviewer, "at": AT}
    with pytest.raises(StepRefused):
        actions.post_receipt(overpaid=False, reason="付款人来电说明多转了五百元", **settle)
    actions.post_receipt(overpaid=True, reason="付款人来电说明多转了五百元", **settle)
    line.refresh_from_db()
    assert (line.state, line.settled_by, payments(served)) == ("posted", cast.centre_reviewer, [line.step])


def test_settling_by_hand_needs_a_reason_and_a_receipt_that_waits(cast: Cast, served: Case) -> None:
    actions.import_receipts(text=file("2026-09-28,100.00,某公司,别的单位,B-9"), by=cast.centre_reviewer, at=AT)
    line = ReceiptLine.objects.get()
    with pytest.raises(Refused, match="没有写明理由"):
        actions.set_receipt_aside(line_id=line.pk, reason=" ", by=cast.centre_reviewer, at=AT)
    actions.set_receipt_aside(line_id=line.pk, reason="不是本局的罚款，已退回代收机构", by=cast.centre_reviewer, at=AT)
    with pytest.raises(Refused, match="已经处理"):
        actions.set_receipt_aside(line_id=line.pk, reason="再处理一次看看", by=cast.centre_reviewer, at=AT)


def test_the_gaps_show_money_without_a_case_and_payments_without_money(cast: Cast, served: Case) -> None:
    party = str(served.party_links.get().party_id)
    offer = Offer("record_payment", {"paid": "3000.00", "receipt": "手工-1"}, party=party, happened=date(2026, 9, 29))
    actions.take_step(case_id=served.id, offer=offer, by=cast.handler, at=AT)
    lines = file(told(served, "2000.00"), "2026-09-28,100.00,某公司,没有这个文号,B-9")
    actions.import_receipts(text=lines, by=cast.centre_reviewer, at=AT)
    found = gaps(date(2026, 9, 1), date(2026, 9, 30), date(2026, 11, 1))
    assert (found.told, found.posted, found.open) == (Decimal(2100), Decimal(2000), Decimal(100))
    assert [line.number for line in found.waiting] == ["B-9"]
    assert [gap.paid for gap in found.untold] == [3000]
    assert list(found.overdue) == [served]


def test_a_file_goes_from_the_dry_run_to_the_list_on_the_screen(
    cast: Cast, served: Case, client: Client, freeze: Callable[[datetime], None]
) -> None:
    freeze(AT)
    client.force_login(cast.centre_reviewer)
    text = file(told(served), "2026-09-28,100.00,某公司,没有这个文号,B-9")
    upload = SimpleUploadedFile("回单.csv", text.encode("gb18030"), content_type="text/csv")
    preview = client.post("/receipts/", {"file": upload})
    assert "登记缴款 1 笔，待人工处理 1 笔" in preview.content.decode()
    assert not ReceiptLine.objects.exists()
    agreed = {"text": preview.context["text"], "agreed": preview.context["report"].digest}
    after = client.post("/receipts/", agreed, follow=True).content.decode()
    assert "B-9" in after
    assert "没有文号为" in after
    waiting = ReceiptLine.objects.get(number="B-9")
    refused = client.post(f"/receipts/{waiting.pk}/", {"do": "post", "number": "没有", "reason": "付款人说是这个案件的"})
    assert refused.status_code == 422
    assert client.get("/receipts/gaps/?since=2026-09-01&until=2026-09-30").status_code == 200
    done = client.post(f"/receipts/{waiting.pk}/", {"do": "aside", "reason": "不是本局的罚款，已退回代收机构"})
    assert done.status_code == 302


def test_a_squad_member_does_not_see_the_receipts(cast: Cast, client: Client) -> None:
    client.force_login(cast.handler)
    assert client.get("/receipts/").status_code == 404


def test_a_receipt_typed_in_another_width_is_the_same_receipt(cast: Cast, served: Case) -> None:
    lines = file(told(served, "3000.00", "0098123"), told(served, "3000.00", "００９８ １２３"))
    report = actions.import_receipts(text=lines, by=cast.centre_reviewer, at=AT)
    assert [line.outcome for line in report.lines] == [Outcome.POSTED, Outcome.KNOWN]
    assert [step.facts["paid"] for step in payments(served)] == ["3000.00"]


def test_a_text_with_control_characters_is_refused_not_a_crash(
    cast: Cast, client: Client, freeze: Callable[[datetime], None]
) -> None:
    freeze(AT)
    client.force_login(cast.centre_reviewer)
    text = file("2026-09-28,100.00,某\x00公司,没有这个文号,B-9")
    answer = client.post("/receipts/", {"text": text, "agreed": digest_of(text)})
    assert answer.status_code == 422
    assert "控制字符" in answer.content.decode()
    assert not ReceiptLine.objects.exists()
