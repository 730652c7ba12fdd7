"""Whether and how a finding was answered, as columns of a query."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from mingheng.insight.queries.findings import findings
from mingheng.supervision.models import AnswerKind, FindingAnswer

if TYPE_CHECKING:
    from mingheng.insight.models import Finding

BROKEN = "broken"


def told(rows: "QuerySet[Finding]") -> "QuerySet[Finding]":
    """The findings with `settled`, `explained`, `reply` and `replies`: answers to what they say now."""
    to_this = FindingAnswer.objects.filter(finding=OuterRef("pk"), to=OuterRef("answer"))
    return rows.annotate(
        settled=Exists(to_this.filter(settles=True)),
        explained=Exists(to_this.filter(settles=False)),
        reply=Subquery(to_this.order_by("-settles", "-n").values("kind")[:1]),
        reply_by=Subquery(to_this.order_by("-settles", "-n").values("by")[:1]),
    )


def broken_now() -> "QuerySet[Finding]":
    """What the scan of all cases finds broken now, but for false alarms."""
    rows = told(findings().filter(gone=None, answer=BROKEN, case__isnull=False))
    false = {"settled": True, "reply": AnswerKind.FALSE_ALARM}
    return rows.exclude(**false)


def in_state(rows: "QuerySet[Finding]", state: str) -> "QuerySet[Finding]":
    """Those that wait for an answer, were explained and wait, were answered, or are gone; of none of these words, all that hold."""
    if state == "gone":
        return told(rows).filter(gone__isnull=False)
    rows = told(rows).filter(gone=None)
    wanted = {"open": {"settled": False}, "explained": {"settled": False, "explained": True}, "settled": {"settled": True}}
    return rows.filter(**wanted.get(state, {}))
