"""Giving the reviews that wait to reviewers by rule, and who is away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.cases.actions.making import Offer
from mingheng.cases.actions.steps import take_step
from mingheng.cases.models import ReviewerAbsence, Step
from mingheng.cases.rules import StepRefused
from mingheng.ledger import actions as ledger

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@dataclass(frozen=True)
class Distributed:
    """The steps taken, and for each case that nobody could take what stands against it."""

    given: tuple[Step, ...]
    left: tuple[tuple[UUID, StepRefused], ...]


@transaction.atomic
def distribute_reviews(*, cases: Iterable[UUID], by: "Officer", at: datetime) -> Distributed:
    """Give each of these cases a reviewer by rule, in the order of the list; a case that is refused keeps waiting.

    Raises NotYours when the person may not distribute.
    """
    given, left = [], []
    for case_id in cases:
        try:
            given.append(take_step(case_id=case_id, offer=Offer("distribute_review", {}), by=by, at=at))
        except StepRefused as refusal:
            left.append((case_id, refusal))
    return Distributed(tuple(given), tuple(left))


@transaction.atomic
def record_absence(*, officer: "Officer", since: date, until: date, reason: str, by: "Officer", at: datetime) -> ReviewerAbsence:
    """A reviewer is away on these days, both included; says it anew when the days change."""
    row = ReviewerAbsence.objects.create(officer=officer, since=since, until=until, reason=reason, by=by, at=at)
    ledger.record(
        kind="centre:absence", chain=f"reviewer:{officer.pk}",
        facts={"since": since.isoformat(), "until": until.isoformat()}, personal={"reason": reason},
        by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
    return row
