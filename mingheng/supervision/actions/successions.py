"""Saying which squad stands in the place of one that was closed."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from mingheng.kit.dates import day_of
from mingheng.ledger import actions as ledger
from mingheng.organisation import queries as organisation
from mingheng.supervision.actions.tasks import NotYourOrder, OrderRefused
from mingheng.supervision.models import Succession
from mingheng.supervision.queries.squads import squads_now, without_successor
from mingheng.supervision.rules.tasks import OPENING

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@transaction.atomic
def name_successor(*, unit: str, successor: str, by: "Officer", at: datetime) -> Succession:
    """Say it once; it holds from the day the squad was closed. Raises NotYourOrder, OrderRefused."""
    if not organisation.authority(by, day_of(at)).holds(*OPENING):
        raise NotYourOrder(unit)
    gone = next((one for one in without_successor() if one.key == unit), None)
    if gone is None or gone.closed_on is None:
        raise OrderRefused("这个中队没有撤销，或者已经写明由谁承接。请刷新后再看")
    taker = squads_now().all.get(successor)
    if taker is None or taker.until is not None:
        raise OrderRefused("承接单位须是在用的中队，请另选一个", "successor")
    said = Succession.objects.create(unit=unit, successor=successor, since=gone.closed_on, by=by, at=at)
    facts = {"unit": unit, "successor": successor, "since": gone.closed_on.isoformat()}
    ledger.record(
        kind="squad:succeeded", chain=f"squad:{unit}", facts=facts, personal={}, by=f"o:{by.pk}", unit=f"u:{by.unit.key}",
        at=at, happened=None,
    )  # fmt: skip
    return said
