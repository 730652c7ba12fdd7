"""Putting a review meeting on record, and the answers of the units to what it decided."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction

from mingheng.documents import actions as documents
from mingheng.kit.alone import hold_name
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import Json
from mingheng.organisation import queries as organisation
from mingheng.supervision.actions.answering import NotYours
from mingheng.supervision.actions.sent_before import taken_before
from mingheng.supervision.models import MEETING, Bulletin, DecisionAnswer, MeetingDecision, ReviewMeeting
from mingheng.supervision.queries.auditing.meetings import ANSWERED, HELD, digest_of_minutes, facts_of_answer
from mingheng.supervision.queries.bulletins.minutes import INSTRUMENT, minutes_of
from mingheng.supervision.rules.bulletins.figures import number
from mingheng.supervision.rules.bulletins.meetings import CHAIRING, RECORDING, may_answer
from mingheng.supervision.rules.bulletins.periods import Period

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


class MeetingRefused(ValueError):
    """It cannot be taken; `field` says which part of the form stands against it. Nothing was changed."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Decided:
    """One decision: what is to be done, by which unit, until when."""

    what: str
    unit: str
    due: date


@dataclass(frozen=True)
class Minutes:
    """What was held, by whom, with which units, what was said to which figure, and what was decided."""

    held_on: date
    chair: "Officer"
    attended: Sequence[str]
    points: Sequence[tuple[str, str]]
    decisions: Sequence[Decided]


@transaction.atomic
def record_meeting(*, bulletin: Bulletin, minutes: Minutes, token: UUID | None, by: "Officer", at: datetime) -> ReviewMeeting:
    """Put a meeting on record with its decisions; of a form sent twice, the one there is.

    Raises NotYours, MeetingRefused, and SentOtherwise for a form sent twice in other words.
    """
    if not organisation.authority(by, day_of(at)).holds(*RECORDING):
        raise NotYours("meeting")
    hold_name(f"{MEETING}{bulletin.pk}")
    again = taken_before(
        ReviewMeeting.objects.select_related("by"), token, by,
        same=lambda row: row.bulletin_id == bulletin.pk and _said_in(row) == _said(minutes),
        told=lambda row: f"{row.held_on} 的会议记录",
    )  # fmt: skip
    if again is not None:
        return again
    _look(bulletin, minutes, day_of(at))
    made = ReviewMeeting(
        id=uuid4(), bulletin=bulletin, n=ReviewMeeting.objects.filter(bulletin=bulletin).count() + 1, held_on=minutes.held_on,
        chair=minutes.chair, attended=list(minutes.attended), points=_with_numbers(bulletin, minutes.points), by=by, at=at, token=token,
    )  # fmt: skip
    decisions = [MeetingDecision(meeting=made, n=n, **asdict(one)) for n, one in enumerate(minutes.decisions, 1)]
    made.digest = digest_of_minutes(made, decisions)
    made.save(force_insert=True)
    MeetingDecision.objects.bulk_create(decisions)
    ordered = _ordered(made, by, at)
    facts: dict[str, Json] = {
        "bulletin": str(bulletin.pk),
        "held_on": minutes.held_on.isoformat(),
        "digest": made.digest,
        "number": ordered.number,
    }
    ledger.record(
        kind=HELD, chain=f"{MEETING}{made.pk}", facts=facts, personal={}, by=f"o:{by.pk}", unit=f"u:{by.unit.key}",
        at=at, happened=None, refs={"instrument": ordered.sha256},
    )  # fmt: skip
    return made


@transaction.atomic
def answer_decision(*, decision: int, words: str, by: "Officer", at: datetime) -> DecisionAnswer:
    """Say what a unit did about a decision, once. Raises NotYours, MeetingRefused."""
    row = MeetingDecision.objects.select_related("meeting").get(pk=decision)
    hold_name(f"{MEETING}{row.meeting_id}")
    if not may_answer(organisation.authority(by, day_of(at)), row.unit):
        raise NotYours("answer")
    if DecisionAnswer.objects.filter(decision=row).exists():
        raise MeetingRefused("这一项已经回复。还有情况的，在下次讲评会上说明")
    if lacking := law.unargued(words, day_of(at)):
        raise MeetingRefused(f"落实情况{lacking}。写明做了什么、什么时候做完、结果怎样", "words")
    made = DecisionAnswer.objects.create(decision=row, words=words, by=by, at=at)
    ledger.record(
        kind=ANSWERED, chain=f"{MEETING}{row.meeting_id}", facts=facts_of_answer(made), personal={}, by=f"o:{by.pk}",
        unit=f"u:{row.unit}", at=at, happened=None,
    )  # fmt: skip
    return made


def _said(minutes: Minutes) -> tuple[object, ...]:
    """What a form says of a meeting, to be held against another."""
    return minutes.held_on, minutes.chair.pk, list(minutes.attended), list(minutes.points), list(minutes.decisions)


def _said_in(row: ReviewMeeting) -> tuple[object, ...]:
    """The same of a meeting that is on record."""
    points = [(one["figure"], one["said"]) for one in row.points]
    return row.held_on, row.chair_id, row.attended, points, [Decided(one.what, one.unit, one.due) for one in row.decisions.all()]


def _look(bulletin: Bulletin, minutes: Minutes, today: date) -> None:
    """Raises MeetingRefused with the first thing that stands against it."""
    period = Period.named(bulletin.period)
    if not period.until <= minutes.held_on <= today:
        raise MeetingRefused(f"会议日期应在 {period.until} 以后、今天以前", "held_on")
    if not organisation.authority(minutes.chair, minutes.held_on).holds(*CHAIRING):
        raise MeetingRefused("主持人应当是局负责人或者督察人员", "chair")
    if not minutes.attended:
        raise MeetingRefused("没有写参加单位。至少选一个", "attended")
    if not minutes.points:
        raise MeetingRefused("没有写讲评意见。至少对一个指标作出讲评", "points")
    for figure, words in minutes.points:
        if figure not in bulletin.frozen["counted"]:
            raise MeetingRefused("讲评的指标不在本期通报里，请从列出的指标中选", "points")
        if lacking := law.unargued(words, today):
            raise MeetingRefused(f"讲评意见{lacking}。写明好在哪里、问题在哪里、怎么改", "points")
    _look_at_decisions(minutes)


def _look_at_decisions(minutes: Minutes) -> None:
    units = organisation.unit_names()
    for one in minutes.decisions:
        if one.unit not in units:
            raise MeetingRefused("责任单位不在单位名录里，请从列出的单位中选", "decisions")
        if one.due < minutes.held_on:
            raise MeetingRefused(f"“{one.what}”的期限早于会议日期，请改期限", "decisions")


def _with_numbers(bulletin: Bulletin, points: Sequence[tuple[str, str]]) -> list[Mapping[str, Any]]:
    lists = bulletin.frozen["counted"]
    return [{"figure": figure, "n": number(lists, figure), "said": words} for figure, words in points]


def _ordered(made: ReviewMeeting, by: "Officer", at: datetime) -> documents.Ordered:
    bureau, book = organisation.bureau(), law.lawbook()
    return documents.order_instrument(
        folder=made.pk, key=INSTRUMENT, source="1", year=made.held_on.year, authority_code=bureau.code, by=by, at=at,
        edition=book.digest, data=minutes_of(made, bureau.name),
    )  # fmt: skip
