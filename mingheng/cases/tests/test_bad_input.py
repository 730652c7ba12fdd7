"""Bad input and trouble on the step form: told in Chinese with field and remedy, typed text kept, nothing changed."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingheng.cases.models import Case, Draft, Step
from mingheng.kit import clock
from tests.cast import PASSWORD, Cast
from tests.walking import walk


@pytest.fixture
def case(cast: Cast) -> Case:
    return walk(cast, "check_lead")


def party(**changed: Any) -> dict[str, Any]:
    facts = {
        "kind": "organisation", "name": "上海屿舟建筑工程有限公司", "identity_number": "91230500MA1B3N1N2M",
        "legal_representative": "邹某", "address": "云汀路118号", "phone": "",
    }  # fmt: skip
    return facts | changed


def at(case: Case, act: str) -> str:
    return f"/cases/{case.ref}/steps/{act}/"


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("identity_number", "91230500MA1B3N1N2X", "统一社会信用代码"),
        ("identity_number", "", "还是空的"),
        ("name", "", "还是空的"),
        ("phone", "12", "电话"),
    ],
)
def test_a_wrong_field_is_named_and_what_was_typed_stays(
    cast: Cast, case: Case, client: Client, field: str, typed: str, told: str
) -> None:
    client.force_login(cast.handler)
    before = Step.objects.count()
    answer = client.post(at(case, "register_party"), party(**{field: typed}))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert "云汀路118号" in page
    assert Step.objects.count() == before


def test_a_citizens_number_is_asked_of_a_citizen(cast: Cast, case: Case, client: Client) -> None:
    client.force_login(cast.handler)
    answer = client.post(at(case, "register_party"), party(kind="citizen"))
    assert answer.status_code == 422
    assert "公民身份号码" in answer.content.decode()


def test_a_day_to_come_is_refused_where_something_has_happened(cast: Cast, case: Case, client: Client) -> None:
    client.force_login(cast.handler)
    facts = {"happened-day": "2099-01-01", "happened-minute": "10:00", "result": "suspected", "findings": "看到车辆未密闭"}
    answer = client.post(at(case, "check_lead"), facts)
    assert answer.status_code == 422
    assert "还没有到" in answer.content.decode()


def test_a_form_sent_twice_is_taken_once(cast: Cast, case: Case, client: Client) -> None:
    client.force_login(cast.handler)
    form = party() | {"token": str(uuid4()), "seen": str(case.steps)}
    for _ in range(2):
        assert client.post(at(case, "register_party"), form).status_code == 302
    assert Step.objects.filter(case=case, act="register_party").count() == 1


def test_a_stale_page_is_told_who_did_what_and_keeps_the_text(cast: Cast, case: Case, client: Client) -> None:
    client.force_login(cast.handler)
    answer = client.post(at(case, "register_party"), party() | {"token": str(uuid4()), "seen": str(case.steps - 1)})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "陈砚秋办理了“核查线索”" in page
    assert "云汀路118号" in page


def test_what_was_sent_after_the_session_ended_is_there_again_after_signing_in(cast: Cast, case: Case, client: Client) -> None:
    form = party(address="澜水路9号") | {"who": str(cast.handler.pk)}
    asked = client.post(at(case, "register_party"), form, HTTP_REFERER=f"http://testserver{at(case, 'register_party')}")
    assert asked.status_code == 302
    client.post(asked["Location"], {"username": cast.handler.username, "password": PASSWORD})
    page = client.get(at(case, "register_party")).content.decode()
    assert "澜水路9号" in page
    assert "登录曾经过期" in page


def test_somebody_else_who_signs_in_does_not_see_it(cast: Cast, case: Case, client: Client) -> None:
    client.post(at(case, "register_party"), party(address="澜水路9号") | {"who": str(cast.handler.pk)})
    client.post("/sign-in/", {"username": cast.squad_leader.username, "password": PASSWORD})
    assert "澜水路9号" not in client.get(at(case, "register_party")).content.decode()


def test_a_draft_is_kept_and_is_no_act(cast: Cast, case: Case, client: Client) -> None:
    client.force_login(cast.handler)
    before = Step.objects.count()
    assert client.post(f"{at(case, 'register_party')}draft/", party(address="澜水路10号")).json()["saved"]
    assert Step.objects.count() == before
    assert "澜水路10号" in client.get(at(case, "register_party")).content.decode()
    client.post(at(case, "register_party"), party(address="澜水路10号"))
    assert not Draft.objects.exists()


def test_a_disguised_file_is_refused_and_nothing_is_kept(cast: Cast, client: Client) -> None:
    case = walk(cast, "question_person")
    client.force_login(cast.handler)
    before = Step.objects.count()
    facts = {
        "happened-day": "2026-09-07", "happened-minute": "15:00", "kind": "audiovisual", "title": "照片", "source": "记录仪",
        "maker": "陈砚秋", "place": "澜水路", "proves": "未密闭或者未采取其他防遗撒措施",
        "files": SimpleUploadedFile("照片.jpg", b"MZ" + bytes(400)),
    }  # fmt: skip
    answer = client.post(at(case, "add_evidence"), facts)
    assert answer.status_code == 422
    assert "程序文件" in answer.content.decode()
    assert Step.objects.count() == before


def test_another_squads_case_and_another_duties_act_answer_as_if_they_were_not_there(
    cast: Cast, case: Case, client: Client
) -> None:
    client.force_login(cast.other_handler)
    assert client.get(f"/cases/{case.ref}/").status_code == 404
    assert client.post(at(case, "register_party"), party()).status_code == 404
    client.force_login(cast.handler)
    assert client.get(at(case, "approve_filing")).status_code == 404
    assert client.get("/cases/2026-99999/").status_code == 404
    client.force_login(cast.supervisor)
    assert client.get(f"/cases/{case.ref}/").status_code == 200
    assert client.post(at(case, "register_party"), party()).status_code == 404


def test_a_number_in_full_asks_for_a_purpose(cast: Cast, client: Client) -> None:
    case = walk(cast, "register_party")
    client.force_login(cast.handler)
    place = f"/cases/{case.ref}/parties/{case.party_links.get().party_id}/identity/"
    assert "91230500MA1B3N1N2M" not in client.get(place).content.decode()
    refused = client.post(place, {})
    assert refused.status_code == 422
    assert "91230500MA1B3N1N2M" not in refused.content.decode()
    shown = client.post(place, {"purpose": "核对身份", "words": "送达前核对"})
    assert "91230500MA1B3N1N2M" in shown.content.decode()


def test_a_lead_sent_again_in_other_words_links_to_the_lead_there_is(cast: Cast, client: Client) -> None:
    client.force_login(cast.handler)
    lead = {"source": "patrol", "content": "巡查发现占道堆物", "place": "云汀路118号", "token": str(uuid4()), "seen": "0"}
    lead |= {"happened-day": clock.today().isoformat(), "happened-minute": "00:01"}
    assert client.post("/cases/new/", lead).status_code == 302
    ref = Case.objects.get().ref
    assert client.post("/cases/new/", lead)["Location"] == f"/cases/{ref}/"
    answer = client.post("/cases/new/", lead | {"content": "巡查发现跨门营业"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f'href="/cases/{ref}/"' in page
    assert "巡查发现跨门营业" in page
    assert lead["token"] not in page  # sent once more, it is another lead
    assert Case.objects.count() == 1


@pytest.mark.parametrize("handler", ["9" * 26, "９", "-1", "²"])
def test_a_list_asked_for_somebody_who_cannot_be_is_no_crash(cast: Cast, client: Client, handler: str) -> None:
    client.force_login(cast.handler)
    assert client.get("/cases/", {"handler": handler}).status_code == 200
    assert client.get("/cases/export/", {"handler": handler}).status_code == 200
