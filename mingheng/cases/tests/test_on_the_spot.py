"""A case decided on the spot: two forms, everything or nothing, and over to the ordinary procedure when it does not fit."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingheng.cases.models import Case, Draft, Step
from mingheng.documents.queries import of_folder
from mingheng.evidence import queries as evidence
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from tests.cast import Cast
from tests.scenarios.road import road
from tests.walking import picture, walk

NOW = datetime(2026, 9, 16, 10, 30, tzinfo=SHANGHAI)
PARTY = next(w["facts"] for w in road("simple")["road"] if w["act"] == "register_party")
FOUND = {
    "item": "设摊", "place": "云汀街道云汀路菜场东门", "found": "在人行道上设摊卖水果，占地约一平方米", "certain": "yes",
    "kind": "citizen", "name": PARTY["name"], "identity_number": PARTY["identity_number"], "address": PARTY["address"],
    "recording": "LJ-07", "id_shown": "on",
}  # fmt: skip
DECIDED = {
    "penalty": "150", "rights_told": "on", "statement": "none", "correction": "立即收摊", "corrected": "yes", "payment": "bank",
    "reconsideration_told": "on", "mode": "personal",
}  # fmt: skip


def found(cast: Cast, client: Client, **changed: Any) -> Any:
    client.force_login(cast.handler)
    pair = {"officers-first": str(cast.handler.pk), "officers-second": str(cast.partner.pk)}
    with clock.pretend(NOW):
        return client.post("/cases/on-the-spot/", FOUND | pair | {"token": str(uuid4()), "seen": "0"} | changed)


def decided(client: Client, case: Case, **changed: Any) -> Any:
    told = DECIDED | {"token": str(uuid4()), "seen": str(case.steps), "confirmed": "yes"} | changed
    with clock.pretend(NOW):
        return client.post(f"/cases/{case.ref}/on-the-spot/", told)


def test_two_forms_make_a_numbered_decision_that_is_handed_over(cast: Cast, client: Client) -> None:
    assert found(cast, client).status_code == 302
    case = Case.objects.get(procedure="simple")
    assert case.number
    assert case.number.startswith("澜城管简案〔2026〕")
    assert decided(client, case).status_code == 302
    acts = list(Step.objects.filter(case=case).order_by("n").values_list("act", flat=True))
    assert acts == [
        "register_lead", "register_party", "establish_facts", "tell_on_spot", "order_correction", "make_decision", "serve_decision",
        "recheck",
    ]  # fmt: skip
    case.refresh_from_db()
    assert case.turn == "report_on_spot"
    assert any(paper.title == "当场行政处罚决定书" and paper.number for paper in of_folder(case.id))


def test_the_second_form_offers_sums_of_the_benchmark_below_the_limit(cast: Cast, client: Client) -> None:
    found(cast, client)
    case = Case.objects.get(procedure="simple")
    page = client.get(f"/cases/{case.ref}/on-the-spot/").content.decode()
    assert 'value="100"' in page
    assert 'value="150"' in page
    assert 'value="200"' in page
    assert 'value="300"' not in page


def test_a_decision_is_looked_at_once_more_and_nothing_is_written_by_looking(cast: Cast, client: Client) -> None:
    found(cast, client)
    case = Case.objects.get(procedure="simple")
    with clock.pretend(NOW):
        looked = client.post(f"/cases/{case.ref}/on-the-spot/", DECIDED | {"token": str(uuid4()), "seen": str(case.steps)})
    assert "确认当场处罚" in looked.content.decode()
    assert case.step_rows.count() == 3


def test_a_sum_above_the_limit_changes_nothing_and_says_the_article(cast: Cast, client: Client) -> None:
    found(cast, client)
    case = Case.objects.get(procedure="simple")
    answer = decided(client, case, penalty="other", amount="201")
    assert answer.status_code == 422
    assert "第51条" in answer.content.decode()
    assert case.step_rows.count() == 3


def test_cash_above_the_limit_needs_its_reason(cast: Cast, client: Client) -> None:
    found(cast, client)
    case = Case.objects.get(procedure="simple")
    assert "第68条" in decided(client, case, payment="small", receipt="C-1").content.decode()
    assert case.step_rows.count() == 3
    reason = "流动摊贩，在本市没有固定住所，事后难以找到"
    assert decided(client, case, payment="hard", receipt="C-1", cash_reason=reason).status_code == 302
    assert case.step_rows.latest("n").act == "collect_cash"


def test_an_item_of_the_ordinary_procedure_opens_no_case_on_the_spot(cast: Cast, client: Client) -> None:
    answer = found(cast, client, item="night-construction")
    assert answer.status_code == 422
    assert "第51条" in answer.content.decode()
    assert not Case.objects.filter(procedure="simple").exists()


def test_one_officer_twice_is_no_pair(cast: Cast, client: Client) -> None:
    answer = found(cast, client, **{"officers-second": str(cast.suspended.pk)})
    assert "第42条" in answer.content.decode()
    assert not Case.objects.filter(procedure="simple").exists()


def test_a_form_sent_twice_counts_once(cast: Cast, client: Client) -> None:
    token = str(uuid4())
    assert [found(cast, client, token=token).status_code for _ in range(2)] == [302, 302]
    case = Case.objects.get(procedure="simple")
    again = str(uuid4())
    assert [decided(client, case, token=again).status_code for _ in range(2)] == [302, 302]
    assert case.step_rows.count() == 8


def test_a_case_turned_over_goes_on_as_an_ordinary_one_with_its_party(cast: Cast, client: Client) -> None:
    case = walk(cast, "establish_facts", procedure="simple")
    client.force_login(cast.handler)
    typed = {"ground": "over_limit", "explanation": "当事人一年内第四次设摊，应处罚款超出当场处罚的限额", "seen": str(case.steps)}
    with clock.pretend(NOW):
        answer = client.post(f"/cases/{case.ref}/steps/turn_to_ordinary/", typed | {"token": str(uuid4())})
    ordinary = Case.objects.get(procedure="ordinary")
    assert answer.headers["Location"] == f"/cases/{ordinary.ref}/"
    assert ordinary.party_links.get().name == PARTY["name"]
    assert ordinary.turn == "check_lead"
    case.refresh_from_db()
    assert case.closed


def test_the_whole_road_of_the_simple_procedure_can_be_walked(cast: Cast, client: Client) -> None:
    case = walk(cast, "archive_case", procedure="simple")
    assert case.closed
    client.force_login(cast.handler)
    for tab in ("", "timeline/", "documents/", "parties/"):
        assert client.get(f"/cases/{case.ref}/{tab}").status_code == 200
    listed = client.get("/cases/?procedure=simple&state=all").content.decode()
    assert case.number
    assert case.number in listed


def test_the_first_form_sent_again_in_other_words_opens_nothing_and_says_where_the_lead_is(cast: Cast, client: Client) -> None:
    sent = str(uuid4())
    first, twice = (found(cast, client, token=sent) for _ in range(2))
    assert first["Location"] == twice["Location"]
    other = found(cast, client, token=sent, name="倪阿土")
    assert other.status_code == 409
    case = Case.objects.get()
    assert f'href="/cases/{case.ref}/"' in other.content.decode()
    assert "倪阿土" in other.content.decode()


def test_what_is_typed_in_either_form_is_kept_until_it_is_sent(cast: Cast, client: Client) -> None:
    client.force_login(cast.handler)
    with clock.pretend(NOW):
        saved = client.post("/cases/on-the-spot/draft/", {"found": "在人行道上设摊卖水果"})
        assert saved.json() == {"saved": "10:30"}
        assert "在人行道上设摊卖水果" in client.get("/cases/on-the-spot/").content.decode()
    found(cast, client)
    case = Case.objects.get(procedure="simple")
    with clock.pretend(NOW):
        assert "在人行道上设摊卖水果" not in client.get("/cases/on-the-spot/").content.decode()
        client.post(f"/cases/{case.ref}/on-the-spot/draft/", {"discretion": "首次被查处，当场收摊"})
        assert "首次被查处，当场收摊" in client.get(f"/cases/{case.ref}/on-the-spot/").content.decode()
    decided(client, case)
    assert not Draft.objects.exists()


def test_a_picture_taken_on_the_spot_goes_into_the_case_with_the_first_form(cast: Cast, client: Client) -> None:
    assert found(cast, client, photos=picture()).status_code == 302
    case = Case.objects.get()
    assert [(piece.title, piece.maker) for piece in evidence.of_folder(case.id)] == [("现场照片", cast.handler.name)]
    assert Step.objects.filter(case=case).latest("n").act == "add_evidence"
    assert decided(client, case).status_code == 302


def test_a_picture_that_is_none_is_refused_and_nothing_is_opened(cast: Cast, client: Client) -> None:
    answer = found(cast, client, photos=SimpleUploadedFile("现场.jpg", b"MZ\x90\x00", "image/jpeg"))
    assert answer.status_code == 422
    assert Case.objects.count() == 0
