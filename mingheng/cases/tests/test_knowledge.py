"""Answers and examples: published without names, replaced and never changed, found where they are needed."""

from datetime import date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mingheng.cases import actions
from mingheng.cases.models import HotQuestion, TypicalCase
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from tests.cast import Cast
from tests.walking import walk

NOW = datetime(2026, 9, 10, 9, 0, tzinfo=SHANGHAI)
SAID = {
    "question": "遗撒长度怎样测量", "answer": "用卷尺沿遗撒方向测量，两名执法人员和当事人签名。", "sources": "xzcf/46",
    "items-rows": "1", "items-0-item": "unsealed-bulk-transport",
}  # fmt: skip
LIST = 8


@pytest.fixture
def example(cast: Cast) -> TypicalCase:
    return actions.offer_example(
        title="运输渣土未密闭，一年内第二次", summary="【当事人】的车辆未密闭", items=["unsealed-bulk-transport"],
        wording={"explain_discretion.factors": "遗撒长度【多少】米，一年内第二次被查处，与同类案件相当"},
        since=date(2026, 9, 1), by=cast.centre_reviewer, at=NOW,
    )  # fmt: skip


def test_an_answer_is_published_and_found_by_its_item(cast: Cast, client: Client) -> None:
    client.force_login(cast.centre_reviewer)
    assert client.post("/centre/questions/new/", SAID).status_code == 302
    client.force_login(cast.handler)
    assert "遗撒长度怎样测量" in client.get("/centre/questions/?item=unsealed-bulk-transport").content.decode()
    assert "遗撒长度怎样测量" not in client.get("/centre/questions/?item=tree-felling").content.decode()
    assert "/centre/questions/?item=unsealed-bulk-transport" in client.get("/law/items/unsealed-bulk-transport/").content.decode()


def test_an_answer_is_replaced_and_the_earlier_one_stays_to_be_read(cast: Cast, client: Client) -> None:
    client.force_login(cast.centre_reviewer)
    client.post("/centre/questions/new/", SAID)
    first = HotQuestion.objects.get()
    client.post(f"/centre/questions/new/?replaces={first.pk}", SAID | {"answer": "改用激光测距仪，两名执法人员签名。"})
    page = client.get("/centre/questions/").content.decode()
    assert page.count("遗撒长度怎样测量") == 1
    assert "这个答复已被更新" in client.get(f"/centre/questions/{first.pk}/").content.decode()


@pytest.mark.parametrize("trace", ["13800001234", "91230500MA1B3N1N2M", "澜城管罚〔2026〕12号"])
def test_what_points_to_a_person_or_a_case_is_refused(cast: Cast, client: Client, trace: str) -> None:
    client.force_login(cast.centre_reviewer)
    answer = client.post("/centre/questions/new/", SAID | {"answer": f"见{trace}的处理"})
    assert answer.status_code == 422
    assert trace in answer.content.decode()
    assert not HotQuestion.objects.exists()


def test_an_unknown_article_is_refused(cast: Cast, client: Client) -> None:
    client.force_login(cast.centre_reviewer)
    answer = client.post("/centre/questions/new/", SAID | {"sources": "nothing/1"})
    assert "法律库里没有 nothing/1" in answer.content.decode()


def test_the_wording_of_an_example_is_taken_over_and_its_blanks_must_be_filled(
    cast: Cast, client: Client, example: TypicalCase
) -> None:
    case = walk(cast, "recheck")
    client.force_login(cast.handler)
    place = f"/cases/{case.ref}/steps/explain_discretion/"
    with clock.pretend(NOW):
        page = client.get(place).content.decode()
        assert f"example={example.pk}" in page
        party = case.party_links.get().party_id
        filled = client.get(f"{place}?party={party}&example={example.pk}").content.decode()
        assert "遗撒长度【多少】米" in filled
        sent = {"factors": "遗撒长度【多少】米，一年内第二次被查处", "amount": "9000", "seen": str(case.steps)}
        refused = client.post(f"{place}?party={party}", sent)
    assert refused.status_code == 422
    assert "还有没替换的占位：【多少】" in refused.content.decode()


def test_lists_stay_within_the_budget(
    cast: Cast, client: Client, example: TypicalCase, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.handler)
    for place in ("/centre/questions/", "/centre/examples/"):
        client.get(place)
        with django_assert_max_num_queries(LIST):
            assert client.get(place).status_code == 200


def test_an_answer_and_an_example_are_withdrawn_and_stay_to_be_read(cast: Cast, client: Client, example: TypicalCase) -> None:
    client.force_login(cast.centre_reviewer)
    client.post("/centre/questions/new/", SAID)
    answer = HotQuestion.objects.get()
    for kind, row, word in (("questions", answer, "遗撒长度怎样测量"), ("examples", example, example.title)):
        assert word in client.get(f"/centre/{kind}/").content.decode()
        assert client.post(f"/centre/{kind}/{row.pk}/withdraw/").status_code == 302
        assert f">{word}</a>" not in client.get(f"/centre/{kind}/").content.decode()
        assert "已经撤下" in client.get(f"/centre/{kind}/{row.pk}/").content.decode()
        assert client.post(f"/centre/{kind}/{row.pk}/withdraw/").status_code == 404
