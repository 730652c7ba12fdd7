"""Saying since when a squad exists: it owes from that day on."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from mingheng.kit.alone import hold_name
from mingheng.kit.dates import day_of
from mingheng.ledger import actions as ledger
from mingheng.organisation import queries as organisation
from mingheng.supervision.actions.tasks import NotYourOrder, OrderRefused
from mingheng.supervision.models import FOUNDED, Founding
from mingheng.supervision.queries.squads import undated
from mingheng.supervision.rules.tasks import OPENING

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@transaction.atomic
def name_founding(*, unit: str, since: date, by: "Officer", at: datetime) -> Founding:
    """Say it once. Raises NotYourOrder, OrderRefused."""
    if not organisation.authority(by, day_of(at)).holds(*OPENING):
        raise NotYourOrder(unit)
    hold_name(f"{FOUNDED}{unit}")
    if unit not in {one.key for one in undated()}:
        raise OrderRefused("没有这个在用的中队，或者它的成立日已经写明。请刷新后再看")
    if since > day_of(at):
        raise OrderRefused("成立日在今天以后。请到成立那天再写", "since")
    said = Founding.objects.create(unit=unit, since=since, by=by, at=at)
    ledger.record(
        kind="founding:said", chain=f"{FOUNDED}{unit}", facts={"unit": unit, "since": since.isoformat()}, personal={}, by=f"o:{by.pk}",
        unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
    return said
