"""The worklist: urgent first, only what waits for the reader, and as a file."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mingheng.desk.queries.worklist import Wanted, grouped
from mingheng.kit import clock
from mingheng.kit.display import Due, Task
from tests.cast import Cast
from tests.walking import walk

TASK = Task(
    "2026-1", "送达决定书", "某公司", "倾倒垃圾", "〔2026〕1号", "送达", Due("ok", "剩 9 日"), "/cases/2026-1/", unit="云汀"
)


def test_rows_stand_in_groups_by_urgency_and_empty_groups_are_left_out() -> None:
    late, held = replace(TASK, key="b", due=Due("over", "超期 1 日")), replace(TASK, key="c", due=Due("hold", "中止"))
    groups = grouped([TASK, late, held])
    assert [(group.state, [row.key for row in group.tasks]) for group in groups] == [("over", ["b"]), ("ok", ["2026-1", "c"])]


def test_a_filter_keeps_only_its_rows_and_its_link_takes_it_off() -> None:
    wanted = Wanted("handler", {"stage": ("送达",), "unit": ()})
    assert wanted.keeps(TASK)
    assert not wanted.keeps(replace(TASK, stage="立案"))
    assert wanted.href(stage=()) == "?part=handler"


def test_a_case_waits_for_its_handler_and_not_for_another_squad(cast: Cast, client: Client) -> None:
    case = walk(cast, "check_lead")
    client.force_login(cast.handler)
    assert case.ref in client.get(reverse("desk:worklist")).content.decode()
    client.force_login(cast.other_handler)
    assert case.ref not in client.get(reverse("desk:worklist")).content.decode()


def test_a_preview_of_a_strangers_case_is_not_there(cast: Cast, client: Client) -> None:
    case = walk(cast, "check_lead")
    there = reverse("desk:peek", args=[case.ref])
    client.force_login(cast.handler)
    part = client.get(there, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert case.ref in part or "下一步" in part
    assert "<html" in client.get(there).content.decode()
    client.force_login(cast.other_handler)
    assert client.get(there).status_code == client.get(reverse("desk:peek", args=["2026-999"])).status_code == 404


def test_the_numbers_beside_the_menu_count_what_waits(cast: Cast, client: Client) -> None:
    walk(cast, "check_lead")
    client.force_login(cast.handler)
    answer = client.get(reverse("desk:counts"))
    assert answer.json()["waiting"]["n"] == 1
    assert answer.json()["approvals"] == {"n": 0, "over": 0}
    assert "private" in answer.headers["Cache-Control"]


def test_the_ticked_rows_come_as_a_table(cast: Cast, client: Client) -> None:
    case = walk(cast, "check_lead")
    client.force_login(cast.handler)
    table = client.get(reverse("desk:worklist"), {"export": "1", "pick": case.ref}).content.decode("utf-8-sig")
    assert table.splitlines()[0].startswith("时限,")
    assert len(table.splitlines()) == 2
    assert len(client.get(reverse("desk:worklist"), {"export": "1", "pick": "none"}).content.decode().splitlines()) == 1


@pytest.mark.parametrize("words", ["屿舟", "行政处罚法 58", "垃圾", ""])
def test_a_search_answers_whatever_is_typed(cast: Cast, client: Client, words: str) -> None:
    walk(cast, "register_party")
    client.force_login(cast.handler)
    answer = client.get(reverse("desk:search"), {"q": words})
    assert answer.status_code == 200
    assert ("共" in answer.content.decode()) == bool(words)


def test_a_search_finds_a_party_by_two_characters_only_for_those_who_may_see_it(cast: Cast, client: Client) -> None:
    case = walk(cast, "register_party")
    client.force_login(cast.handler)
    assert f"/cases/{case.ref}/" in client.get(reverse("desk:search"), {"q": "屿舟"}).content.decode()
    client.force_login(cast.other_handler)
    assert f"/cases/{case.ref}/" not in client.get(reverse("desk:search"), {"q": "屿舟"}).content.decode()


def test_whoever_is_without_a_case_finds_an_empty_worklist(cast: Cast, client: Client) -> None:
    client.force_login(cast.law_administrator)
    assert "没有等你办的事项" in client.get(reverse("desk:worklist")).content.decode()


def test_the_worklist_costs_six_queries_besides_who_one_is(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    walk(cast, "register_party")
    client.force_login(cast.handler)
    client.get(reverse("desk:worklist"))
    who_one_is = 3  # session, person, duties
    with django_assert_max_num_queries(who_one_is + 6):
        client.get(reverse("desk:worklist"))


def test_today_is_not_asked_of_the_system_but_of_our_clock(cast: Cast, client: Client) -> None:
    client.force_login(cast.handler)
    body = client.get(reverse("desk:worklist")).content.decode()
    today: date = clock.today()
    assert f"{today.month}月{today.day}日" in body


def test_who_has_no_cases_is_sent_to_what_he_may_open(cast: Cast, client: Client) -> None:
    pages = {cast.handler: "cases:list", cast.system_administrator: "organisation:people", cast.law_administrator: "law:home"}
    for officer, name in pages.items():
        client.force_login(officer)
        shown = client.get(reverse("desk:worklist")).content.decode()
        assert ("看全部案件" in shown) == (name == "cases:list")
        assert f'<a href="{reverse(name)}">看' in shown
        assert client.get(reverse(name)).status_code == 200
