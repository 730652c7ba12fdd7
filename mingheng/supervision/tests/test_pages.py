"""The pages of findings: what they show, to whom, and at what cost."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mingheng.cases.models import Case
from mingheng.insight.models import Finding, Run
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.organisation.models import Officer
from tests.cast import Cast
from tests.scanned import Scanned

REASON = "经核对案卷，法制审核耗时较长，已要求三日内作出决定并说明原因"
MOST_QUERIES = 9  # one of them for the alarm of what differs from the record


@pytest.fixture
def cast(scanned: Scanned) -> Cast:
    """The cast where its case was scanned."""
    return scanned.cast


@pytest.fixture
def case(scanned: Scanned) -> Iterator[Case]:
    """A case whose limits ran out long ago, scanned; it is the morning after."""
    with clock.pretend(datetime.combine(scanned.day + timedelta(days=1), time(9), SHANGHAI)):
        yield scanned.case


def browser(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def page(officer: Officer, address: str = "/warnings/") -> str:
    return browser(officer).get(address).content.decode()


def test_the_list_says_rule_case_and_lateness_and_costs_few_queries(
    cast: Cast, case: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser(cast.supervisor)
    client.get("/warnings/")
    with django_assert_max_num_queries(MOST_QUERIES):
        shown = client.get("/warnings/").content.decode()
    assert "办案期限" in shown
    assert str(case.number) in shown
    assert "超期" in shown
    assert "扫描完成" in shown


def test_it_is_found_by_case_and_filtered(cast: Cast, case: Case) -> None:
    assert "办案期限" in page(cast.supervisor, f"/warnings/?q={case.ref}")
    assert "没有符合的预警" in page(cast.supervisor, "/warnings/?q=没有这样的案件")
    assert "没有符合的预警" in page(cast.supervisor, "/warnings/?rule=nothing")
    assert "没有符合的预警" in page(cast.supervisor, f"/warnings/?unit={cast.other_squad.key}")
    assert "办案期限" in page(cast.supervisor, f"/warnings/?unit={cast.squad.key}&rule=decided-in-time&level=first&kind=duty")
    assert "办案期限超期" not in page(cast.supervisor, "/warnings/?answer=pending")


def test_what_a_scan_finds_in_the_small_hours_of_monday_is_new_this_week(cast: Cast, case: Case) -> None:
    Finding.objects.exclude(answer="broken").delete()
    small_hours = datetime(2026, 11, 23, 2, 0, tzinfo=SHANGHAI)
    Finding.objects.update(first_seen=small_hours)
    with clock.pretend(small_hours + timedelta(hours=7)):
        assert f"本周新发现 {Finding.objects.count()} 条" in page(cast.supervisor)
    with clock.pretend(small_hours + timedelta(days=7)):
        assert "本周新发现 0 条" in page(cast.supervisor)


def test_strange_words_in_the_address_do_no_harm(cast: Cast, case: Case) -> None:
    for query in ("page=x", "page=999999", "answer=%00", "level=x&kind=y&state=z", "q=%00", "rule=" + "x" * 999):
        assert browser(cast.supervisor).get(f"/warnings/?{query}").status_code == 200


def test_another_squad_sees_nothing_of_it(cast: Cast, case: Case) -> None:
    number = str(case.number)
    for officer in (cast.other_leader, cast.other_handler):
        assert number not in page(officer, "/warnings/?answer=all")
    assert number in page(cast.squad_leader, "/warnings/?answer=all")


def test_the_number_beside_the_menu_counts_what_waits(cast: Cast, case: Case) -> None:
    counted = browser(cast.supervisor).get("/counts/").json()["warnings"]
    assert counted["n"] == Finding.objects.filter(answer="broken", gone=None).count()
    assert browser(cast.other_leader).get("/counts/").json()["warnings"]["n"] == 0


def test_one_finding_opens_to_its_article_its_case_and_its_form(cast: Cast, case: Case) -> None:
    found = Finding.objects.get(rule="decided-in-time")
    shown = page(cast.supervisor, f"/warnings/{found.pk}/")
    assert "行政处罚法 第60条" in shown
    assert f"/cases/{case.ref}/" in shown
    assert "提交答复" in shown
    assert "提交答复" not in page(cast.bureau_head, f"/warnings/{found.pk}/")


def test_a_pattern_rests_on_the_acts_it_names_and_on_none_of_the_same_number(cast: Cast, case: Case) -> None:
    finding = Finding.objects.filter(case=case).first()
    assert finding is not None
    Finding.objects.filter(pk=finding.pk).update(n=2, others=f"{case.ref}#2 2026-9999#1")
    shown = page(cast.supervisor, f"/warnings/{finding.pk}/")
    assert "1 步</span>" in shown
    assert f"/cases/{case.ref}/taken/2/" in shown
    assert f"/cases/{case.ref}/taken/1/" not in shown


def test_what_is_about_the_catalogue_is_not_shown_as_a_case(cast: Cast, case: Case) -> None:
    Finding.objects.filter(case=case).update(case=None, ref="street-stall", kind="pattern", rule="item-unused", n=None, others="")
    finding = Finding.objects.filter(ref="street-stall").first()
    assert finding is not None
    shown = page(cast.supervisor, f"/warnings/{finding.pk}/")
    assert "<h2>执法事项</h2>" in shown
    assert "<dt>案号</dt>" not in shown


def test_an_answer_is_taken_told_and_read_again(cast: Cast, case: Case) -> None:
    found, client = Finding.objects.get(rule="decided-in-time"), browser(cast.supervisor)
    there = f"/warnings/{found.pk}/"
    form = {"kind": "confirmed", "reason": REASON, "token": str(uuid4()), "seen": "0"}
    assert client.post(there, form | {"reason": "属实"}).status_code == 422
    assert client.post(there, form).status_code == 302
    assert client.post(there, form).status_code == 302
    shown = client.get(there).content.decode()
    assert shown.count(REASON) == 1
    assert cast.supervisor.name in shown
    assert "办案期限超期" not in client.get("/warnings/?rule=decided-in-time").content.decode()
    late = client.post(there, form | {"token": str(uuid4())})
    assert late.status_code == 422
    assert f"{cast.supervisor.name}刚刚已经答复" in late.content.decode()


def test_a_scan_is_asked_for_once_and_shown(cast: Cast, case: Case) -> None:
    client = browser(cast.supervisor)
    for _ in range(2):
        assert client.post("/warnings/scan/").status_code == 302
    assert Run.objects.filter(state=Run.State.WAITING).count() == 1
    assert "等待后台任务开始" in client.get("/warnings/").content.decode()
    assert "hx-trigger" in client.get("/warnings/progress/").content.decode()
