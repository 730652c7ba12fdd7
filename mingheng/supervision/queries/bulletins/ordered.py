"""Task orders of a period: made, due, reported in time."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Min, Q

from mingheng.kit.dates import day_of
from mingheng.supervision.models import TaskOrder
from mingheng.supervision.rules.bulletins.figures import Tally
from mingheng.supervision.rules.bulletins.periods import Period
from mingheng.supervision.rules.tasks import Doing, is_done


def orders_tallied(period: Period, began: datetime, ended: datetime) -> Iterator[Tally]:
    """The orders made in the time, and those due in it. Two queries."""
    for order in TaskOrder.objects.filter(opened_at__gte=began, opened_at__lt=ended).only("title", "period", "lies_with"):
        yield Tally("orders_made", order.lies_with, str(order.pk), _name(order))
    reported = Min("acts__at", filter=Q(acts__kind=Doing.REPORTED))
    due = TaskOrder.objects.filter(due__gte=period.since, due__lt=period.until).annotate(reported=reported)
    for order in due:
        name, ref = _name(order), str(order.pk)
        yield Tally("orders_due", order.lies_with, ref, name)
        kept = order.reported is not None and day_of(order.reported) <= order.due
        yield Tally("orders_in_time" if kept else "orders_late", order.lies_with, ref, name)
        if is_done(order.state, order.every):
            yield Tally("orders_accepted", order.lies_with, ref, name)


def _name(order: TaskOrder) -> str:
    return f"{order.title} {order.period}"
