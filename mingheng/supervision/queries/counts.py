"""The number beside the menu."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from mingheng.supervision.queries.answered import in_state

if TYPE_CHECKING:
    from mingheng.insight.models import Finding


def waits(until: date | None) -> Q:
    """Of what is open: the breaches, and the periods that end by a day (None: all)."""
    running = Q(answer="pending") if until is None else Q(answer="pending", due__lte=until)
    return Q(answer="broken") | running


def waiting_in(visible: "QuerySet[Finding]", *, until: date | None) -> tuple[int, int]:
    """How many breaches and periods that end by a day (None: all) wait for an answer, and how many of it are breaches. One query."""
    told = in_state(visible, "open").filter(waits(until)).aggregate(n=Count("id"), over=Count("id", filter=Q(answer="broken")))
    return told["n"], told["over"]
