"""Having something reviewed: opening reviews one by one or from a drawn list, giving out sheets and taking them back."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.cases.queries.acted import cases_named
from mingheng.documents import queries as documents
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.law.rules.standards import About
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import Json
from mingheng.organisation import queries as organisation
from mingheng.supervision.actions.answering import NotYours
from mingheng.supervision.actions.reviewing.recording import ReviewRefused, alone, entered, held, recorded, taken_before
from mingheng.supervision.models import CentralReview, Review, ReviewEntry, Sheet, SheetDraft
from mingheng.supervision.queries.reviewing.bench import bench, candidate, in_hand, reviewed, reviewer_duties
from mingheng.supervision.queries.reviewing.drawn import pairs_of
from mingheng.supervision.queries.reviewing.standing import Standing
from mingheng.supervision.rules.reviewing.comparing import THREE, TWO
from mingheng.supervision.rules.reviewing.people import dealt, unfit
from mingheng.supervision.rules.reviewing.states import ReviewState
from mingheng.supervision.rules.reviewing.words import OPENING

DOSSIER = About.DOSSIER.value

if TYPE_CHECKING:
    from mingheng.cases.models import Case
    from mingheng.organisation.models import Officer


@transaction.atomic
def open_central_review(*, title: str, by: "Officer", at: datetime) -> CentralReview:
    """Begin a central review; reviews opened under it form its list. Raises NotYours, ReviewRefused for a title there is."""
    _supervises(by, at)
    if not title.strip() or CentralReview.objects.filter(title=title.strip()).exists():
        raise ReviewRefused("集中评查须有一个没有用过的名称，如“2026年下半年集中评查”")
    row = CentralReview.objects.create(title=title.strip(), by=by, at=at)
    ledger.record(
        kind="review:central", chain=f"central-review:{row.pk}", facts={"title": row.title}, personal={}, by=f"o:{by.pk}",
        unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
    return row


@transaction.atomic
def open_review(
    *, standard: str, reviewers: Sequence["Officer"], by: "Officer", at: datetime, case: "Case | None" = None, subject: str = "",
    unit: str = "", draw: UUID | None = None, pick: str = "", batch: CentralReview | None = None, token: UUID | None = None,
) -> Review:  # fmt: skip
    """Have a case (or `subject` of `unit`) reviewed by two people who do not see each other's sheets.

    Raises NotYours, ReviewRefused, and NoSuchEntry where no such standard is in force.
    """
    _supervises(by, at)
    alone(f"opening {case.pk if case else token}")
    if (again := taken_before(token, "opened", by)) is not None:
        return again.review
    book, day = law.lawbook(), day_of(at)
    told = book.standard(standard, day)
    unit = case.unit if case else unit
    _to_be_reviewed(case, subject, unit, standard)
    _two_fit(reviewers, case, unit, at)
    bound = documents.dossier_of(case.id) if case else None
    review = Review.objects.create(
        case=case, subject=subject.strip(), unit=unit, standard=standard, since=told.since, edition=book.digest, draw=draw, pick=pick,
        batch=batch, steps=case.steps if case else 0, dossier=bound.id if bound else None, by=by, at=at,
    )  # fmt: skip
    for slot, reviewer in enumerate(reviewers, 1):
        Sheet.objects.create(review=review, slot=slot, reviewer=reviewer, by=by, at=at)
    entry = entered(review, "opened", by=by, at=at, token=token)
    facts: dict[str, Json] = {
        "case": case.ref if case else "", "standard": standard, "since": told.since.isoformat(), "lawbook": book.digest,
        "reviewers": [reviewer.pk for reviewer in reviewers], "draw": str(draw or ""), "pick": pick, "steps": review.steps,
        "dossier": bound.sha256 if bound else "",
    }  # fmt: skip
    recorded(entry, facts, {"subject": review.subject}, by=by, unit=unit, at=at)
    return review


@transaction.atomic
def open_drawn_reviews(
    *, standard: str, cases: Sequence["Case"], reviewers: Sequence["Officer"], by: "Officer", at: datetime,
    draw: UUID | None = None, batch: CentralReview | None = None,
) -> list[Review]:  # fmt: skip
    """Have every case of a list reviewed, each by two of the bench who may, the least burdened first; all or none.

    Raises NotYours, and ReviewRefused with the case for which the bench has not two.
    """
    load = {reviewer.pk: 0 for reviewer in reviewers} | dict(in_hand(reviewer.pk for reviewer in reviewers))
    by_number = {reviewer.pk: reviewer for reviewer in reviewers}
    duties, day = reviewer_duties(law.lawbook(), day_of(at)), day_of(at)
    people = [candidate(reviewer, day) for reviewer in reviewers]
    opened = []
    for case in cases:
        about = reviewed(case, case.unit)
        fit = [(person.officer, load[person.officer]) for person in people if not unfit(person, about, duties)]
        pair = dealt(TWO, fit)
        if len(pair) < TWO:
            raise ReviewRefused(f"{case} 找不到两名可以评查的人（要回避本单位和办过本案的人）。请增加评查人")
        for officer in pair:
            load[officer] += 1
        chosen = [by_number[officer] for officer in pair]
        opened.append(open_review(standard=standard, reviewers=chosen, case=case, draw=draw, batch=batch, by=by, at=at))
    return opened


@transaction.atomic
def open_reviews_of_draw(*, draw_id: UUID, by: "Officer", at: datetime) -> list[Review]:
    """Have every dossier that was drawn reviewed by the two it was paired with; those under review already are left as they are.

    Somebody who may not review it any more is replaced by who has the least in hand. Raises NotYours, ReviewRefused.
    """
    book, day = law.lawbook(), day_of(at)
    pairs = pairs_of(draw_id)
    there = set(Review.objects.filter(draw=draw_id).values_list("pick", flat=True))
    cases = cases_named([pick for pick in pairs if pick not in there])
    people = {officer.username: officer for officer in bench(book, day)}
    duties, opened = reviewer_duties(book, day), []
    for pick, case in cases.items():
        about = reviewed(case, case.unit)
        fit = {name: one for name, one in people.items() if not unfit(candidate(one, day), about, duties)}
        chosen = [fit[name] for name in pairs[pick] if name in fit]
        load = in_hand(one.pk for one in fit.values())
        others = [(one.pk, load.get(one.pk, 0)) for one in fit.values() if one not in chosen]
        numbers = {one.pk: one for one in fit.values()}
        chosen += [numbers[pk] for pk in dealt(TWO - len(chosen), others)]
        if len(chosen) < TWO:
            raise ReviewRefused(f"{case} 找不到两名可以评查的人（要回避本单位和办过本案的人）。请增加评查人")
        opened.append(open_review(standard=DOSSIER, reviewers=chosen, case=case, draw=draw_id, pick=pick, by=by, at=at))
    return opened


@transaction.atomic
def assign_reviewer(*, review_id: UUID, reviewer: "Officer", by: "Officer", at: datetime) -> Sheet:
    """Give out a sheet that is wanting: in place of one taken back, or the third. Raises NotYours, ReviewRefused."""
    _supervises(by, at)
    review = held(review_id)
    now = Standing(review, law.lawbook(), day_of(at))
    if now.state not in (ReviewState.VACANT, ReviewState.THIRD):
        raise ReviewRefused("现在不缺评查人。两份评分相差过大或者有评分表收回以后，才补派")
    why = unfit(
        candidate(reviewer, day_of(at)), reviewed(review.case, review.unit, review), reviewer_duties(now.book, day_of(at))
    )
    if why:
        raise ReviewRefused(f"{reviewer.name}{why}。请另选一人")
    slot = min({*range(1, THREE + 1)} - {sheet.slot for sheet in now.sheets})
    sheet = Sheet.objects.create(review=review, slot=slot, reviewer=reviewer, by=by, at=at)
    entry = entered(review, "assigned", by=by, at=at, sheet=sheet)
    recorded(entry, {"reviewer": reviewer.pk, "slot": slot}, {}, by=by, unit=review.unit, at=at)
    return sheet


@transaction.atomic
def withdraw_sheet(*, sheet_id: int, reason: str, by: "Officer", at: datetime) -> ReviewEntry:
    """Take back a sheet that was not handed in, e.g. of a reviewer who left; what was typed goes. Raises NotYours, ReviewRefused."""
    _supervises(by, at)
    sheet = Sheet.objects.get(pk=sheet_id)
    review = held(sheet.review_id)
    now = Standing(review, law.lawbook(), day_of(at))
    if sheet not in now.sheets or sheet.pk in now.submitted:
        raise ReviewRefused("这份评分表已经提交或者收回，不能再收回")
    if lacking := law.unargued(reason, day_of(at)):
        raise ReviewRefused(f"{lacking}。请写明为什么收回，如评查人调离")
    SheetDraft.objects.filter(sheet=sheet).delete()
    entry = entered(review, "withdrawn", by=by, at=at, sheet=sheet)
    recorded(entry, {"reviewer": sheet.reviewer_id, "slot": sheet.slot}, {"reason": reason}, by=by, unit=review.unit, at=at)
    return entry


def _supervises(by: "Officer", at: datetime) -> None:
    if not organisation.authority(by, day_of(at)).holds(*OPENING):
        raise NotYours("reviews")


def _to_be_reviewed(case: "Case | None", subject: str, unit: str, standard: str) -> None:
    if case is None and (not subject.strip() or unit not in organisation.unit_names()):
        raise ReviewRefused("没有选案件的，请写明评查什么、是哪个单位的")
    open_ = Review.objects.filter(case=case, standard=standard).exclude(entries__kind="result") if case else Review.objects.none()
    if open_.exists():
        raise ReviewRefused(f"{case} 正在按同一标准评查，不用再开一次")


def _two_fit(reviewers: Sequence["Officer"], case: "Case | None", unit: str, at: datetime) -> None:
    if len({reviewer.pk for reviewer in reviewers}) != TWO or len(reviewers) != TWO:
        raise ReviewRefused("请选两名不同的评查人")
    about, duties = reviewed(case, unit), reviewer_duties(law.lawbook(), day_of(at))
    for reviewer in reviewers:
        if why := unfit(candidate(reviewer, day_of(at)), about, duties):
            raise ReviewRefused(f"{reviewer.name}{why}。请另选一人")
