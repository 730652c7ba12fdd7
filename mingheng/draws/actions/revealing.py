"""What the chance is made of: secrets that fit their commitments, and the public value where one is lacking."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.draws.actions.refusing import DrawRefused, held
from mingheng.draws.models import CHAIN, PublicValue, Reveal
from mingheng.draws.queries.draws import public_of, silent_parties
from mingheng.draws.rules.plan import Plan
from mingheng.draws.rules.seeds import opens
from mingheng.kit.dates import SHANGHAI
from mingheng.ledger import actions as ledger

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@transaction.atomic
def reveal_secret(*, draw_id: UUID, party: str, secret: str, by: "Officer", at: datetime) -> Reveal:
    """Take a party's secret, once; the same again is the one that was taken. Raises DrawRefused, Draw.DoesNotExist."""
    draw = held(draw_id)
    commitments = {one.name: one.commitment for one in Plan.read(draw.plan).terms.parties}
    if party not in commitments:
        raise DrawRefused(f"{party}不是这次抽取的承诺方")
    if not opens(party, secret, commitments[party]):
        raise DrawRefused(f"这个随机数与{party}事先提交的承诺不符。请核对是不是这一次的、有没有抄漏；不符的不能采用")
    again = draw.reveals.filter(party=party).first()
    if again is not None:
        return again
    if at > draw.deadline:
        raise DrawRefused("揭示期限已过。为了不让任何一方先看公开数再决定，逾期的随机数不再采用，请录入约定的公开数")
    reveal = Reveal.objects.create(draw=draw, party=party, secret=secret, by=by, at=at)
    ledger.record(
        kind="draw:revealed", chain=f"{CHAIN}{draw.pk}", facts={"party": party, "secret": secret}, personal={},
        by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
    return reveal


@transaction.atomic
def take_public_value(*, draw_id: UUID, value: str, by: "Officer", at: datetime) -> PublicValue:
    """Take the public value named with the plan, once it is there and somebody is silent. Raises DrawRefused, Draw.DoesNotExist."""
    draw = held(draw_id)
    plan = Plan.read(draw.plan)
    taken = public_of(draw)
    if taken is not None:
        raise DrawRefused(f"{taken.by.name}已经录入公开数：{taken.value}。录错了的，抽取以后写明理由另行封存一次")
    if not silent_parties(draw, plan):
        raise DrawRefused("各方都已揭示，不需要公开数")
    if at < draw.fallback_at:
        born = f"{draw.fallback_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
        raise DrawRefused(f"约定的公开数（{plan.terms.fallback}）要到 {born} 才产生")
    public = PublicValue.objects.create(draw=draw, value=value, by=by, at=at)
    ledger.record(
        kind="draw:public_value", chain=f"{CHAIN}{draw.pk}",
        facts={"value": value, "named": plan.terms.fallback, "silent": list(silent_parties(draw, plan))}, personal={},
        by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
    return public
