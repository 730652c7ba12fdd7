"""Handing things to outside supervisors, their readings and opinions, and the answers they get."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.kit.alone import hold_name
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.law.rules.lawbook import Unit
from mingheng.ledger import actions as ledger
from mingheng.supervision.actions.sent_before import taken_before
from mingheng.supervision.models import HANDING, Handing, HandingTakenBack, Opinion, OpinionAnswer
from mingheng.supervision.queries.handings import latest_until, running

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
    *, title: str, to: "OutsideUnit", purpose: str, until: date, token: UUID | None, by: "Officer", at: datetime,
    case: UUID | None = None, draw: UUID | None = None, matter: UUID | None = None, bulletin: UUID | None = None,
) -> Handing:  # fmt: skip
    """Let an outside unit read one case, draw, matter or bulletin, unless it may already; of a form sent twice, the handing there is.

    Raises HandingRefused, and SentOtherwise for a form sent twice in other words.
    """
    again = taken_before(
        Handing.objects.select_related("to", "by"), token, by,
        same=lambda row: (
            (row.case_id, row.draw_id, row.matter_id, row.bulletin_id, row.to_id, row.purpose, row.until)
            == (case, draw, matter, bulletin, to.pk, purpose, until)
        ),
        told=lambda row: f"“{row.title}”交给{row.to.short_name}，到 {row.until} 为止",
    )  # fmt: skip
    if again is not None:
        return again
    hold_name(f"{HANDING}{case or draw or matter or bulletin}:{to.key}")
    today = day_of(at)
    if until < today:
        raise HandingRefused("最后一天已经过去。填写今天或者以后的日期", "until")
    if until > (latest := latest_until(today)):
        raise HandingRefused(f"最后一天太远。最晚填写 {latest}，到期仍需要的，再交一次", "until")
    if lacking := law.unargued(purpose, today):
        raise HandingRefused(f"用途{lacking}。写明为什么事、依据什么、请对方看什么", "purpose")
    there = (
        Handing.objects.select_related("by")
        .filter(running(today), case=case, draw=draw, matter=matter, bulletin=bulletin, to=to)
        .first()
    )
    if there is not None:
        raise HandingRefused(
            f"{to.short_name}现在就能看这一件：{there.by.name}于 {day_of(there.at)} 交出，到 {there.until} 为止。"
            "不用再交；要改最后一天，先在“外部监督”里收回那一次",
            "to",
        )
    made = Handing.objects.create(
        case_id=case, draw_id=draw, matter_id=matter, bulletin_id=bulletin, title=title, to=to, purpose=purpose, until=until, by=by,
        at=at, token=token,
    )  # fmt: skip
    facts: dict[str, str | int] = {
        made.what.value: str(made.thing),
        "to": to.key,
        "purpose": purpose,
        "until": until.isoformat(),
        "title": title,
    }
    _recorded("handing:over", made, facts, by, at)
    return made


@transaction.atomic
def take_back(*, handing: UUID, reason: str, by: "Officer", at: datetime) -> None:
    """End a handing before its day, once every opinion on it is answered. Raises HandingRefused."""
    held = _held(handing)
    if HandingTakenBack.objects.filter(handing=held).exists():
        raise HandingRefused("已经收回，不用再收回")
    waiting = held.opinions.filter(answer=None).select_related("by").first()
    if waiting is not None:
        raise HandingRefused(
            f"第 {waiting.n} 条意见（{held.to.short_name}{waiting.by.name} {day_of(waiting.at)} 提出）还没有答复，不能收回。"
            "请先答复这条意见，再来收回"
        )
    if lacking := law.unargued(reason, day_of(at)):
        raise HandingRefused(f"收回理由{lacking}。写明为什么提前收回", "reason")
    HandingTakenBack.objects.create(handing=held, reason=reason, by=by, at=at)
    _recorded("handing:back", held, {"reason": reason}, by, at)


@transaction.atomic
def read_handed(*, handing: UUID, what: str, by: "Officer", at: datetime) -> None:
    """That somebody from outside opened the page of what was handed to him, a paper or a file of it. One entry for each opening."""
    _recorded("handing:read", _held(handing), {"what": what}, by, at)


@transaction.atomic
def give_opinion(*, handing: UUID, words: str, token: UUID | None, by: "Officer", at: datetime) -> Opinion:
    """Say what one thinks of a case handed over; it must be answered. Of a form sent twice, the one taken.

    Raises HandingRefused, and SentOtherwise for a form sent twice in other words.
    """
    held, today = _held(handing), day_of(at)
    again = taken_before(
        Opinion.objects.select_related("handing", "by"), token, by,
        same=lambda row: (row.handing_id, row.words) == (handing, words),
        told=lambda row: f"对“{row.handing.title}”的第 {row.n} 条意见",
    )  # fmt: skip
    if again is not None:
        return again
    if not Handing.objects.filter(running(today), pk=handing).exists():
        raise HandingRefused("这一次移交已经结束，不能再提意见。仍需要查阅的，请与城管执法局联系")
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
    hold_name(f"{HANDING}{handing}")
    return Handing.objects.get(pk=handing)


def _recorded(kind: str, held: Handing, facts: dict[str, str | int], by: "Officer", at: datetime) -> None:
    ledger.record(
        kind=kind, chain=f"{HANDING}{held.pk}", facts=facts, personal={}, by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at,
        happened=None,
    )  # fmt: skip
