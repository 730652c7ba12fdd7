"""The one end of a draw: drawn, or lapsed with a reason while nobody could know what it would be."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.draws.actions.refusing import WITHOUT, DrawRefused, held
from mingheng.draws.models import CHAIN, Draw, DrawEnd
from mingheng.draws.queries.draws import lots_of, may_lapse, public_of, silent_parties
from mingheng.draws.rules.plan import Plan
from mingheng.kit.dates import SHANGHAI, day_of
from mingheng.law import queries as law
from mingheng.ledger import actions as ledger

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@transaction.atomic
def draw_lots(*, draw_id: UUID, by: "Officer", at: datetime) -> DrawEnd:
    """Draw, once the chance is whole. Raises DrawRefused, Draw.DoesNotExist."""
    draw = held(draw_id)
    if silent := _waiting_for(draw):
        until = f"{draw.deadline.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
        if at <= draw.deadline:
            raise DrawRefused(f"{silent}还没有揭示随机数，期限到 {until}。齐了才能抽")
        named = Plan.read(draw.plan).terms.fallback
        remedy = WITHOUT if may_lapse(draw) else f"请两人分别录入约定的公开数（{named}），再抽"
        raise DrawRefused(f"{silent}没有在 {until} 以前揭示。{remedy}")
    lots = lots_of(draw)
    if not lots.opened:
        raise DrawRefused("保存的分派用随机数与封存时的承诺不符，可能被改动过，不能抽。请报告系统管理员，按存证核查这次抽取")
    end = DrawEnd.objects.create(
        draw=draw, kind=DrawEnd.Kind.DRAWN, outcome=lots.outcome.json(), digests=lots.digests(), by=by, at=at
    )
    ledger.record(
        kind="draw:drawn", chain=f"{CHAIN}{draw.pk}", facts={**lots.digests(), "picks": len(lots.outcome.picks)}, personal={},
        by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
    return end


@transaction.atomic
def let_lapse(*, draw_id: UUID, why: str, by: "Officer", at: datetime) -> DrawEnd:
    """End a draw undrawn, while nobody can know what it would be (`may_lapse`). Raises DrawRefused, Draw.DoesNotExist."""
    draw = held(draw_id)
    if not may_lapse(draw):
        raise DrawRefused("已经有一方揭示了随机数，可能有人已经算出结果，只能抽取，不能作废")
    if lacking := law.unargued(why, day_of(at)):
        raise DrawRefused(f"作废的理由：{lacking}。请写明为什么不抽了")
    end = DrawEnd.objects.create(draw=draw, kind=DrawEnd.Kind.LAPSED, why=why, by=by, at=at)
    ledger.record(
        kind="draw:lapsed", chain=f"{CHAIN}{draw.pk}", facts={"plan": draw.plan_digest}, personal={"why": why},
        by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
    return end


def _waiting_for(draw: Draw) -> str:
    """Who is silent with nothing in the place of it, in words; nothing where the chance is whole."""
    return "" if public_of(draw) else "、".join(silent_parties(draw, Plan.read(draw.plan)))
