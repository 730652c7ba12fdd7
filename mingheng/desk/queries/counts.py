"""The numbers beside the menu, in three queries; one more for those who read audits, one less for those without task orders."""

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
from mingheng.supervision.access.tasks import waiting_orders

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
    findings, broken = waiting_findings(held)
    differing = standing_differences().count() if held.holds(*AUDITS) else 0
    return {
        "waiting": _sum(found.values()),
        "approvals": _sum(found[turn] for turn in found if turn in (*APPROVALS, REVIEW)),
        "reviews": _sum(found[turn] for turn in found if turn == REVIEW),
        "warnings": Waiting(n=findings, over=broken),
        "tasks": Waiting(n=tasks, over=late),
        "differences": Waiting(n=differing, over=differing),
    }


def _sum(pairs: Iterable[tuple[int, int]]) -> Waiting:
    counted = list(pairs)
    return Waiting(n=sum(n for n, _ in counted), over=sum(over for _, over in counted))
