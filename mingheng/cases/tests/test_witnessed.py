"""While the witnesses of the ledger are away too long, what cannot be undone waits; everything else goes on."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from mingheng.cases import actions
from mingheng.cases.actions import waive_witnesses
from mingheng.cases.models import Case
from mingheng.cases.rules import StepRefused
from mingheng.cases.rules.witnessed import CODE
from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.actions import grow_tree, keep_cosignatures, sequence_entries
from mingheng.ledger.queries import believed, checkpoint_note
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.vouching.verdicts import Standing, judged_voucher
from mingheng.ledger.rules.vouching.vouchers import Voucher
from tests.cast import Cast
from tests.journeys.drive import FIRST, Drive, parts
from tests.scenarios.road import road
from tests.walking import walk

JUSTICE = SignerKey.from_secret("justice.lanjiang.example", Kind.COSIGNATURE, b"j" * 32)
DECIDED = datetime(2026, 9, 23, 18, tzinfo=SHANGHAI)
WHY = "见证服务器机房停电，预计今晚恢复；本案决定期限今天届满。"


@pytest.fixture(autouse=True)
def signer(settings: Settings, tmp_path: Path) -> None:
    """A log with one witness."""
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = bytes(range(32)), tmp_path
    settings.MINGHENG_WITNESS_POLICY = f"witness 司法局 {JUSTICE.verifier}\nquorum 司法局\n"


def seen(at: datetime) -> None:
    """The witness sees everything there is."""
    while sequence_entries(at=at):
        pass
    while grow_tree(at=at):
        pass
    note = checkpoint_note()
    assert note is not None
    keep_cosignatures(note=note.signed(JUSTICE, int(at.timestamp())), at=at)


def ready_to_decide(cast: Cast) -> Drive:
    """A case that lacks nothing but the decision."""
    drive = Drive(parts(cast))
    for stop in road()["road"]:
        if stop["act"] == "make_decision":
            return drive
        drive.take(stop["act"])
    raise AssertionError("the road leads to no decision")


def decide(drive: Drive, cast: Cast, at: datetime) -> Case:
    offer = drive.offer("make_decision", at.date(), party=FIRST)
    actions.take_step(case_id=drive.case.id, offer=offer, by=cast.handler, at=at)
    return drive.case


def test_a_decision_waits_when_they_are_away_too_long_and_is_made_once_they_are_back(cast: Cast) -> None:
    drive = ready_to_decide(cast)
    seen(DECIDED - timedelta(hours=5))
    with pytest.raises(StepRefused, match=r"外部见证已中断 5\.0 小时") as refused:
        decide(drive, cast, DECIDED)
    assert [one.code for one in refused.value.findings] == [CODE]
    seen(DECIDED - timedelta(minutes=1))
    assert decide(drive, cast, DECIDED).last_happened == date(2026, 9, 23)


def test_a_head_of_the_bureau_can_let_it_go_on_for_a_day(cast: Cast) -> None:
    drive = ready_to_decide(cast)
    seen(DECIDED - timedelta(hours=40))
    waive_witnesses(reason=WHY, by=cast.bureau_head, at=DECIDED - timedelta(hours=30))
    with pytest.raises(StepRefused):
        decide(drive, cast, DECIDED)
    waive_witnesses(reason=WHY, by=cast.bureau_head, at=DECIDED - timedelta(hours=1))
    assert decide(drive, cast, DECIDED).last_happened == date(2026, 9, 23)


def test_what_is_done_in_the_street_never_waits(cast: Cast) -> None:
    seen(datetime(2026, 1, 1, tzinfo=SHANGHAI))
    assert walk(cast, "approve_decision").steps > 10


def test_the_page_of_a_step_says_how_far_its_record_has_come_and_gives_the_proof(cast: Cast, client: Client) -> None:
    case = walk(cast, "register_party")
    client.force_login(cast.handler)
    address = f"/cases/{case.ref}/taken/2/"
    page = client.get(address).content.decode()
    assert "等待入账" in page
    receipt = Voucher.read(client.get(f"{address}voucher/").content.decode())
    assert judged_voucher(receipt, believed()).standing is Standing.UNWITNESSED
    seen(DECIDED)
    page = client.get(address).content.decode()
    assert "已存证，由司法局（09-23 18:00:00）见证" in page
    proof = Voucher.read(client.get(f"{address}voucher/").content.decode())
    assert judged_voucher(proof, believed()).standing is Standing.KEPT
    assert proof.said().chain == str(case.id)
    assert client.get(f"/cases/{case.ref}/taken/99/voucher/").status_code == 404
