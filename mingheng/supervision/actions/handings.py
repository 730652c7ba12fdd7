"""Handing a case to outside supervisors, their readings and opinions, and the answers they get."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection, transaction

from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.law.rules.lawbook import Unit
from mingheng.ledger import actions as ledger
from mingheng.supervision.models import HANDING, Handing, HandingTakenBack, Opinion, OpinionAnswer

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer
    from mingheng.organisation.models import Unit as OutsideUnit

ANSWER_DAYS = "supervision.opinion.answer.days"


class HandingRefused(ValueError):
    """It cannot be done; `field` says which part of the form stands against it. Nothing was changed."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def hand_over(
    *, case: UUID, title: str, to: "OutsideUnit", purpose: str, until: date, token: UUID | None, by: "Officer", at: datetime
) -> Handing:
    """Let an outside unit read a case; of a form sent twice, the handing there is. Raises HandingRefused."""
    _alone(f"{HANDING}{token}")
    again = Handing.objects.filter(token=token).first() if token else None
    if again is not None:
        return again
    today = day_of(at)
    if until < today:
        raise HandingRefused("最后一天已经过去。填写今天或者以后的日期", "until")
    if lacking := law.unargued(purpose, today):
        raise HandingRefused(f"用途{lacking}。写明为什么事、依据什么、请对方看什么", "purpose")
    made = Handing.objects.create(case_id=case, title=title, to=to, purpose=purpose, until=until, by=by, at=at, token=token)
    facts = {"case": str(case), "to": to.key, "purpose": purpose, "until": until.isoformat()}
    ledger.record(
        kind="handing:over", chain=f"{HANDING}{made.pk}", facts=facts, personal={}, by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at,
        happened=None,
    )  # fmt: skip
    return made


@transaction.atomic
def take_back(*, handing: UUID, reason: str, by: "Officer", at: datetime) -> None:
    """End a handing before its day. Raises HandingRefused."""
    held = _held(handing)
    if HandingTakenBack.objects.filter(handing=held).exists():
        raise HandingRefused("已经收回，不用再收回")
    if lacking := law.unargued(reason, day_of(at)):
        raise HandingRefused(f"收回理由{lacking}。写明为什么提前收回", "reason")
    HandingTakenBack.objects.create(handing=held, reason=reason, by=by, at=at)
    _recorded("handing:back", held, {"reason": reason}, by, at)


@transaction.atomic
def read_handed(*, handing: UUID, what: str, by: "Officer", at: datetime) -> None:
    """That somebody from outside opened a case handed to him, or a paper of it. Recorded once a day by who asks."""
    _recorded("handing:read", _held(handing), {"what": what}, by, at)


@transaction.atomic
def give_opinion(*, handing: UUID, words: str, token: UUID | None, by: "Officer", at: datetime) -> Opinion:
    """Say what one thinks of a case handed over; it must be answered. Of a form sent twice, the one taken. Raises HandingRefused."""
    held, today = _held(handing), day_of(at)
    again = held.opinions.filter(token=token).first() if token else None
    if again is not None:
        return again
    if lacking := law.unargued(words, today):
        raise HandingRefused(f"意见{lacking}。写明哪一步有什么问题、依据什么、建议怎么办", "words")
    book = law.lawbook()
    days = int(str(book.value(ANSWER_DAYS, today).value))
    due = WorkingCalendar(book.calendars.values()).end_of(today, days, Unit.WORKING_DAYS, roll=True).day
    made = held.opinions.create(n=held.opinions.count() + 1, words=words, due=due, by=by, at=at, token=token)
    _recorded("handing:opinion", held, {"n": made.n, "words": words, "due": due.isoformat()}, by, at)
    return made


@transaction.atomic
def answer_opinion(*, opinion: int, words: str, by: "Officer", at: datetime) -> OpinionAnswer:
    """Answer an opinion, once. Raises HandingRefused."""
    row = Opinion.objects.select_related("handing").get(pk=opinion)
    held = _held(row.handing_id)
    if OpinionAnswer.objects.filter(opinion=row).exists():
        raise HandingRefused("这条意见已经答复。要补充的，请对方再提一条意见")
    if lacking := law.unargued(words, day_of(at)):
        raise HandingRefused(f"答复{lacking}。写明查了什么、采纳与否、理由和下一步", "words")
    made = OpinionAnswer.objects.create(opinion=row, words=words, by=by, at=at)
    _recorded("handing:answer", held, {"n": row.n, "words": words}, by, at)
    return made


def _held(handing: UUID) -> Handing:
    """The handing, about which nobody else acts until the transaction ends: its row is never written again, so it cannot be locked itself."""
    _alone(f"{HANDING}{handing}")
    return Handing.objects.get(pk=handing)


def _alone(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def _recorded(kind: str, held: Handing, facts: dict[str, str | int], by: "Officer", at: datetime) -> None:
    ledger.record(
        kind=kind, chain=f"{HANDING}{held.pk}", facts=facts, personal={}, by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at,
        happened=None,
    )  # fmt: skip
