"""The number beside the menu."""

from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from mingheng.supervision.queries.answered import in_state

if TYPE_CHECKING:
    from mingheng.insight.models import Finding


def waiting_in(visible: "QuerySet[Finding]", *, running: bool) -> tuple[int, int]:
    """How many breaches wait for an answer, with `running` periods too, and how many of it are breaches. One query."""
    wanted = Q(answer__in=["broken", "pending"]) if running else Q(answer="broken")
    told = in_state(visible, "open").filter(wanted).aggregate(n=Count("id"), over=Count("id", filter=Q(answer="broken")))
    return told["n"], told["over"]
