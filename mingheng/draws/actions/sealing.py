"""Sealing: the list, the plan and the commitments are fixed and recorded before anybody can know the chance."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.draws.actions.refusing import DrawRefused
from mingheng.draws.models import CHAIN, Draw
from mingheng.draws.queries.draws import draws, end_of, last_draw
from mingheng.draws.queries.parties import least_on, most_on, parties_on, sources_on
from mingheng.draws.rules import terms as rules
from mingheng.draws.rules.assigning import Assigning
from mingheng.draws.rules.bounds import bounded
from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.frame import Frame, Member
from mingheng.draws.rules.layers import Layer
from mingheng.draws.rules.plan import Follows, LeftOut, Plan
from mingheng.draws.rules.seeds import blind_commitment
from mingheng.draws.rules.sources import from_day
from mingheng.kit.alone import hold_name
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import EntryRefused

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
BLIND = 32  # bytes


@dataclass(frozen=True, slots=True)
class Terms:
    """What the chance will come from: the commitment of each party, until when they reveal, and what stands in for one who does not.

    `source` is the name of the public value in reserve, `fallback_at` when it is there: the first published from that day on.
    """

    commitments: Sequence[tuple[str, str]]
    deadline: datetime
    source: str
    fallback_at: datetime

    def sealed(self) -> rules.Terms:
        """As it stands in the plan. Raises BadDraw."""
        parties = tuple(rules.Party(name, rules.digest(commitment, f"{name}的承诺")) for name, commitment in self.commitments)
        return rules.Terms(
            parties, _moment(self.deadline), from_day(self.source, day_of(self.fallback_at)), _moment(self.fallback_at)
        )


@transaction.atomic
def seal_draw(
    *,
    purpose: str,
    period: str,
    title: str,
    members: Iterable[Member],
    layers: Sequence[Layer],
    terms: Terms,
    left_out: Sequence[LeftOut] = (),
    assigning: Assigning | None = None,
    follows: UUID | None = None,
    why: str = "",
    token: UUID | None = None,
    by: "Officer",
    at: datetime,
) -> Draw:
    """Seal a draw; of a form sent twice, the one that was sealed.

    `purpose` and `period` are keys: one draw for both, unless it `follows` the last one, which has ended, and says why.
    `left_out` is what belongs to the period and is not in the list. Who is
    assigned is committed to a blind made here, before there is any chance. Raises DrawRefused.
    """
    hold_name(f"{CHAIN}{purpose}/{period}")
    again = draws().filter(token=token).first() if token else None
    if again is not None:
        return again
    earlier = _earlier(purpose, period, follows, why, day_of(at))
    _refuse_chance(terms, at)
    blind = secrets.token_hex(BLIND) if assigning else ""
    if assigning:
        assigning = replace(assigning, commitment=blind_commitment(blind))
    try:
        frame = Frame.read(Frame.of(members).json())
        plan = Plan(
            title, purpose, period, frame.root, len(frame.members), tuple(layers), terms.sealed(), tuple(left_out), assigning,
            Follows(earlier.plan_digest, why) if earlier else None,
        )  # fmt: skip
        plan = Plan.read(plan.json())
        bounded(len(frame.members), plan)
        digest = plan.digest
    except (BadDraw, EntryRefused) as reason:
        raise DrawRefused(str(reason)) from reason
    draw = Draw.objects.create(
        purpose=purpose, period=period, n=earlier.n + 1 if earlier else 1, title=title, plan=plan.json(), plan_digest=digest,
        frame=frame.json(), commitments=[commitment for _, commitment in terms.commitments], blind=blind,
        deadline=terms.deadline,         fallback_at=terms.fallback_at, follows=earlier, by=by, at=at, token=token,
    )  # fmt: skip
    ledger.record(
        kind="draw:sealed", chain=f"{CHAIN}{draw.pk}",
        facts={"plan": digest, "root": frame.root, "count": len(frame.members), "terms": plan.terms.json()},
        personal={"why": why} if why else {}, by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
    return draw


def _earlier(purpose: str, period: str, follows: UUID | None, why: str, day: date) -> Draw | None:
    """The draw that this one follows, if there is one. Raises DrawRefused."""
    last = last_draw(purpose, period)
    if last is None:
        if follows is not None:
            raise DrawRefused("要接续的那次抽取不是这个用途、这个期间的")
        return None
    if follows != last.pk:
        sealed = f"{last.by.name}已在 {day_of(last.at)} 封存过“{last.title}”（同一用途、同一期间）"
        raise DrawRefused(f"{sealed}。不能另起一次；确需再抽的，在那一次结束以后接着它封存，并写明理由")
    if end_of(last) is None:
        raise DrawRefused(f"“{last.title}”还没有抽取，也没有作废，不能再抽")
    if lacking := law.unargued(why, day):
        raise DrawRefused(f"再次抽取的理由：{lacking}。请写明为什么要再抽、上一次的结果怎么处理")
    return last


def _refuse_chance(terms: Terms, at: datetime) -> None:
    """Refuse other parties or public sources than the lawbook names, a deadline too near, and secrets that served before."""
    named = parties_on(day_of(at))
    if tuple(name for name, _ in terms.commitments) != named:
        raise DrawRefused(f"随机数应当由{'、'.join(named)}各自承诺，一方都不能少")
    _refuse_times(terms, at)
    sources = [one.name for one in sources_on(day_of(at))]
    if terms.source not in sources:
        raise DrawRefused(f"备用公开数须是{'、'.join(sources)}之一")
    used = Draw.objects.filter(commitments__overlap=[commitment for _, commitment in terms.commitments]).first()
    if used is not None:
        raise DrawRefused(f"有一方的承诺在“{used.title}”里用过，随机数可能已经公开。请该方重新生成")


def _refuse_times(terms: Terms, at: datetime) -> None:
    """Refuse what leaves the parties no time, and what would keep the draw waiting without an end."""
    least, (most, wait) = least_on(day_of(at)), most_on(day_of(at))
    if terms.deadline <= at:
        raise DrawRefused("揭示期限已经过了，请另定")
    if terms.deadline < at + least:
        raise DrawRefused(f"揭示期限离封存不到 {least // AN_HOUR} 小时，各方来不及揭示。请往后定")
    if terms.deadline > at + most:
        raise DrawRefused(f"揭示期限离封存超过 {most // A_DAY} 天，抽取会一直等着。请核对年份和月份，往前定")
    if terms.fallback_at > terms.deadline + wait:
        raise DrawRefused(f"公开数产生的时间离揭示期限超过 {wait // A_DAY} 天，有一方不揭示就一直抽不了。请往前定")


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
