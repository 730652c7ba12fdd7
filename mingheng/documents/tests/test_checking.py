"""Whoever holds a paper can have it checked: the code on page one leads there, and the ledger holds what is printed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from config.env import public_url
from mingheng.documents import queries
from mingheng.documents.actions import attach_scan, render_waiting
from mingheng.documents.models import Instrument
from mingheng.documents.queries import preview
from mingheng.documents.rules.recorded import LABELS, papers_chain, printed_contents
from mingheng.documents.tests import files
from mingheng.documents.tests.codes import code_places, codes_on
from mingheng.documents.tests.orders import AT, FOLDER, order, upload
from mingheng.documents.tests.samples import SAMPLES
from mingheng.ledger import actions as ledger
from mingheng.ledger.queries import believed
from mingheng.ledger.rules.vouching.verdicts import Standing, judged_voucher
from mingheng.ledger.rules.vouching.vouchers import Voucher
from tests.cast import Cast

ONE_OF_EACH_FORM = ["penalty_decision", "filing_approval", "questioning_record", "spot_decision"]
PRINTED = {
    "title": "行政处罚决定书",
    "number": "澜城管罚决〔2026〕1号",
    "authority": SAMPLES["penalty_decision"]["authority"],
    "date": "2026年11月20日",
}


def made(key: str, cast: Cast) -> queries.InstrumentView:
    ordered = order(key, cast.handler)
    render_waiting(at=AT)
    return queries.instrument(ordered.id)


def asked(token: object) -> tuple[int, str]:
    answer = Client().get(f"/check/{token}/voucher")
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("key", ONE_OF_EACH_FORM)
def test_the_code_on_page_one_is_readable_and_leads_to_where_the_paper_is_checked(
    cast: Cast, settings: Settings, key: str
) -> None:
    settings.MINGHENG_PUBLIC_URL = "https://cg.lanjiang.example/"
    view = made(key, cast)
    content = queries.content(view.file, view.sha256)
    for dots in (300, 150):
        assert codes_on(content, dpi=dots) == [f"https://cg.lanjiang.example/check/{view.id}"]


@pytest.mark.parametrize("key", ONE_OF_EACH_FORM)
def test_the_code_is_twelve_millimetres_wide_and_stands_outside_the_text(cast: Cast, key: str) -> None:
    view = made(key, cast)
    ((left, top, right, bottom),) = code_places(queries.content(view.file, view.sha256))
    assert min(right - left, bottom - top) >= 12
    assert left > 188  # where the widest text ends
    assert right < 206  # what printers can still print
    assert top > 272


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "http://localhost:8000"),
        ({"MINGHENG_HOSTS": "cg.lanjiang.example,10.0.0.7", "MINGHENG_HTTPS": "1"}, "https://cg.lanjiang.example"),
        ({"MINGHENG_HOSTS": "cg.lanjiang.example", "MINGHENG_PUBLIC_URL": "https://check.example/"}, "https://check.example"),
    ],
    ids=["nothing", "hosts", "address"],
)
def test_the_public_address_is_the_one_said_or_that_of_the_first_host(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, str], expected: str
) -> None:
    for name in ("MINGHENG_HOSTS", "MINGHENG_HTTPS", "MINGHENG_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    assert public_url() == expected


def test_only_page_one_carries_it_and_a_draft_does_not(cast: Cast) -> None:
    view = made("penalty_decision", cast)
    content = queries.content(view.file, view.sha256)
    assert [len(codes_on(content, page)) for page in range(view.pages)] == [1, 0, 0]
    assert codes_on(preview(key="penalty_decision", data=SAMPLES["penalty_decision"], at=AT)) == []


def test_the_entry_holds_the_file_and_what_its_holder_can_compare(cast: Cast) -> None:
    view = made("penalty_decision", cast)
    status, text = asked(view.id)
    voucher = Voucher.read(text)
    entry = voucher.said()
    said = {one.name: one.value for one in voucher.openings}
    assert (status, entry.kind, entry.by) == (200, "document.rendered", "s:worker")
    assert said.items() >= PRINTED.items()
    assert said["party"] == SAMPLES["penalty_decision"]["parties"][0]["name"]
    assert said["amount"] == "罚款 人民币壹拾贰万元整（120,000.00元）"
    assert said.keys() <= LABELS.keys()
    assert judged_voucher(voucher, believed(), [bytes.fromhex(view.sha256)]).standing is Standing.UNWITNESSED
    assert judged_voucher(voucher, believed(), [bytes(32)]).standing is Standing.DIFFERS


def test_what_vouches_for_a_paper_says_no_more_of_a_person_than_the_paper(cast: Cast) -> None:
    view = made("questioning_record", cast)
    _, text = asked(view.id)
    said = {one.name for one in Voucher.read(text).openings}
    assert said <= {"title", "number", "party", "authority", "date"}


def test_what_was_recorded_counts_even_where_the_row_says_something_else(cast: Cast) -> None:
    view = made("penalty_decision", cast)
    before = asked(view.id)
    Instrument.objects.filter(uid=view.id).update(title="不予行政处罚决定书", number="", paper={}, sha256="0" * 64)
    assert asked(view.id) == before


def test_a_seal_that_was_broken_leaves_the_proof_and_opens_nothing(cast: Cast) -> None:
    view = made("penalty_decision", cast)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_sealed SET sealed = repeat('x', 60)::bytea")
    status, text = asked(view.id)
    assert status == 200
    assert Voucher.read(text).openings == ()
    assert judged_voucher(Voucher.read(text), believed(), [bytes.fromhex(view.sha256)]).standing is Standing.UNWITNESSED


def test_a_paper_that_is_not_there_or_not_made_yet_is_not_found(cast: Cast) -> None:
    waiting = order("penalty_decision", cast.handler)
    assert asked(waiting.id)[0] == asked(uuid4())[0] == 404


def test_the_content_of_a_paper_destroyed_by_law_is_gone_and_that_is_said(cast: Cast) -> None:
    view = made("penalty_decision", cast)
    ledger.erase_chain(chain=papers_chain(FOLDER), ground="xzcf/48", by="o:1", second="o:2", unit="u:ju", at=AT)
    status, text = asked(view.id)
    assert status == 410
    assert "已依照法律规定删除" in text


def test_a_signed_scan_is_vouched_for_by_its_own_entry(cast: Cast) -> None:
    view = made("penalty_decision", cast)
    signed = attach_scan(instrument_id=view.id, upload=upload(files.scanned()), by=cast.handler, at=AT + timedelta(days=1))
    voucher = queries.voucher_of_file(FOLDER, signed.sha256)
    assert voucher.said().kind == "paper.signed"
    assert voucher.said().files == (bytes.fromhex(signed.sha256),)


@pytest.mark.usefixtures("cast")
def test_a_paper_with_two_sums_commits_to_both_under_its_own_words_for_them() -> None:
    words = {"paid": "人民币叁佰元整（300.00元）", "amount": "人民币玖佰元整（900.00元）", "surcharge_paid": ""}
    said = printed_contents(queries.definition("payment_record"), words, {})
    assert said == {"amount": "缴款金额 人民币叁佰元整（300.00元）；决定罚款 人民币玖佰元整（900.00元）"}
