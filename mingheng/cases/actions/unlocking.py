"""Letting a case be worked on again, by a person who says why."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.cases.actions.differences import WRITING, chain_of
from mingheng.cases.actions.steps import NotYours
from mingheng.cases.models import AuditDifference, Case, CaseLock
from mingheng.cases.queries.auditing.locks import is_locked
from mingheng.cases.queries.auditing.whole import audit_one
from mingheng.cases.rules.audits import RESTORED, UNLOCKING
from mingheng.kit.alone import hold
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.ledger import actions as ledger
from mingheng.organisation import queries as organisation

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


class UnlockRefused(ValueError):
    """The case cannot be unlocked now; the message says why and what to do. Nothing was changed."""


@transaction.atomic
def unlock_case(*, case_id: UUID, category: str, reason: str, by: "Officer", at: datetime) -> CaseLock:
    """Unlock a case. What still differs is taken into account only where it was restored from the ledger.

    Raises NotYours, and UnlockRefused while it differs for another reason, when it is not locked, or without a reason.
    """
    if not organisation.authority(by, day_of(at)).holds(*UNLOCKING):
        raise NotYours("unlock")
    hold(WRITING)
    Case.objects.select_for_update().get(pk=case_id)
    if not is_locked(case_id):
        raise UnlockRefused("本案没有锁定，不用解除")
    if wanting := law.unargued(reason, day_of(at)):
        raise UnlockRefused(f"{wanting}。请写明查明的经过、由谁怎样恢复")
    left = audit_one(case_id).found
    if left and category != RESTORED:
        raise UnlockRefused(f"重新核对仍有 {len(left)} 处与存证不一致，不能解除。请先照存证恢复")
    lock = CaseLock.objects.create(
        case_id=case_id, kind=CaseLock.Kind.UNLOCKED, category=CaseLock.Category(category), count=len(left), by=by, at=at
    )
    marks = [one.fingerprint for one in left]
    standing = AuditDifference.objects.filter(case=case_id, gone=None)
    standing.filter(fingerprint__in=marks).update(accepted=lock)
    standing.exclude(fingerprint__in=marks).update(gone=at)
    ledger.record(
        kind="audit:unlocked", chain=chain_of(case_id), facts={"category": category, "differences": len(left)},
        personal={"reason": reason, "accepted": sorted(marks)}, by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
    return lock
