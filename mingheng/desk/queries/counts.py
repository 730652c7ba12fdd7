"""The numbers beside the menu, in three queries.

One more for those who read audits, one for those who read matters, one less for those without task orders.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from django.db.models import Count, Q

from mingheng.cases.access import cases_for
from mingheng.cases.queries.auditing.runs import standing_differences
from mingheng.cases.queries.tasks import APPROVALS, waiting_for
from mingheng.cases.rules.audits import READING as AUDITS
from mingheng.organisation.rules import Authority
from mingheng.supervision.access.findings import waiting_findings
from mingheng.supervision.access.matters import waiting_for as matters_waiting
from mingheng.supervision.access.reviews import waiting_sheets
from mingheng.supervision.access.tasks import waiting_orders
from mingheng.supervision.rules.matters import READERS as MATTERS

REVIEW = "legal_review"


class Waiting(TypedDict):
    """How many cases wait, and how many of them past their limit."""

    n: int
    over: int


def counts_of(held: Authority, today: date) -> dict[str, Waiting]:
    """Cases that wait for the reader: all, for his approval, for his legal review; findings that wait for an answer.

    For those who read audits also what is not as it was recorded.
    """
    rows = (
        waiting_for(cases_for(held), held)
        .order_by()
        .values_list("turn")
        .annotate(n=Count("id"), over=Count("id", filter=Q(due__lt=today)))
    )
    found = {turn: (n, over) for turn, n, over in rows}
    tasks, late = waiting_orders(held, today)
    findings, broken = waiting_findings(held, today)
    differing = standing_differences().count() if held.holds(*AUDITS) else 0
    return {
        "waiting": _sum(found.values()),
        "approvals": _sum(found[turn] for turn in found if turn in (*APPROVALS, REVIEW)),
        "reviews": _sum(found[turn] for turn in found if turn == REVIEW),
        "matters": _matters(held, today),
        "warnings": Waiting(n=findings, over=broken),
        "tasks": Waiting(n=tasks, over=late),
        "dossier_reviews": Waiting(n=waiting_sheets(held), over=0),
        "differences": Waiting(n=differing, over=differing),
    }


def _matters(held: Authority, today: date) -> Waiting:
    """Matters of supervision that wait for the reader; no query for who has no such page."""
    if not held.holds(*MATTERS):
        return Waiting(n=0, over=0)
    found = matters_waiting(held, today).aggregate(n=Count("pk"), over=Count("pk", filter=Q(due__lt=today)))
    return Waiting(n=found["n"], over=found["over"])


def _sum(pairs: Iterable[tuple[int, int]]) -> Waiting:
    counted = list(pairs)
    return Waiting(n=sum(n for n, _ in counted), over=sum(over for _, over in counted))
