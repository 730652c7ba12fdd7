"""Giving leave to decide although the witnesses of the ledger are away."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from mingheng.cases.models import WitnessWaiver
from mingheng.cases.queries.witnessed import terms_on
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.ledger import actions as ledger

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

CHAIN = "record:waivers"


class WaiverRefused(ValueError):
    """The words are no reason; the message says what is wanting."""


@transaction.atomic
def waive_witnesses(*, reason: str, by: "Officer", at: datetime) -> WitnessWaiver:
    """Let decisions go on for as long as the lawbook allows at one time; goes out with the next checkpoint. Raises WaiverRefused."""
    if wanting := law.unargued(reason, day_of(at)):
        raise WaiverRefused(f"{wanting}。请写明哪些案件为什么不能等、见证中断的原因")
    until = at + terms_on(law.lawbook(), day_of(at)).waiver
    row = WitnessWaiver.objects.create(by=by, at=at, until=until, reason=reason)
    ledger.record(
        kind="record.waived", chain=CHAIN, facts={"until": until.isoformat(timespec="milliseconds")}, personal={"reason": reason},
        by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None, refs={"waiver": str(row.pk)},
    )  # fmt: skip
    return row
