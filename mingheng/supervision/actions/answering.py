"""Answering a finding: a person says what it is about, and why."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.insight.queries.findings import held_fast
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.ledger import actions as ledger
from mingheng.ledger.queries import unseal_chain
from mingheng.organisation import queries as organisation
from mingheng.supervision.actions.sent_before import taken_before
from mingheng.supervision.models import CHAIN, AnswerKind, FindingAnswer
from mingheng.supervision.queries.rests import concerned_in
from mingheng.supervision.rules.answering import sayable, settles

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


class NotYours(PermissionError):
    """The finding is not this person's to answer; doors answer as if it were not there."""


class AnswerRefused(ValueError):
    """The answer cannot be taken now; the message says why and what to do. Nothing was changed."""

    def __init__(self, message: str, *, about_reason: bool = False) -> None:
        super().__init__(message)
        self.about_reason = about_reason


@transaction.atomic
def answer_finding(
    *, finding_id: int, kind: str, reason: str, seen: int, token: UUID | None, by: "Officer", at: datetime
) -> FindingAnswer:
    """Add an answer; of a form sent twice, the one that was taken.

    `seen` is how many answers the page showed: whoever comes second is told who answered. Raises NotYours, AnswerRefused, and
    SentOtherwise for a form sent twice in other words.
    """
    held = held_fast(finding_id)
    authority = organisation.authority(by, day_of(at))
    if kind not in sayable(authority, held.unit_now, concerned_in(held)):
        raise NotYours(kind)
    earlier = list(held.answers.select_related("by"))
    again = taken_before(
        FindingAnswer.objects.select_related("by"), token, by,
        same=lambda one: (one.finding_id, one.kind, _reason_of(one)) == (held.pk, kind, reason),
        told=lambda one: f"“{one.get_kind_display()}”：{_reason_of(one)}",
    )  # fmt: skip
    if again is not None:
        return again
    if len(earlier) > seen:
        last = earlier[-1]
        raise AnswerRefused(f"{last.by.name}刚刚已经答复：{last.get_kind_display()}。先看这条答复，仍要补充的再提交一次")
    if held.gone is not None:
        raise AnswerRefused("这条预警已经消除，不用再答复")
    if lacking := law.unargued(reason, day_of(at)):
        raise AnswerRefused(f"{lacking}。请写明查了什么、依据什么、结论是什么", about_reason=True)
    answer = FindingAnswer.objects.create(
        finding=held,
        n=len(earlier) + 1,
        kind=AnswerKind(kind),
        to=held.answer,
        settles=settles(authority),
        by=by,
        at=at,
        token=token,
    )
    ledger.record(
        kind=f"finding:{kind}", chain=f"{CHAIN}{held.pk}",
        facts={"fingerprint": held.fingerprint, "to": held.answer, "settles": answer.settles},
        personal={"reason": reason}, by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
    return answer


def _reason_of(answer: FindingAnswer) -> str:
    return str(unseal_chain(f"{CHAIN}{answer.finding_id}").get(answer.n, {}).get("reason", ""))
