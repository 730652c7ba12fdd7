"""The pages of matters: what they show, to whom, and what a form does."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingheng.documents.actions import render_waiting
from mingheng.evidence.tests.samples import picture
from mingheng.insight.models import Finding
from mingheng.kit import clock
from mingheng.organisation.actions import close_unit
from mingheng.organisation.models import Officer
from mingheng.supervision.actions import answer_finding, escalate_late, name_successor
from mingheng.supervision.models import Matter, MatterAct
from tests.cast import Cast
from tests.matters import now, on, opened, take
from tests.scanned import Scanned

MONDAY, AFTER = date(2026, 11, 2), date(2026, 11, 10)
REPLY = "已撤销决定并重新告知，本季度二十一件送达回证逐件核对，附核对表"


@pytest.fixture
def slip(cast: Cast) -> Iterator[Matter]:
    """A slip of Monday, read on the next day after its reply was due."""
    matter = opened(cast.supervisor, MONDAY)
    take(matter, "issue_slip", cast.supervisor, MONDAY)
    with clock.pretend(on(AFTER)):
        yield now(matter)


def browser(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def page(officer: Officer, address: str) -> str:
    return browser(officer).get(address).content.decode()


def fields(text: str) -> dict[str, str]:
    """What the form of a page carries hidden."""
    found = (part.split('"') for part in text.split('type="hidden" name="')[1:])
    return {bits[0]: bits[2] for bits in found}


def test_the_leader_finds_what_waits_for_him_with_how_late_it_is(cast: Cast, slip: Matter) -> None:
    shown = page(cast.squad_leader, "/matters/")
    assert slip.subject in shown
    assert "超期 1 个工作日" in shown
    assert slip.subject not in page(cast.other_leader, "/matters/?view=all")
    assert slip.subject not in page(cast.supervisor, "/matters/")
    assert slip.subject in page(cast.supervisor, "/matters/?view=late&trigger=ordinary&unit=yunting")
    assert slip.subject not in page(cast.supervisor, "/matters/?view=late&trigger=lost")


def test_a_matter_shows_its_trail_its_paper_and_the_doubt_about_its_name(cast: Cast, slip: Matter) -> None:
    shown = page(cast.squad_leader, f"/matters/{slip.pk}/")
    for said in ("次序颠倒", "整改通知单", "澜城管督单〔2026〕1号", "名称待核实", "签收", "整改回复期限"):
        assert said in shown, said


def test_the_paper_opens_as_pdf(cast: Cast, slip: Matter) -> None:
    render_waiting(at=on(AFTER))
    instrument = MatterAct.objects.get(matter=slip, act="issue_slip").instrument
    answer = browser(cast.squad_leader).get(f"/matters/{slip.pk}/papers/{instrument}/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.getvalue().startswith(b"%PDF")


def test_the_leader_replies_with_a_picture_which_opens_again(cast: Cast, slip: Matter) -> None:
    client, address = browser(cast.squad_leader), f"/matters/{slip.pk}/acts/reply/"
    sent = fields(client.get(address).content.decode()) | {"reply": REPLY}
    bare = client.post(address, sent)
    assert bare.status_code == 422
    assert REPLY in bare.content.decode()
    answer = client.post(address, {**sent, "proof": _upload()})
    assert answer.status_code == 302
    shown = client.get(f"/matters/{slip.pk}/").content.decode()
    assert "没有按期回复" in shown
    file = shown.split("/files/")[1].split("/")[0]
    opened_file = client.get(f"/matters/{slip.pk}/files/{file}/", follow=True)
    assert opened_file.status_code == 200
    assert opened_file.getvalue() == picture()


def test_a_refused_act_says_why_and_keeps_what_was_typed(cast: Cast, slip: Matter) -> None:
    client, address = browser(cast.squad_leader), f"/matters/{slip.pk}/acts/appeal/"
    sent = fields(client.get(address).content.decode()) | {"claim": "邮寄底单证明告知书十月二十八日已经寄出，请求撤回"}
    answer = client.post(address, sent)
    shown = answer.content.decode()
    assert "申诉期限已过" in shown
    assert not MatterAct.objects.filter(act="appeal").exists()


def test_the_decision_letter_is_prepared_for_the_head_to_sign(cast: Cast, slip: Matter) -> None:
    escalate_late(at=on(AFTER))
    shown = page(cast.bureau_head, f"/matters/{slip.pk}/acts/issue_decision/")
    assert "整改通知单（澜城管督单〔2026〕1号）" in shown
    assert "应当在 2026-11-09 前回复，至今没有回复" in shown
    assert "云汀街道办事处" in shown
    assert "撤销该决定重新告知" in shown


def test_a_matter_is_opened_by_form(cast: Cast, slip: Matter) -> None:
    client = browser(cast.supervisor)
    sent = fields(client.get("/matters/new/").content.decode())
    said = {
        "addressed": "yunting", "trigger": "repeated", "subject": "同类问题再次发生", "found": "上次整改后又有两件案件先决定后告知，回证可查",
        "demand": "逐件说明原因并提出防止再次发生的办法",
    }  # fmt: skip
    assert client.post("/matters/new/", {**sent, **said, "addressed": "nowhere"}).status_code == 422
    answer = client.post("/matters/new/", {**sent, **said})
    assert answer.status_code == 302
    matter = Matter.objects.exclude(pk=slip.pk).get()
    assert (matter.unit, matter.trigger, matter.turn) == ("yunting", "repeated", "issue_correction")


def test_a_confirmed_warning_becomes_a_matter_and_a_second_one_of_its_kind_is_called_repeated(scanned: Scanned) -> None:
    cast, found = scanned.cast, Finding.objects.filter(gone=None, case__isnull=False).order_by("pk")[0]
    at = found.last_seen
    client = browser(cast.supervisor)
    with clock.pretend(at):
        assert "开具监督文书" not in client.get(f"/warnings/{found.pk}/").content.decode()
        answer_finding(
            finding_id=found.pk, kind="confirmed", reason="核对案卷属实，三件材料都没有写明时间，应当整改", seen=0, token=uuid4(),
            by=cast.supervisor, at=at,
        )  # fmt: skip
        way = f"/matters/new/?procedure=fault&amp;finding={found.pk}"
        assert way in client.get(f"/warnings/{found.pk}/").content.decode()
        form = client.get(way.replace("&amp;", "&")).content.decode()
        assert "建议按反复发生处理" not in form
        sent = fields(form) | {
            "addressed": found.unit_now, "trigger": "ordinary", "subject": "先决定后告知", "kind": found.rule,
            "found": "核对案卷，决定书日期早于告知书送达日期，次序颠倒", "demand": "撤销重做，核对本季度全部案件的送达回证",
        }  # fmt: skip
        answer = client.post(way.replace("&amp;", "&"), sent)
        matter = Matter.objects.get(pk=UUID(answer["Location"].split("/")[2]))
        assert matter.finding_id == found.pk
        assert "开具监督文书" not in client.get(f"/warnings/{found.pk}/").content.decode()
        assert "先决定后告知" in client.get(f"/warnings/{found.pk}/").content.decode()
        again = client.get(way.replace("&amp;", "&")).content.decode()
        assert "建议按反复发生处理" in again


def _upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("核对表.jpg", picture(), "image/jpeg")


def test_the_successor_of_a_closed_squad_is_proposed_to_answer(cast: Cast, slip: Matter) -> None:
    Officer.objects.filter(unit=cast.squad).update(unit=cast.other_squad)
    close_unit(unit=cast.squad, by=cast.system_administrator, at=on(AFTER, 9))
    name_successor(unit=cast.squad.key, successor=cast.other_squad.key, by=cast.supervisor, at=on(AFTER, 10))
    shown = page(cast.supervisor, f"/matters/{slip.pk}/acts/change_unit/")
    assert f'<option value="{cast.other_squad.key}" selected>' in shown


def test_a_page_older_than_the_matter_says_so_of_the_matter(cast: Cast, slip: Matter) -> None:
    sent = browser(cast.squad_leader).post(f"/matters/{slip.pk}/acts/receive/", {"seen": "1", "token": str(uuid4())})
    assert sent.status_code == 409
    assert "打开本页以后，这件事项有了新的步骤" in sent.content.decode()
    assert "案件有了" not in sent.content.decode()


def test_an_act_dated_before_its_matter_is_told_at_its_field_and_names_no_key(cast: Cast) -> None:
    matter = opened(cast.supervisor, MONDAY, procedure="key_matter")
    said = {
        "way": "phone",
        "to": "中队长",
        "said": "电话要求当晚到场，对方答复已经派人，明早书面报告",
        "seen": "1",
        "token": str(uuid4()),
    }
    for day, why in (
        ("2026-11-01", "前一步发生在 2026-11-02，本步不得早于该日"),
        ("1999-01-01", "最少字数”在 1999-01-01 尚未施行"),
    ):
        with clock.pretend(on(AFTER)):
            sent = browser(cast.supervisor).post(
                f"/matters/{matter.pk}/acts/urge/", said | {"happened-day": day, "happened-minute": "10:00"}
            )
        assert sent.status_code == 422
        shown = sent.content.decode()
        assert why in shown
        assert "#id_happened_field" in shown
        assert "opinion.min" not in shown
    assert MatterAct.objects.filter(matter=matter).count() == 1


def test_the_day_a_key_matter_must_be_done_by_is_neither_past_nor_far_off(cast: Cast) -> None:
    typed = {
        "addressed": "yunting", "trigger": "leader", "subject": "云汀路夜间渣土车遗撒", "token": str(uuid4()),
        "found": "十一月一日晚间新闻曝光云汀路渣土车夜间遗撒，配有画面", "demand": "当晚到场处置，查清车辆和工地，依法立案",
    }  # fmt: skip
    address = "/matters/new/?procedure=key_matter"
    with clock.pretend(on(MONDAY)):
        for day in ("2020-01-01", "2026-11-01", "2027-11-03", "9999-12-31"):
            sent = browser(cast.supervisor).post(address, typed | {"until": day})
            assert sent.status_code == 422
            assert '<a href="#id_until_field">交办件要求的办结日在登记以前，或者太远' in sent.content.decode()
        assert not Matter.objects.exists()
        assert browser(cast.supervisor).post(address, typed | {"until": "2027-11-02"}).status_code == 302
