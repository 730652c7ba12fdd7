"""What one hand may not do to another's case, paper, party or secret."""

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingheng.cases.models import Step
from mingheng.cases.queries.dockets import docket_of
from mingheng.documents.queries import of_folder
from tests.cast import Cast
from tests.walking import walk

PARTY: dict[str, Any] = {
    "kind": "organisation", "name": "被改名的公司", "identity_number": "91230500MA1B3N1N2M", "legal_representative": "",
    "address": "假地址1号", "phone": "",
}  # fmt: skip


def test_a_case_keeps_its_party_as_it_was_registered_there(cast: Cast, client: Client) -> None:
    mine = walk(cast, "register_party")
    other = walk(cast, "check_lead")
    client.force_login(cast.handler)
    assert client.post(f"/cases/{other.ref}/steps/register_party/", PARTY).status_code == 302
    assert docket_of(mine).parties[0].name == "上海屿舟建筑工程有限公司"
    assert docket_of(other).parties[0].name == "被改名的公司"
    assert "被改名的公司" not in client.get(f"/cases/{mine.ref}/parties/").content.decode()


def test_a_step_page_shows_no_number_in_full(cast: Cast, client: Client) -> None:
    case = walk(cast, "register_party")
    client.force_login(cast.supervisor)
    page = client.get(f"/cases/{case.ref}/taken/3/").content.decode()
    assert "上海屿舟建筑工程有限公司" in page
    assert "91230500MA1B3N1N2M" not in page


def test_only_the_handler_reads_who_informed(cast: Cast, client: Client) -> None:
    client.force_login(cast.handler)
    lead = {
        "happened-day": "2026-09-01", "happened-minute": "10:00", "source": "complaint", "content": "夜间倾倒垃圾",
        "place": "澜水路", "informant": "举报人甲", "informant_contact": "13800000000",
    }  # fmt: skip
    ref = client.post("/cases/new/", lead)["Location"].rstrip("/").rpartition("/")[2]
    assert "举报人甲" in client.get(f"/cases/{ref}/taken/1/").content.decode()
    client.force_login(cast.supervisor)
    page = client.get(f"/cases/{ref}/taken/1/").content.decode()
    assert "举报人甲" not in page
    assert "只有承办人能看" in page


def test_only_who_handles_the_case_brings_the_signed_paper(cast: Cast, client: Client) -> None:
    case = walk(cast, "scene_record")
    place = f"/cases/{case.ref}/instruments/{of_folder(case.id)[-1].id}/scan/"
    client.force_login(cast.squad_legal_officer)
    assert client.post(place, {"scan": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}).status_code == 404


def test_a_used_form_with_other_words_is_not_taken_for_the_first(cast: Cast, client: Client) -> None:
    case = walk(cast, "check_lead")
    client.force_login(cast.handler)
    form = PARTY | {"token": str(uuid4()), "seen": str(case.steps)}
    assert client.post(f"/cases/{case.ref}/steps/register_party/", form).status_code == 302
    again = client.post(f"/cases/{case.ref}/steps/register_party/", form | {"address": "另一个地址"})
    assert again.status_code == 409
    assert "另一个地址" in again.content.decode()
    assert Step.objects.filter(case=case, act="register_party").count() == 1


def test_a_party_of_no_case_of_this_is_not_there(cast: Cast, client: Client) -> None:
    case = walk(cast, "scene_record")
    client.force_login(cast.handler)
    assert client.get(f"/cases/{case.ref}/steps/confirm_address/?party={uuid4()}").status_code == 404
