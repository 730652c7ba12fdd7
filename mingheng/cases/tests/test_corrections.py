"""Correcting a slip of the pen: chosen from a list in Chinese, said in Chinese on the page and on the paper."""

from datetime import datetime

from django.test import Client
from django.urls import reverse

from mingheng.cases.actions import Offer, take_step
from mingheng.cases.queries.dockets import docket_of
from mingheng.cases.queries.papers import paper_of
from mingheng.kit.dates import SHANGHAI
from mingheng.law import queries as law
from mingheng.organisation import queries as organisation
from tests.cast import Cast
from tests.walking import walk

AT = datetime(2026, 9, 10, 9, tzinfo=SHANGHAI)


def test_the_officer_chooses_what_to_correct_by_its_step_and_title(cast: Cast, client: Client) -> None:
    case = walk(cast, "scene_record")
    client.force_login(cast.handler)
    page = client.get(reverse("cases:step", args=[case.ref, "correct_record"])).content.decode()
    assert "现场检查笔录　检查地点：" in page
    assert 'name="corrects"' not in page
    assert "被询问人" not in page


def test_a_correction_sent_from_the_form_is_taken_and_said_in_chinese(cast: Cast, client: Client) -> None:
    case = walk(cast, "scene_record")
    scene = next(a for a in docket_of(case).acts if a.kind == "scene_record")
    client.force_login(cast.handler)
    typed = {
        "fact": f"{scene.n}·place",
        "corrected_value": "云汀街道澜水路东口",
        "reason": "地名用字笔误",
        "seen": str(case.steps),
    }
    answer = client.post(reverse("cases:step", args=[case.ref, "correct_record"]), typed)
    assert answer.status_code == 302, answer.content.decode()
    taken = client.get(reverse("cases:taken", args=[case.ref, scene.n + 1])).content.decode()
    assert "检查地点" in taken


def test_the_paper_names_the_place_and_the_words_before_and_after(cast: Cast) -> None:
    case = walk(cast, "scene_record")
    scene = next(a for a in docket_of(case).acts if a.kind == "scene_record")
    facts = {"corrects": str(scene.n), "fact": "place", "corrected_value": "云汀街道澜水路东口", "reason": "地名用字笔误"}
    take_step(case_id=case.id, offer=Offer("correct_record", facts), by=cast.handler, at=AT)
    docket = docket_of(case)
    data = paper_of(case, docket, docket.acts[-1], law.lawbook(), organisation.bureau()).data
    assert (data["fact"], data["former_value"], data["corrected_value"]) == (
        "检查地点",
        scene.facts["place"],
        "云汀街道澜水路东口",
    )
