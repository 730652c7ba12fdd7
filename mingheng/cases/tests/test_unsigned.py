"""When a case is archived, the papers that nobody signed are named; a scan brought back or a refusal on record settles one."""

from datetime import datetime

import pytest
from django.test import Client

from mingheng.cases.actions import Offer, take_step
from mingheng.cases.models import Case, Step
from mingheng.cases.rules import StepRefused
from mingheng.documents.models import Instrument
from mingheng.kit.dates import SHANGHAI
from tests.cast import Cast
from tests.walking import walk

LATER = datetime(2026, 10, 13, 16, 0, tzinfo=SHANGHAI)
NOTE = "没有签回的纸质原件随正卷移交，扫描设备维修，修好后补扫"


def archive(case: Case, cast: Cast, note: str = NOTE) -> Step:
    facts = {"retention": "ordinary", "note": "材料齐全", "unsigned_note": note}
    return take_step(case_id=case.id, offer=Offer("archive_case", facts), by=cast.handler, at=LATER)


def named(step: Step) -> list[str]:
    return [f"{row['decided']} {row['number']}" for row in step.facts["unsigned"]]


def test_every_paper_that_must_be_signed_and_is_not_is_named(cast: Cast) -> None:
    left = named(archive(walk(cast, "approve_closing"), cast))
    assert "第 7 步 现场检查（勘验）笔录" in left
    assert all("立案审批表" not in one for one in left), "an approval is given on line"


def test_without_a_reason_the_case_is_not_archived(cast: Cast) -> None:
    with pytest.raises(StepRefused) as refused:
        archive(walk(cast, "approve_closing"), cast, "")
    assert [f.code for f in refused.value.findings] == ["unsigned-explained"]


def test_a_refusal_on_record_settles_a_paper(cast: Cast) -> None:
    case = walk(cast, "approve_closing")
    facts = {
        "paper": "7", "officers": [cast.handler.pk, cast.partner.pk], "person": "邹某", "witness": "执法记录仪 0412",
        "ground": "当事人看过笔录后称要等法务到场，两次催促仍不签名",
    }  # fmt: skip
    at = datetime(2026, 10, 13, 15, 30, tzinfo=SHANGHAI)
    take_step(case_id=case.id, offer=Offer("record_refusal", facts, happened=at.date(), happened_at=at), by=cast.handler, at=at)
    assert all(not one.startswith("第 7 步") for one in named(archive(case, cast)))


def test_a_scan_that_is_back_settles_a_paper(cast: Cast) -> None:
    case = walk(cast, "approve_closing")
    Instrument.objects.filter(folder=case.id, source="7").update(scan_sha256="0" * 64, scan_mime="image/png", signed_at=LATER)
    assert all(not one.startswith("第 7 步") for one in named(archive(case, cast)))


def test_the_page_names_them_before_the_case_is_archived(cast: Cast, client: Client) -> None:
    case = walk(cast, "approve_closing")
    client.force_login(cast.handler)
    page = client.get(f"/cases/{case.ref}/steps/archive_case/").content.decode()
    assert "没有签名盖章的文书" in page
    assert "（第 7 步）" in page
