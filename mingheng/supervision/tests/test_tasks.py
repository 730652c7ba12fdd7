"""Task orders: made once from the plan, taken, reported, returned, accepted; given back when their owner leaves."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.queries import chain_intact, unseal_chain
from mingheng.organisation.actions import close_unit, end_appointment
from mingheng.organisation.models import Appointment, Officer, Unit
from mingheng.supervision.actions import (
    NotYourOrder,
    OrderRefused,
    act_on_order,
    name_successor,
    open_day,
    open_orders,
)
from mingheng.supervision.models import TaskAct, TaskDay, TaskOrder
from mingheng.supervision.rules.tasks import Doing
from tests.cast import Cast

NOW = datetime(2026, 9, 25, 9, 0, tzinfo=SHANGHAI)
TEXT = "第三小组两人未按规定佩戴执法记录仪，已当场纠正，并在晨会上重申要求"
FINE, FAULT = "fine", "fault"


@pytest.fixture
def opened(cast: Cast) -> Cast:
    open_orders(by=cast.supervisor, at=NOW)
    return cast


def the(spec: str, unit: Unit) -> TaskOrder:
    return TaskOrder.objects.get(spec=spec, unit=unit.key)


def do(
    order: TaskOrder, kind: Doing, by: Officer, text: str = "", answer: str = FINE, at: datetime = NOW, seen: int | None = None
) -> TaskAct:
    return act_on_order(
        order_id=order.pk, kind=kind, answers=[answer] * len(order.items), text=text,
        seen=order.acts.count() if seen is None else seen, token=uuid4(), by=by, at=at,
    )  # fmt: skip


def test_the_plan_makes_orders_of_the_month_the_half_year_and_the_day(opened: Cast) -> None:
    assert the("month_casework", opened.bureau).period == "2026-09"
    assert the("half_year_casework", opened.bureau).period == "2026-H2"
    daily = the("squad_day", opened.squad)
    assert (daily.period, daily.due) == ("2026-09-25", date(2026, 9, 28))
    assert {order.unit for order in TaskOrder.objects.filter(level="squad")} == {opened.squad.key, opened.other_squad.key}
    assert chain_intact(f"task:{daily.pk}")


def test_a_deadline_on_a_holiday_is_the_next_working_day(opened: Cast) -> None:
    """The fifth of October 2026 lies in the national holiday, which ends on the seventh."""
    assert the("month_casework", opened.bureau).due == date(2026, 10, 8)


def test_made_twice_they_are_the_same(opened: Cast) -> None:
    before = set(TaskOrder.objects.values_list("pk", flat=True))
    open_orders(by=opened.supervisor, at=NOW + timedelta(minutes=1))
    assert open_day(at=NOW + timedelta(minutes=2)) is None
    assert set(TaskOrder.objects.values_list("pk", flat=True)) == before
    assert TaskDay.objects.count() == 1


def test_the_worker_makes_the_orders_of_the_next_day(opened: Cast) -> None:
    day = open_day(at=NOW + timedelta(days=1))
    assert day is not None
    assert day.opened == 2  # a daily check for each of two squads
    assert TaskOrder.objects.filter(spec="month_casework").count() == 1


def test_a_squad_leader_reports_the_daily_check_in_one_go(opened: Cast) -> None:
    order = the("squad_day", opened.squad)
    act = do(order, Doing.REPORTED, opened.squad_leader, TEXT, FAULT)
    order.refresh_from_db()
    assert (order.state, order.owner) == ("reported", opened.squad_leader)
    assert act.answers[0] == [order.items[0][0], FAULT]
    assert unseal_chain(f"task:{order.pk}") == {2: {"text": TEXT}}
    assert chain_intact(f"task:{order.pk}")


def test_the_leader_of_another_squad_and_a_supervisor_do_not_report_it(opened: Cast) -> None:
    for person in (opened.other_leader, opened.supervisor, opened.handler):
        with pytest.raises(NotYourOrder):
            do(the("squad_day", opened.squad), Doing.REPORTED, person)


def test_a_fault_needs_words_and_every_item_an_answer(opened: Cast) -> None:
    order = the("squad_day", opened.squad)
    with pytest.raises(OrderRefused, match="有问题"):
        do(order, Doing.REPORTED, opened.squad_leader, "属实", FAULT)
    with pytest.raises(OrderRefused, match="没有填完"):
        do(order, Doing.REPORTED, opened.squad_leader, answer="")
    assert order.acts.count() == 1


def test_a_report_is_returned_with_a_reason_reported_again_and_accepted(opened: Cast) -> None:
    order = the("squad_month", opened.squad)
    do(order, Doing.TAKEN, opened.squad_leader)
    do(order, Doing.REPORTED, opened.squad_leader)
    with pytest.raises(OrderRefused):
        do(order, Doing.RETURNED, opened.supervisor, "不行")
    do(order, Doing.RETURNED, opened.supervisor, "请补上八月立案的三件案件的核对结果，并说明超期的原因")
    do(order, Doing.REPORTED, opened.squad_leader, TEXT)
    do(order, Doing.ACCEPTED, opened.supervisor)
    order.refresh_from_db()
    assert order.state == "accepted"
    assert [act.kind for act in order.acts.all()] == ["opened", "taken", "reported", "returned", "reported", "accepted"]


def test_nobody_accepts_his_own_report(opened: Cast) -> None:
    order = the("month_casework", opened.bureau)
    do(order, Doing.REPORTED, opened.supervisor)
    with pytest.raises(NotYourOrder):
        do(order, Doing.ACCEPTED, opened.supervisor)
    do(order, Doing.ACCEPTED, opened.bureau_head)


def test_a_form_sent_twice_counts_once_and_an_old_page_is_told(opened: Cast) -> None:
    order, token = the("squad_day", opened.squad), uuid4()
    answers = [FINE] * len(order.items)
    for _ in range(2):
        act_on_order(
            order_id=order.pk, kind=Doing.REPORTED, answers=answers, text="", seen=1, token=token, by=opened.squad_leader, at=NOW
        )
    assert order.acts.count() == 2  # made, reported
    with pytest.raises(OrderRefused, match="刚刚动过"):
        do(order, Doing.RETURNED, opened.supervisor, TEXT, seen=1)


def test_an_owner_who_leaves_office_gives_the_order_back_to_its_duty(opened: Cast) -> None:
    order = the("squad_month", opened.squad)
    do(order, Doing.TAKEN, opened.squad_leader)
    end_appointment(
        appointment=Appointment.objects.get(officer=opened.squad_leader, duty="squad_leader"), by=opened.system_administrator,
        at=NOW + timedelta(hours=1),
    )  # fmt: skip
    open_day(at=NOW + timedelta(days=1))
    order.refresh_from_db()
    assert (order.state, order.owner) == ("waiting", None)
    assert [act.kind for act in order.acts.all()] == ["opened", "taken", "vacated"]


def test_a_closed_squads_orders_go_to_the_squad_that_succeeds_it(opened: Cast) -> None:
    order = the("squad_month", opened.other_squad)
    Officer.objects.filter(unit=opened.other_squad).update(unit=opened.squad)
    close_unit(unit=opened.other_squad, by=opened.system_administrator, at=NOW + timedelta(hours=1))
    name_successor(unit=opened.other_squad.key, successor=opened.squad.key, by=opened.supervisor, at=NOW + timedelta(hours=2))
    open_day(at=NOW + timedelta(days=1))
    order.refresh_from_db()
    assert (order.unit, order.lies_with) == (opened.other_squad.key, opened.squad.key)
    do(order, Doing.REPORTED, opened.squad_leader, at=NOW + timedelta(days=1))
    assert not TaskOrder.objects.filter(unit=opened.other_squad.key, period="2026-09-26").exists()


def test_only_a_closed_squad_has_a_successor_and_only_once(opened: Cast) -> None:
    with pytest.raises(OrderRefused, match="没有撤销"):
        name_successor(unit=opened.squad.key, successor=opened.other_squad.key, by=opened.supervisor, at=NOW)
    with pytest.raises(NotYourOrder):
        name_successor(unit=opened.squad.key, successor=opened.other_squad.key, by=opened.squad_leader, at=NOW)
