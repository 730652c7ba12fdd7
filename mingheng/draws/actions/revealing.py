"""What the chance is made of: secrets that fit their commitments, and the public value where one is lacking."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.draws.actions.refusing import WITHOUT, DrawRefused, held
from mingheng.draws.models import CHAIN, PARTY, PublicValue, Reveal
from mingheng.draws.queries.draws import may_lapse, public_of, silent_parties
from mingheng.draws.queries.parties import sources_on
from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.plan import Plan
from mingheng.draws.rules.seeds import opens
from mingheng.draws.rules.sources import source_named
from mingheng.kit.dates import SHANGHAI, day_of
from mingheng.ledger import actions as ledger

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@transaction.atomic
def reveal_secret(*, draw_id: UUID, party: str, secret: str, by: "Officer | None", at: datetime) -> Reveal:
    """Take a party's secret, once; the same again is the one that was taken. Raises DrawRefused, Draw.DoesNotExist.

    `by` nobody: the party handed it in itself. That it fits the commitment shows that it is the party's.
    """
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
        by=f"o:{by.pk}" if by else PARTY, unit=f"u:{by.unit.key}" if by else PARTY, at=at, happened=None,
    )  # fmt: skip
    return reveal


@transaction.atomic
def take_public_value(*, draw_id: UUID, value: str, by: "Officer", at: datetime) -> PublicValue:
    """Take the public value as one person read it, once it is there and somebody is silent; it counts when two read the same.

    It is kept in its one spelling. Nobody reads twice; a third decides between two that differ. Raises DrawRefused, Draw.DoesNotExist.
    """
    draw = held(draw_id)
    plan, read = Plan.read(draw.plan), {one.by_id: one for one in draw.readings.all()}
    if public_of(draw):
        raise DrawRefused(f"公开数已由两人录入一致：{public_of(draw)}，不用再录")
    if by.pk in read:
        raise DrawRefused(f"你录入的是{read[by.pk].value}，要由另一人照公布的再录一遍，两人一致才作数")
    if not silent_parties(draw, plan):
        raise DrawRefused("各方都已揭示，不需要公开数")
    if at < draw.fallback_at:
        born = f"{draw.fallback_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
        raise DrawRefused(f"约定的公开数（{plan.terms.fallback}）要到 {born} 才产生")
    if may_lapse(draw):
        raise DrawRefused(WITHOUT)
    value = _spelled(value, plan, day_of(draw.at))
    public = PublicValue.objects.create(draw=draw, value=value, by=by, at=at)
    ledger.record(
        kind="draw:public_value", chain=f"{CHAIN}{draw.pk}",
        facts={"value": value, "named": plan.terms.fallback, "silent": list(silent_parties(draw, plan))}, personal={},
        by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
    return public


def _spelled(value: str, plan: Plan, day: date) -> str:
    try:
        return source_named(sources_on(day), plan.terms.fallback).spelled(value)
    except BadDraw as reason:
        raise DrawRefused(str(reason)) from reason
