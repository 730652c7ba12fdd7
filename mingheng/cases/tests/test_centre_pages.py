"""The centre's queue: by place and by field, with age, limit and holder, within the budget of a list."""

from datetime import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mingheng.cases import actions
from mingheng.cases.actions import Offer
from mingheng.cases.tests.bench_of_reviewers import LATER, NEXT, distribute, review, reviewer, waiting
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from tests.cast import Cast
from tests.walking import walk

LIST = 8
CENTRE = "/centre/"


@pytest.fixture
def head(cast: Cast, client: Client) -> Client:
    client.force_login(cast.bureau_head)
    return client


def shown(client: Client, place: str = CENTRE) -> str:
    with clock.pretend(LATER.astimezone(SHANGHAI)):
        answer = client.get(place)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_case_sent_to_review_stands_in_the_queue_with_how_long_it_waits(cast: Cast, head: Client) -> None:
    case = waiting(cast)
    page = shown(head)
    assert case.ref in page
    assert "2 天" in page
    assert "还没有分配" in page


def test_the_queue_goes_by_place_or_by_field(cast: Cast, head: Client) -> None:
    waiting(cast)
    assert "云汀街道中队</a><progress" in shown(head)
    assert "建筑垃圾</a><progress" in shown(head, "/centre/?by=field")
    assert "没有等待的案件" in shown(head, "/centre/?by=place&group=shifang")


def test_ticked_reviews_are_given_out_and_the_holder_is_shown(cast: Cast, head: Client) -> None:
    case = waiting(cast)
    with clock.pretend(NEXT):
        answer = head.post("/centre/distribute/", {"pick": [case.ref], "back": "/centre/?by=field"})
    assert answer["Location"] == "/centre/?by=field"
    assert "沈知行" in shown(head)


def test_a_head_also_sees_what_waits_for_his_signature(cast: Cast, head: Client) -> None:
    walk(cast, "propose_filing")
    assert "审批立案" in shown(head)


def test_a_reviewer_is_not_shown_what_is_the_heads_to_sign(cast: Cast, client: Client) -> None:
    walk(cast, "propose_filing")
    client.force_login(cast.centre_reviewer)
    assert "审批立案" not in shown(client)


def test_the_load_of_each_reviewer_is_shown_and_who_is_away(cast: Cast, head: Client) -> None:
    reviewer(cast, "LJ0202", "柳岸")
    distribute(cast, waiting(cast))
    with clock.pretend(LATER):
        said = {"officer": str(cast.centre_reviewer.pk), "since": "2026-09-16", "until": "2026-09-18", "reason": "外出培训"}
        assert head.post("/centre/reviewers/", said).status_code == 302
        page = shown(head, "/centre/reviewers/")
    assert "沈知行 在手 1 件" in page
    assert "不在岗</span>" in page


def test_an_absence_that_ends_before_it_begins_is_refused_with_its_field(cast: Cast, head: Client) -> None:
    said = {"officer": str(cast.centre_reviewer.pk), "since": "2026-09-18", "until": "2026-09-16", "reason": "外出培训"}
    answer = head.post("/centre/reviewers/", said)
    assert answer.status_code == 422
    assert "早于开始的日期" in answer.content.decode()


def test_a_returned_case_shows_its_points_where_it_is_mended_and_where_it_is_judged_again(cast: Cast, client: Client) -> None:
    case = walk(cast, "propose_decision")
    back = {"opinion": "return", "reason": "材料不全，请补正后再报", "points": [{"point": "遗撒长度没有测量记录"}]}
    with clock.pretend(date_of(22)):
        actions.take_step(case_id=case.id, offer=Offer("approve_decision", back), by=cast.bureau_head, at=date_of(22))
        client.force_login(cast.handler)
        places = (f"/cases/{case.ref}/", f"/cases/{case.ref}/steps/propose_decision/")
        assert all("遗撒长度没有测量记录" in client.get(place).content.decode() for place in places)
        again = Offer("propose_decision", {"opinion": "已补充测量记录，事实清楚，建议罚款九千元"})
        actions.take_step(case_id=case.id, offer=again, by=cast.handler, at=date_of(22))
        client.force_login(cast.bureau_head)
        assert "已经再报（报请处罚决定）" in client.get(f"/cases/{case.ref}/steps/approve_decision/").content.decode()
        assert "退回过 1 次" in client.get(CENTRE).content.decode()


def test_a_review_that_passed_leaves_the_queue(cast: Cast, head: Client) -> None:
    case = waiting(cast)
    review(case, cast.centre_reviewer)
    assert f"/cases/{case.ref}/" not in shown(head, "/centre/?kind=legal_review")


def test_the_queue_and_the_reviewers_stay_within_the_budget_of_a_list(
    cast: Cast, head: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    distribute(cast, waiting(cast))
    waiting(cast)
    for place in (CENTRE, "/centre/?by=field", "/centre/reviewers/"):
        shown(head, place)
        with django_assert_max_num_queries(LIST):
            shown(head, place)


def date_of(day: int) -> datetime:
    return LATER.replace(day=day)
