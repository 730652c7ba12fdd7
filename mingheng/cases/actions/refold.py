"""Recomputing what was provisional, after a calendar year was loaded."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from mingheng.cases.actions.steps import point
from mingheng.cases.models import Case
from mingheng.cases.queries.dockets import docket_of, open_provisional
from mingheng.law import queries as law
from mingheng.law.rules.position import position
from mingheng.ledger import actions as ledger

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@transaction.atomic
def refold_provisional(*, by: "Officer", at: datetime) -> int:
    """Fold again every open case with a provisional end; returns how many moved. Recorded as one act."""
    lawbook = law.lawbook()
    moved = []
    for case_id in open_provisional():
        case = Case.objects.select_for_update().get(pk=case_id)
        docket = docket_of(case)
        before = (case.due, case.provisional)
        point(case, docket, position(docket, lawbook), lawbook.items)
        if (case.due, case.provisional) != before:
            moved.append(case.ref)
    ledger.record(
        kind="cases:refolded", chain="cases:calendar", facts={"cases": moved}, personal={},
        by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
    return len(moved)
