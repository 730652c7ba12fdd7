"""Making the task orders of a day from the plan in force; twice gives the same."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from mingheng.kit.alone import hold
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.law.rules.calendar import LastDay, WorkingCalendar
from mingheng.law.rules.lawbook import Unit as Counted
from mingheng.law.rules.plans import Every, Level, OrderSpec, Plan
from mingheng.law.rules.reading import Lawbook
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import WORKER, Json, Said
from mingheng.organisation import queries as organisation
from mingheng.supervision.models import TASKS, TaskAct, TaskDay, TaskOrder
from mingheng.supervision.queries.auditing.tasks import as_ordered
from mingheng.supervision.queries.squads import squads_now
from mingheng.supervision.queries.tasks import owners_gone
from mingheng.supervision.rules.obligations.squads import Squads
from mingheng.supervision.rules.tasks import LEADS_TO, OPEN, Doing, span_of

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

CHAIN = "tasks"
MAKING = 0x6D68_7461_736B_0001  # "mhtask": a number nobody else in this database locks
GRACE = "supervision.order.grace.days"


@transaction.atomic
def open_orders(*, by: "Officer", at: datetime) -> TaskDay:
    """Make the orders that today asks for and that are not there yet, as a supervisor asks."""
    return _opened(f"o:{by.pk}", f"u:{by.unit.key}", at)


@transaction.atomic
def open_day(*, at: datetime, by: str = WORKER) -> TaskDay | None:
    """The same by the worker, once a day; None when today's were made."""
    if TaskDay.objects.filter(day=day_of(at)).exists():
        return None
    return _opened(by, by, at)


def _opened(by: str, unit: str, at: datetime) -> TaskDay:
    """New orders; those whose owner is out of office lie with their duty again, those of a merged squad go to its successor."""
    hold(MAKING)
    today, book, squads = day_of(at), law.lawbook(), squads_now()
    plan = book.plan(today)
    new = TaskOrder.objects.bulk_create(_new(plan, book, squads, today, at)) if plan else []
    moved = [*_passed_on(squads, today), *_given_back(today)]
    acts = [(order, Doing.OPENED, 1) for order in new] + [(order, kind, order.acts.count() + 1) for order, kind in moved]
    TaskAct.objects.bulk_create(TaskAct(order=order, n=n, kind=kind, at=at) for order, kind, n in acts)
    day, fresh = TaskDay.objects.get_or_create(day=today, defaults={"opened": len(new), "given_back": len(moved), "at": at})
    if acts or fresh:
        count: dict[str, Json] = {"day": today.isoformat(), "opened": len(new), "given_back": len(moved)}
        said = [Said("tasks:opened", CHAIN, count, {}, by, unit, at, refs={"lawbook": book.digest})]
        ledger.record_many(acts=[*said, *(_said(order, kind, by, unit, at) for order, kind, _ in acts)])
    return day


def _new(plan: Plan, book: Lawbook, squads: Squads, today: date, at: datetime) -> Iterator[TaskOrder]:
    """Orders of the periods today lies in that are not there yet; each lies with its duty."""
    calendar = WorkingCalendar(book.calendars.values())
    grace = int(str(book.value(GRACE, today).value))
    bureau, open_squads = (
        organisation.bureau().key,
        [key for key, one in squads.all.items() if one.until is None or one.until > today],
    )
    for spec, order in plan.orders.items():
        span = span_of(order.every, today)
        units = [bureau] if order.level is Level.BUREAU else sorted(open_squads)
        there = set(TaskOrder.objects.filter(spec=spec, period=span.name).values_list("unit", flat=True))
        due = calendar.end_of(span.ends, 0 if order.every is Every.DAY else grace, Counted.CALENDAR_DAYS, roll=True)
        head = {
            "spec": spec,
            "period": span.name,
            "begins": span.begins,
            "ends": span.ends,
            "opened_at": at,
            "lawbook": book.digest,
        }
        yield from (
            TaskOrder(unit=unit, lies_with=unit, **head, **_of_plan(plan, order, due)) for unit in units if unit not in there
        )


def _of_plan(plan: Plan, order: OrderSpec, due: LastDay) -> Mapping[str, object]:
    items = [list(pair) for pair in plan.checklist(order).items()]
    return {
        "plan": f"{plan.key}/{plan.since}", "title": order.title, "level": order.level.value, "duty": order.duty,
        "every": order.every.value, "due": due.day, "provisional": due.provisional, "items": items,
    }  # fmt: skip


def _passed_on(squads: Squads, today: date) -> Iterator[tuple[TaskOrder, Doing]]:
    """Open orders of squads in whose place another stands."""
    for order in _open(lies_with__in=[key for key in squads.all if squads.holder(key, today) != key]):
        order.lies_with, order.owner, order.state = squads.holder(order.lies_with, today), None, LEADS_TO[Doing.PASSED_ON]
        order.save(update_fields=["lies_with", "owner", "state"])
        yield order, Doing.PASSED_ON


def _given_back(today: date) -> Iterator[tuple[TaskOrder, Doing]]:
    """Open orders whose owner no longer holds their duty."""
    for order in owners_gone(_open(owner__isnull=False), today):
        order.owner, order.state = None, LEADS_TO[Doing.VACATED]
        order.save(update_fields=["owner", "state"])
        yield order, Doing.VACATED


def _open(**which: object) -> Iterable[TaskOrder]:
    return (
        TaskOrder.objects.select_for_update(of=("self",)).filter(state__in=OPEN, **which).select_related("owner").order_by("pk")
    )


def _said(order: TaskOrder, kind: Doing, by: str, unit: str, at: datetime) -> Said:
    facts: dict[str, Json] = {
        "spec": order.spec, "period": order.period, "unit": order.unit, "lies_with": order.lies_with, "due": order.due.isoformat(), "items": order.items,
    }  # fmt: skip
    if kind is Doing.OPENED:
        facts["order"] = as_ordered(order)
    return Said(f"task:{kind}", f"{TASKS}{order.pk}", facts, {}, by, unit, at, refs={"lawbook": order.lawbook})
