"""Which cases are locked because they differ from the record."""

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from mingheng.cases.models import Case, CaseLock


def is_locked(case: UUID) -> bool:
    """Whether no step may be taken in the case now."""
    return CaseLock.objects.filter(case=case).order_by("-id").values_list("kind", flat=True).first() == CaseLock.Kind.LOCKED


def with_lock(cases: QuerySet[Case]) -> QuerySet[Any]:
    """The cases, each with the kind of its last locking or unlocking as `last_lock`: no statement more."""
    last = CaseLock.objects.filter(case=OuterRef("pk")).order_by("-id").values("kind")[:1]
    return cases.annotate(last_lock=Subquery(last))


def locked(case: Case) -> bool:
    """The same, without a statement where the case was read `with_lock`."""
    known = vars(case)
    return known["last_lock"] == CaseLock.Kind.LOCKED if "last_lock" in known else is_locked(case.pk)


def locked_cases() -> set[UUID]:
    """Every case that is locked."""
    last = CaseLock.objects.order_by("case", "-id").distinct("case").values_list("case", "kind")
    return {case for case, kind in last if kind == CaseLock.Kind.LOCKED}
