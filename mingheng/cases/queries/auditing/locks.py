"""Which cases are locked because they differ from the record."""

from uuid import UUID

from mingheng.cases.models import CaseLock


def is_locked(case: UUID) -> bool:
    """Whether no step may be taken in the case now."""
    return CaseLock.objects.filter(case=case).order_by("-id").values_list("kind", flat=True).first() == CaseLock.Kind.LOCKED


def locked_cases() -> set[UUID]:
    """Every case that is locked."""
    last = CaseLock.objects.order_by("case", "-id").distinct("case").values_list("case", "kind")
    return {case for case, kind in last if kind == CaseLock.Kind.LOCKED}
