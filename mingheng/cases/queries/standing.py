"""How many cases stand open, and how many of them are late or nearly so."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from mingheng.cases.models import Case


@dataclass(frozen=True)
class InHand:
    """Filed cases that are not closed: all, those past their day, and those that are due soon."""

    open: int
    late: int
    near: int


def in_hand(today: date, near: date) -> InHand:
    """What stands open on a day; `near` is the last day that counts as soon. One query."""
    open_ = Case.objects.filter(closed=False, number__isnull=False)
    counted = open_.aggregate(
        open=Count("pk"), late=Count("pk", filter=Q(due__lt=today)), near=Count("pk", filter=Q(due__gte=today, due__lte=near))
    )
    return InHand(**counted)
