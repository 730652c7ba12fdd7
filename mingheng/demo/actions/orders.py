"""The running month's task orders: made on its first day, some taken and reported, one returned; daily checks of the last days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from mingheng.demo.actions.centre import Desk, Event
from mingheng.kit.dates import moment_of
from mingheng.organisation.rules import Duty
from mingheng.supervision import actions as supervision
from mingheng.supervision.queries.tasks import order_of
from mingheng.supervision.rules.tasks import Answer, Doing

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

DAYS = 3  # of which the daily checks are shown
EARLY, MORNING, NOON = time(8, 31), time(9, 20), time(12, 10)
SILENT = {0: 2, 2: 1}  # by days ago, how many squads' checks are not in: today's still may, the older one is late
FAULT = "一台执法记录仪无法开机，已送修并领用备用机，当日巡查没有使用故障设备"
REPORT = "抽查案卷时发现两件超过办案期限一半仍未调查终结，已提醒承办人并约定完成日期"
REASON = "请补充抽查的案件清单和每件的核对结果，只写结论不能作为月度督察的记录"


@dataclass(frozen=True)
class Told:
    """What is done to an order of a spec, a period and a unit, by somebody at a time; `fault` is the item something is wrong with."""

    spec: str
    period: str
    unit: str
    kind: Doing
    by: "Officer"
    at: datetime
    text: str = ""
    fault: int | None = None


def order_events(desk: Desk) -> Iterator[Event]:
    """The orders of the month and what was done to them up to the last day."""
    first = desk.last.replace(day=1)
    days = sorted({first, *(desk.day(ago) for ago in range(DAYS))})
    for day in days:
        at = moment_of(day, EARLY)
        yield at, partial(supervision.open_day, at=at)
    for told in (*_monthly(desk), *_daily(desk)):
        yield told.at, partial(_do, told)


def _monthly(desk: Desk) -> Iterator[Told]:
    supervisor, head = desk.staff.of_duty(Duty.SUPERVISOR)[0], desk.staff.of_duty(Duty.BUREAU_HEAD)[0]
    leader = desk.staff.of_duty(Duty.SQUAD_LEADER)[0]
    period = f"{desk.last:%Y-%m}"
    day, last = moment_of(desk.day(1), NOON), moment_of(desk.last, NOON)
    yield Told("month_force", period, "bureau", Doing.REPORTED, supervisor, day)
    yield Told("month_force", period, "bureau", Doing.ACCEPTED, head, last)
    yield Told("month_systems", period, "bureau", Doing.TAKEN, supervisor, day)
    yield Told("month_casework", period, "bureau", Doing.REPORTED, supervisor, last, REPORT, fault=1)
    yield Told("squad_month", period, leader.unit.key, Doing.REPORTED, leader, day)
    yield Told("squad_month", period, leader.unit.key, Doing.RETURNED, supervisor, last, REASON)


def _daily(desk: Desk) -> Iterator[Told]:
    leaders = desk.staff.of_duty(Duty.SQUAD_LEADER)
    days = dict.fromkeys([*(desk.day(ago) for ago in range(DAYS)), desk.last.replace(day=1)])
    for ago, day in enumerate(days):
        for number, leader in enumerate(leaders[: len(leaders) - SILENT.get(ago, 0)]):
            at = moment_of(day, MORNING) + timedelta(minutes=number)
            yield Told(
                "squad_day", day.isoformat(), leader.unit.key, Doing.REPORTED, leader, at, *((FAULT, 2) if number == ago else ())
            )


def _do(told: Told) -> None:
    order = order_of(told.spec, told.period, told.unit)
    answers = [Answer.FINE.value] * len(order.items)
    if told.fault is not None:
        answers[told.fault] = Answer.FAULT.value
    supervision.act_on_order(
        order_id=order.pk, kind=told.kind, answers=answers, text=told.text, seen=order.acts.count(), token=None, by=told.by,
        at=told.at,
    )  # fmt: skip
