"""Asking for a run: by a person, or by the night. The worker finds the row; asking twice is asking once."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from mingheng.insight.actions.alone import WRITING, hold
from mingheng.insight.models import Run
from mingheng.insight.queries.runs import night_is_due, under_way
from mingheng.kit.dates import day_of
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import WORKER, Json

if TYPE_CHECKING:
    from datetime import time

    from mingheng.organisation.models import Officer

CHAIN = "insight:runs"


@transaction.atomic
def request_scan(*, by: "Officer", at: datetime) -> Run:
    """Ask for a scan of all dockets as soon as may be; the run that waits or goes on already, where there is one."""
    hold(WRITING)
    run = under_way()
    if run is None:
        run = Run.objects.create(asked_by=by, asked_at=at, as_of=day_of(at))
        _recorded(run, f"o:{by.pk}", f"u:{by.unit.key}", at)
    return run


@transaction.atomic
def queue_scan(*, by: str, at: datetime) -> Run:
    """The same, asked for by the installation itself."""
    hold(WRITING)
    return under_way() or _queued(by, at)


@transaction.atomic
def plan_night(*, nightly: "time", at: datetime, by: str = WORKER) -> Run | None:
    """Put the run of this night in the queue, once; None when it is not due."""
    hold(WRITING)
    if under_way() is not None or not night_is_due(at, nightly):
        return None
    return _queued(by, at)


def _queued(by: str, at: datetime) -> Run:
    run = Run.objects.create(asked_at=at, as_of=day_of(at))
    _recorded(run, by, by, at)
    return run


def _recorded(run: Run, by: str, unit: str, at: datetime) -> None:
    facts: dict[str, Json] = {"run": run.pk, "as_of": run.as_of.isoformat()}
    ledger.record(kind="insight:asked", chain=CHAIN, facts=facts, personal={}, by=by, unit=unit, at=at, happened=None)
