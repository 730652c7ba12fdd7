"""Reading task orders."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Count, Q, QuerySet

from mingheng.organisation import queries as organisation
from mingheng.supervision.models import TaskOrder
from mingheng.supervision.rules.tasks import OPEN, Standing, holds_duty


def standing_of(order: TaskOrder) -> Standing:
    """What of an order decides who may do what."""
    return Standing(order.level, order.duty, order.lies_with, order.every, order.state, order.owner_id)


def order_of(spec: str, period: str, unit: str) -> TaskOrder:
    """The order of a unit by its key in the plan and its period. Raises TaskOrder.DoesNotExist."""
    return TaskOrder.objects.get(spec=spec, period=period, unit=unit)


def owners_gone(orders: Iterable[TaskOrder], today: date) -> Iterator[TaskOrder]:
    """Those of the orders whose owner no longer holds their duty today."""
    for order in orders:
        if order.owner is not None and not holds_duty(organisation.authority(order.owner, today), standing_of(order)):
            yield order


def waiting_in(visible: QuerySet[TaskOrder], duties: Iterable[str], today: date) -> tuple[int, int]:
    """How many open orders lie with these duties, and how many of them are past their day. One query."""
    lying = visible.filter(state__in=OPEN, duty__in=list(duties))
    told = lying.aggregate(n=Count("id"), over=Count("id", filter=Q(due__lt=today)))
    return told["n"], told["over"]
