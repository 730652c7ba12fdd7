"""Taking a case's bundle away, which is always on record: it holds identity numbers in full."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from mingheng.cases.models import Case
from mingheng.documents.rules.recorded import EXPORTED, papers_chain
from mingheng.ledger import actions as ledger
from mingheng.subjects.rules import check_purpose

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@transaction.atomic
def take_bundle(*, case: Case, purpose: str, by: "Officer", at: datetime) -> None:
    """Record who takes the bundle of a case and what for, before a byte of it is sent. Raises PartyRefused without a purpose."""
    stated = check_purpose(purpose)
    ledger.record(
        kind=EXPORTED, chain=papers_chain(case.id), facts={"case": case.ref}, personal={"purpose": stated},
        by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
