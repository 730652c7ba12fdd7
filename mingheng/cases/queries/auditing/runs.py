"""The audits there were, and whether one is due."""

from datetime import datetime, time
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from mingheng.cases.models import AuditDifference, AuditRun, Case, CaseLock
from mingheng.kit.dates import SHANGHAI

_OF_ALL = AuditRun.objects.exclude(kind=AuditRun.Kind.CASE)


def under_way() -> AuditRun | None:
    """The audit that waits or is going on, the one going on first."""
    return _OF_ALL.filter(state__in=[AuditRun.State.WAITING, AuditRun.State.RUNNING]).order_by("state", "id").first()


def latest_runs(number: int) -> list[AuditRun]:
    """The last audits of more than one case, the newest first. One query."""
    return list(_OF_ALL.select_related("asked_by").order_by("-id")[:number])


def last_upto() -> int:
    """The position up to which an audit came to its end."""
    upto: int = AuditRun.objects.filter(state=AuditRun.State.DONE).aggregate(upto=Max("upto"))["upto"] or 0
    return upto


def night_is_due(at: datetime, nightly: time) -> bool:
    """Whether the audit of this night is still to be made: its hour has come, there are cases, and none was asked for since.

    `nightly`: the local time of the nightly audit. One that failed counts as made: somebody has to look first.
    """
    now = at.astimezone(SHANGHAI)
    hour = datetime.combine(now.date(), nightly, SHANGHAI)
    if now < hour or _OF_ALL.filter(Q(asked_at__gte=hour) | Q(began_at__gte=hour)).exists():
        return False
    return Case.objects.exists()


def case_named(ref: str) -> UUID | None:
    """The case of a reference or a number."""
    return Case.objects.filter(Q(ref=ref) | Q(number=ref)).values_list("pk", flat=True).first()


def standing_differences() -> QuerySet[AuditDifference]:
    """What is not as it was recorded, and nobody has taken into account."""
    return AuditDifference.objects.filter(gone=None, accepted=None)


def lock_history(case: UUID) -> list[CaseLock]:
    """The lockings and unlockings of a case, the newest first. One query."""
    return list(CaseLock.objects.filter(case=case).select_related("by", "run").order_by("-id"))


def first_seen(case: UUID) -> dict[str, AuditDifference]:
    """What audits found in a case so far, by its fingerprint. One query."""
    rows = AuditDifference.objects.filter(case=case).select_related("first_run__asked_by")
    return {row.fingerprint: row for row in rows}
