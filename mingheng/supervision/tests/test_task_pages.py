"""The pages of task orders: who sees what, the checklist as a form, what is refused stays typed."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client

from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.supervision.actions import act_on_order, open_orders
from mingheng.supervision.models import TaskOrder
from mingheng.supervision.rules.tasks import Doing
from mingheng.supervision.tests.reviewed import another_supervisor
from mingheng.supervision.tests.test_sent_before import sent, stays
from tests.cast import Cast

NOW = datetime(2026, 9, 25, 9, 0, tzinfo=SHANGHAI)
REPORT = "抽查三件，均在办案期限以内"


@pytest.fixture
def opened(cast: Cast) -> Cast:
    with clock.pretend(NOW):
        open_orders(by=cast.supervisor, at=NOW)
    return cast


def typed(order: TaskOrder, answer: str, **more: str) -> dict[str, str]:
    return {f"item_{n}": answer for n in range(len(order.items))} | {"do": "reported", "seen": "1", "text": ""} | more


def test_a_supervisor_sees_all_a_leader_his_squads(opened: Cast, client: Client) -> None:
    client.force_login(opened.supervisor)
    page = client.get("/supervision/tasks/").content.decode()
    assert "执法办案月度督察" in page
    assert opened.other_squad.short_name in page
    client.force_login(opened.squad_leader)
    page = client.get("/supervision/tasks/").content.decode()
    assert "中队每日自查" in page
    assert "执法办案月度督察" not in page
    other = TaskOrder.objects.filter(unit=opened.other_squad.key)[0]
    assert client.get(f"/supervision/tasks/{other.pk}/").status_code == 404


def test_a_daily_check_is_filled_in_and_shown_as_done(opened: Cast, client: Client) -> None:
    order = TaskOrder.objects.get(spec="squad_day", unit=opened.squad.key)
    client.force_login(opened.squad_leader)
    with clock.pretend(NOW):
        refused = client.post(f"/supervision/tasks/{order.pk}/", typed(order, "fault", text="不好"))
        assert refused.status_code == 422
        assert "不好" in refused.content.decode()
        assert "情况说明：检查表里有“有问题”的：不少于 15 字" in refused.content.decode()
        assert client.post(f"/supervision/tasks/{order.pk}/", typed(order, "fine")).status_code == 302
        page = client.get(f"/supervision/tasks/{order.pk}/").content.decode()
    assert "已完成" in page
    assert "没有问题" in page


def test_a_supervisor_returns_a_report_with_his_reason(opened: Cast, client: Client) -> None:
    order = TaskOrder.objects.get(spec="squad_month", unit=opened.squad.key)
    with clock.pretend(NOW):
        client.force_login(opened.squad_leader)
        client.post(f"/supervision/tasks/{order.pk}/", typed(order, "none"))
        client.force_login(opened.supervisor)
        reason = "请补上八月立案的三件案件的核对结果，并说明超期的原因"
        client.post(f"/supervision/tasks/{order.pk}/", {"do": "returned", "seen": "2", "text": reason})
        page = client.get(f"/supervision/tasks/{order.pk}/").content.decode()
    assert reason in page
    assert "已退回" in page


def test_who_is_overtaken_is_told_by_whom_and_keeps_what_was_typed(opened: Cast, client: Client) -> None:
    colleague = another_supervisor(opened, "LJ0402", "梁予安")
    order = TaskOrder.objects.get(spec="month_casework")
    client.force_login(opened.supervisor)
    before = order.acts.count()
    act_on_order(order_id=order.pk, kind=Doing.TAKEN, answers=(), text="", seen=before, token=None, by=colleague, at=NOW)
    with clock.pretend(NOW):
        for _ in range(2):
            answer = client.post(f"/supervision/tasks/{order.pk}/", typed(order, "fine", text=REPORT, seen=str(before)))
            assert answer.status_code == 422
            assert "梁予安刚刚动过这张任务单" in answer.content.decode()
            assert REPORT in answer.content.decode()
    assert order.acts.count() == before + 1


def test_the_button_makes_todays_orders(cast: Cast, client: Client) -> None:
    client.force_login(cast.supervisor)
    with clock.pretend(NOW):
        client.post("/supervision/tasks/open/")
        page = client.get("/supervision/tasks/").content.decode()
    assert "中队每日自查" in page


def test_a_report_from_the_page_one_took_the_order_at_is_not_said_to_be_in(opened: Cast, client: Client) -> None:
    order, token = TaskOrder.objects.get(spec="month_casework"), uuid4()
    address = f"/supervision/tasks/{order.pk}/"
    client.force_login(opened.supervisor)
    with clock.pretend(NOW):
        assert [sent(client, address, {"do": "taken", "seen": "1"}, token)[0] for _ in range(2)] == [302, 302]
        status, page = sent(client, address, typed(order, "fine", text=REPORT), token)
        assert status == 422
        stays(page, token, REPORT, "当时收下的是“领取”")
        assert sent(client, address, typed(order, "fine", text=REPORT, seen="2"), uuid4())[0] == 302
    assert [act.kind for act in order.acts.all()] == [Doing.OPENED, Doing.TAKEN, Doing.REPORTED]


def test_another_report_from_the_page_of_one_is_refused(opened: Cast, client: Client) -> None:
    order, token = TaskOrder.objects.get(spec="month_casework"), uuid4()
    address = f"/supervision/tasks/{order.pk}/"
    client.force_login(opened.supervisor)
    with clock.pretend(NOW):
        given = typed(order, "fine", text=REPORT)
        assert [sent(client, address, given, token)[0] for _ in range(2)] == [302, 302]
        status, page = sent(client, address, given | {"text": "另抽查两件，其中一件超期"}, token)
    assert status == 422
    stays(page, token, "另抽查两件，其中一件超期", "当时收下的是“上报”", REPORT)


def test_who_reported_and_sends_another_report_is_told_that_it_cannot_be_any_more(opened: Cast, client: Client) -> None:
    order = TaskOrder.objects.get(spec="squad_month", unit=opened.squad.key)
    address = f"/supervision/tasks/{order.pk}/"
    client.force_login(opened.squad_leader)
    with clock.pretend(NOW):
        assert sent(client, address, typed(order, "none"), uuid4())[0] == 302
        status, page = sent(client, address, typed(order, "fine", text=REPORT), uuid4())
    assert status == 422
    assert "你自己刚刚动过这张任务单（上报），现在不能再上报" in page
    assert REPORT in page
