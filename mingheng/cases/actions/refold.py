"""Recomputing what was provisional, once the working days of the year it falls in are loaded."""

from datetime import datetime

from django.db import transaction

from mingheng.cases.actions.steps import point
from mingheng.cases.models import Case
from mingheng.cases.queries.dockets import docket_of, provisional_in
from mingheng.law import queries as law
from mingheng.law.rules.position import position
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import WORKER


@transaction.atomic
def refold_provisional(*, at: datetime, by: str = WORKER) -> int:
    """Fold again every open case whose provisional end falls in a year now loaded; how many. Recorded as one act."""
    lawbook = law.lawbook()
    waiting = provisional_in(sorted(lawbook.calendars))
    if not waiting:
        return 0
    for case in Case.objects.select_for_update().filter(pk__in=waiting).order_by("pk"):
        docket = docket_of(case)
        point(case, docket, position(docket, lawbook), lawbook.items)
    ledger.record(
        kind="cases:refolded", chain="cases:calendar", facts={"cases": [str(pk) for pk in waiting]}, personal={},
        by=by, unit=by, at=at, happened=None, refs={"lawbook": lawbook.digest},
    )  # fmt: skip
    return len(waiting)
