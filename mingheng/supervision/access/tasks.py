"""Fetching task orders and asking whether one may, in one function: absent and forbidden are the same 404."""

from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404

from mingheng.organisation.rules import Authority, Duty
from mingheng.supervision.models import TaskOrder
from mingheng.supervision.queries.tasks import waiting_in
from mingheng.supervision.rules.tasks import OVERSEEING, READING

if TYPE_CHECKING:
    from django.db.models import QuerySet


def orders_for(held: Authority) -> "QuerySet[TaskOrder]":
    """What this person may see: all for those who supervise, those of his squads for their leader."""
    if held.holds(*OVERSEEING):
        return TaskOrder.objects.all()
    return TaskOrder.objects.filter(lies_with__in=held.reach(Duty.SQUAD_LEADER))


def order_for(held: Authority, pk: int) -> TaskOrder:
    """One order; Http404 when it does not exist or is not this person's to see."""
    found = orders_for(held).filter(pk=pk).select_related("owner").first()
    if found is None:
        raise Http404
    return found


def waiting_orders(held: Authority, today: date) -> tuple[int, int]:
    """How many open orders lie with this person's duties, and how many of them are late. One query, or none."""
    return waiting_in(orders_for(held), held.duties, today) if held.holds(*READING) else (0, 0)
