"""What follows a result: the unit's reply, its appeal, the decision on it, and the case picked as an example."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.organisation import queries as organisation
from mingheng.supervision.actions.answering import NotYours
from mingheng.supervision.actions.reviewing.recording import (
    ReviewRefused,
    entered,
    held,
    recorded,
    taken_before,
    token_of,
    words_of,
)
from mingheng.supervision.models import ReviewEntry, ReviewExample
from mingheng.supervision.queries.reviewing.sharing import known_of
from mingheng.supervision.queries.reviewing.standing import Standing
from mingheng.supervision.rules.reviewing.pointing import Known, pointing
from mingheng.supervision.rules.reviewing.sharing import stand_ins, unnamed
from mingheng.supervision.rules.reviewing.sheets import grade_of, plain
from mingheng.supervision.rules.reviewing.sheets import score as score_of
from mingheng.supervision.rules.reviewing.states import ReviewState
from mingheng.supervision.rules.reviewing.words import ANSWERING, DECIDING, OPENING

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

UPHELD, CHANGED = "upheld", "changed"


@transaction.atomic
def reply_to_review(*, review_id: UUID, text: str, token: UUID | None, by: "Officer", at: datetime) -> ReviewEntry:
    """The unit says what it does about the result, once. Raises NotYours, ReviewRefused, SentOtherwise."""
    return _answered(review_id, "reply", text, token, by, at)


@transaction.atomic
def appeal_review(*, review_id: UUID, text: str, token: UUID | None, by: "Officer", at: datetime) -> ReviewEntry:
    """The unit appeals, once and in time; somebody who did not review decides. Raises NotYours, ReviewRefused, SentOtherwise."""
    return _answered(review_id, "appeal", text, token, by, at)


@transaction.atomic
def decide_appeal(
    *, review_id: UUID, word: str, reason: str, by: "Officer", at: datetime, points: Decimal | None = None, failed: bool = False,
    token: UUID | None = None,
) -> ReviewEntry:  # fmt: skip
    """Uphold the result, or change it to `points` (or to failed), with the reason. Raises NotYours, ReviewRefused, SentOtherwise."""
    review = held(review_id)
    token, score = token_of(token, "decision", by, review_id), points if word == CHANGED else None
    now = Standing(review, law.lawbook(), day_of(at))
    again = taken_before(
        token, by,
        same=lambda entry: (
            (entry.word, entry.score, words_of(entry).get("reason")) == (word, score, reason)
            and entry.grade == _grade(now, score, failed=failed)
        ),
    )  # fmt: skip
    if again is not None:
        return again
    authority = organisation.authority(by, day_of(at))
    if not authority.holds(*DECIDING) or by.unit.key == review.unit:
        raise NotYours("appeal")
    if any(sheet.reviewer_id == by.pk for sheet in review.sheets.all()):
        raise ReviewRefused("评查过本案的人不处理对它的申诉。请由其他人处理")
    if now.state is not ReviewState.APPEALED:
        raise ReviewRefused("没有等待处理的申诉")
    full = score_of(now.standard, ())
    if word == CHANGED and (points is None or not 0 <= points <= full or points != round(points, 1)):
        raise ReviewRefused(f"改变结果的，写明改成多少分（0 至 {plain(full)}，最多一位小数）", "points")
    _reasoned(reason, at)
    grade = _grade(now, score, failed=failed)
    entry = entered(review, "decision", word=word, score=score, grade=grade, by=by, at=at, token=token)
    facts = {
        "word": word,
        "score": f"{score:.2f}" if score is not None else "",
        "grade": grade,
        "case": review.case.ref if review.case else "",
    }
    recorded(entry, facts, {"reason": reason}, by=by, unit=review.unit, at=at)
    return entry


@transaction.atomic
def pick_example(
    *, review_id: UUID, kind: str, title: str, summary: str, reason: str, by: "Officer", at: datetime
) -> ReviewExample:
    """Share a reviewed case as excellent or typical, names taken out. Raises NotYours, and ReviewRefused while something still points to somebody."""
    if not organisation.authority(by, day_of(at)).holds(*OPENING):
        raise NotYours("example")
    review = held(review_id)
    now = Standing(review, law.lawbook(), day_of(at))
    if now.state is not ReviewState.FINAL:
        raise ReviewRefused("评查办结以后才能选为案例，申诉期限还没有过")
    if ReviewExample.objects.filter(review=review).exists():
        raise ReviewRefused("这件案卷已经选为案例")
    _reasoned(reason, at)
    told = _told({"title": title, "summary": summary}, known_of(review))
    example = ReviewExample.objects.create(review=review, kind=ReviewExample.Kind(kind), by=by, at=at, **told)
    entry = entered(review, "example", word=kind, by=by, at=at)
    recorded(entry, {"kind": kind, **told}, {"reason": reason}, by=by, unit=review.unit, at=at)
    return example


def _told(texts: Mapping[str, str], known: Known) -> dict[str, str]:
    """The texts of an example with the names taken out. Raises ReviewRefused, with the field, for what may not be shared."""
    names = stand_ins(known)
    told = {field: unnamed(text, names) for field, text in texts.items()}
    for field, text in told.items():
        if found := pointing(text, known):
            raise ReviewRefused(f"还有可能认出人、单位或者案件的内容：{'、'.join(found)}。请改写后再公布", field)
    most, now = ReviewExample.LONGEST_TITLE, len(told["title"])
    if now > most:
        raise ReviewRefused(f"姓名和名称改写以后超过 {most} 字，现在 {now} 字。请删减", "title")
    return told


def _answered(review_id: UUID, kind: str, text: str, token: UUID | None, by: "Officer", at: datetime) -> ReviewEntry:
    review, token = held(review_id), token_of(token, kind, by, review_id)
    if (again := taken_before(token, by, same=lambda entry: words_of(entry).get("text") == text)) is not None:
        return again
    authority = organisation.authority(by, day_of(at))
    if not any(authority.may(duty, review.unit) for duty in ANSWERING):
        raise NotYours(kind)
    now = Standing(review, law.lawbook(), day_of(at))
    if now.one("result") is None:
        raise ReviewRefused("还没有评查结果，出结果以后再回复")
    if now.one(kind) is not None:
        raise ReviewRefused("已经提交过一次，不能再改。需要补充的，联系督察大队")
    if kind == "appeal" and now.state is not ReviewState.RESULT:
        raise ReviewRefused(f"申诉期限到 {now.appeal_until:%Y-%m-%d} 已经届满，结果已办结")
    _reasoned(text, at)
    entry = entered(review, kind, by=by, at=at, token=token)
    recorded(entry, {"case": review.case.ref if review.case else ""}, {"text": text}, by=by, unit=review.unit, at=at)
    return entry


def _grade(now: Standing, score: Decimal | None, *, failed: bool) -> str:
    """The grade of a changed score; none of one that was upheld."""
    return grade_of(now.standard, score, failed=failed).key if score is not None else ""


def _reasoned(text: str, at: datetime) -> None:
    if lacking := law.unargued(text, day_of(at)):
        raise ReviewRefused(f"{lacking}。请写明查了什么、依据什么、结论是什么")
