"""Having something reviewed: opening reviews one by one or from a list, giving out sheets and taking them back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.documents import queries as documents
from mingheng.kit.alone import hold_name
from mingheng.kit.dates import day_of
from mingheng.kit.links import link
from mingheng.law import queries as law
from mingheng.law.rules.standards import About
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import Json
from mingheng.organisation import queries as organisation
from mingheng.supervision.actions.answering import NotYours
from mingheng.supervision.actions.reviewing.recording import ReviewRefused, entered, held, recorded, taken_before, token_of
from mingheng.supervision.models import CentralReview, Review, ReviewEntry, Sheet, SheetDraft
from mingheng.supervision.queries.reviewing.bench import bench, candidate, in_hand, reviewed, reviewer_duties
from mingheng.supervision.queries.reviewing.going import under_review, waiting_in_draw
from mingheng.supervision.queries.reviewing.recorded import DEALT, beside_of
from mingheng.supervision.queries.reviewing.standing import Standing
from mingheng.supervision.queries.reviewing.things import Thing
from mingheng.supervision.rules.reviewing.comparing import THREE, TWO
from mingheng.supervision.rules.reviewing.people import dealt, unfit
from mingheng.supervision.rules.reviewing.states import ReviewState
from mingheng.supervision.rules.reviewing.words import OPENING

NOBODY_ELSE = "找不到可以补派的人：要回避本单位、办过本案、已经分到过本案评分表和收回过本案评分表的人。请增加评查人"
NOBODY = "找不到两名可以评查的人（要回避本单位和办过本案的人）。请增加评查人"

if TYPE_CHECKING:
    from mingheng.cases.models import Case
    from mingheng.organisation.models import Officer


@transaction.atomic
def open_central_review(*, title: str, by: "Officer", at: datetime) -> CentralReview:
    """The central review of that title, begun if it is not there; reviews opened under it form its list. Raises NotYours, ReviewRefused."""
    _supervises(by, at)
    title = title.strip()
    if not title:
        raise ReviewRefused("集中评查须有一个名称，如“2026年下半年集中评查”")
    hold_name(f"central review {title}")
    if (there := CentralReview.objects.filter(title=title).first()) is not None:
        return there
    row = CentralReview.objects.create(title=title, by=by, at=at)
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
    """Have a case (or `subject` of `unit`, with its case if it has one) reviewed by two people who do not see each other's sheets.

    Raises NotYours, ReviewRefused, SentOtherwise, and NoSuchEntry where no such standard is in force.
    """
    _supervises(by, at)
    hold_name(_opening(case, subject.strip()))
    token, asked = token_of(token, "opened", by), (standard, case.pk if case else None, subject.strip(), draw, pick)
    if (again := taken_before(token, by, same=lambda entry: _asked(entry.review) == asked)) is not None:
        return again.review
    book, day = law.lawbook(), day_of(at)
    told = book.standard(standard, day)
    unit = case.unit if case and not subject else unit
    _to_be_reviewed(case, subject.strip(), unit, standard)
    if draw is None:
        _by_hand(case, subject.strip(), standard)
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
        "dossier": bound.sha256 if bound else "", **beside_of(review, entry),
    }  # fmt: skip
    recorded(entry, facts, {"subject": review.subject}, by=by, unit=unit, at=at)
    return review


@transaction.atomic
def open_drawn_reviews(
    *, standard: str, things: Sequence[Thing], reviewers: Sequence["Officer"], by: "Officer", at: datetime,
    draw: UUID | None = None, title: str = "",
) -> list[Review]:  # fmt: skip
    """Have everything on a list reviewed, each by two of the bench who may, the least burdened first; all or none.

    With a `title` the list belongs to the central review of that title, which is begun with it or not at all.

    Raises NotYours, and ReviewRefused with what the bench has not two for.
    """
    batch = open_central_review(title=title, by=by, at=at) if title.strip() else None
    hold_things(things)
    load = {reviewer.pk: 0 for reviewer in reviewers} | dict(in_hand(reviewer.pk for reviewer in reviewers))
    by_number = {reviewer.pk: reviewer for reviewer in reviewers}
    duties, day = reviewer_duties(law.lawbook(), day_of(at)), day_of(at)
    people = [candidate(reviewer, day) for reviewer in reviewers]
    opened = []
    for thing in things:
        about = reviewed(thing.case, thing.unit)
        fit = [(person.officer, load[person.officer]) for person in people if not unfit(person, about, duties)]
        pair = dealt(TWO, fit)
        if len(pair) < TWO:
            raise ReviewRefused(f"{thing} {NOBODY}")
        for officer in pair:
            load[officer] += 1
        chosen = [by_number[officer] for officer in pair]
        opened.append(
            open_review(
                standard=standard,
                reviewers=chosen,
                case=thing.case,
                subject=thing.subject,
                unit=thing.unit,
                draw=draw,
                batch=batch,
                by=by,
                at=at,
            )
        )
    return opened


@transaction.atomic
def assign_reviewer(*, review_id: UUID, reviewer: "Officer", by: "Officer", at: datetime) -> Sheet:
    """Give out a sheet that is wanting in a review opened by hand: in place of one taken back, or the third.

    Nobody gives one to himself where he took one back. Raises NotYours, ReviewRefused.
    """
    now = _wanting(review_id, by, at)
    review = now.review
    if review.draw is not None:
        raise ReviewRefused("这件评查由抽签分派，补派的人不能挑选。请用“按在手数指派”")
    if reviewer.pk == by.pk and by.pk in now.took_back:
        raise ReviewRefused("你收回过本案的评分表，不能再指定自己。请另选一人，或者由其他督察人员指定")
    why = unfit(
        candidate(reviewer, day_of(at)), reviewed(review.case, review.unit, review), reviewer_duties(now.book, day_of(at))
    )
    if why:
        raise ReviewRefused(f"{reviewer.name}{why}。请另选一人")
    return _given(now, reviewer, "", by, at)


@transaction.atomic
def deal_reviewer(*, review_id: UUID, by: "Officer", at: datetime) -> Sheet:
    """Give out a sheet that is wanting in a review that comes from a draw: whoever may and has the least in hand gets it.

    Who had a sheet of it or took one back gets none, so that nobody brings in himself or anybody else. Raises NotYours, ReviewRefused.
    """
    now = _wanting(review_id, by, at)
    review, day = now.review, day_of(at)
    if review.draw is None:
        raise ReviewRefused("这件评查不是抽签分派的。请指定评查人")
    about, duties = reviewed(review.case, review.unit, review), reviewer_duties(now.book, day)
    fit = {
        one.pk: one
        for one in bench(now.book, day)
        if one.pk not in now.took_back and not unfit(candidate(one, day), about, duties)
    }
    load = in_hand(fit)
    chosen = dealt(1, [(pk, load.get(pk, 0)) for pk in fit])
    if not chosen:
        raise ReviewRefused(NOBODY_ELSE)
    return _given(now, fit[chosen[0]], DEALT, by, at)


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


def _wanting(review_id: UUID, by: "Officer", at: datetime) -> Standing:
    """The review, held, as one in which a sheet is wanting. Raises NotYours, ReviewRefused."""
    _supervises(by, at)
    now = Standing(held(review_id), law.lawbook(), day_of(at))
    if now.state not in (ReviewState.VACANT, ReviewState.THIRD):
        raise ReviewRefused("现在不缺评查人。两份评分相差过大或者有评分表收回以后，才补派")
    return now


def _given(now: Standing, reviewer: "Officer", how: str, by: "Officer", at: datetime) -> Sheet:
    """The sheet that is wanting in the hands of its reviewer; `how` he came to it stands in the trail."""
    review = now.review
    slot = min({*range(1, THREE + 1)} - {sheet.slot for sheet in now.sheets})
    sheet = Sheet.objects.create(review=review, slot=slot, reviewer=reviewer, by=by, at=at)
    entry = entered(review, "assigned", by=by, at=at, sheet=sheet, word=how)
    facts = {"reviewer": reviewer.pk, "slot": slot, **beside_of(review, entry)}
    recorded(entry, facts, {}, by=by, unit=review.unit, at=at)
    return sheet


def hold_things(things: Iterable[Thing]) -> None:
    """Keep others from opening reviews of these until the transaction ends; in one order, so that two lists never wait for each other."""
    for name in sorted({_opening(thing.case, thing.subject) for thing in things}):
        hold_name(name)


def _opening(case: "Case | None", subject: str) -> str:
    return f"opening {subject or (case.pk if case else '')}"


def _asked(review: Review) -> tuple[object, ...]:
    """What a review was opened for, to be held against a form."""
    return review.standard, review.case_id, review.subject, review.draw, review.pick


def _supervises(by: "Officer", at: datetime) -> None:
    if not organisation.authority(by, day_of(at)).holds(*OPENING):
        raise NotYours("reviews")


def _to_be_reviewed(case: "Case | None", subject: str, unit: str, standard: str) -> None:
    if (case is None or subject) and (not subject or unit not in organisation.unit_names()):
        raise ReviewRefused("没有选案件的，请写明评查什么、是哪个单位的")
    if under_review(standard, case, subject):
        raise ReviewRefused(f"{subject or case} 正在按同一标准评查，不用再开一次")


def _by_hand(case: "Case | None", subject: str, standard: str) -> None:
    """What was drawn is reviewed by those it was paired with, wherever it is by now; nobody picks others for it."""
    if standard == About.DOSSIER and case is not None and case.closed_on is None:
        raise ReviewRefused(f"{case} 还没有归档，或者归档以后又继续办理，没有可以评查的案卷。请在归档以后再分派")
    waits = waiting_in_draw(standard, subject or (case.ref if case else ""))
    if waits is not None:
        page = link("supervision:draw", str(waits.pk))
        raise ReviewRefused(f"{subject or case} 已经在“{waits.title}”里抽中，由抽签分派的两人评查。请到抽取页 {page} 开始评查")


def _two_fit(reviewers: Sequence["Officer"], case: "Case | None", unit: str, at: datetime) -> None:
    if len({reviewer.pk for reviewer in reviewers}) != TWO or len(reviewers) != TWO:
        raise ReviewRefused("请选两名不同的评查人")
    about, duties = reviewed(case, unit), reviewer_duties(law.lawbook(), day_of(at))
    for reviewer in reviewers:
        if why := unfit(candidate(reviewer, day_of(at)), about, duties):
            raise ReviewRefused(f"{reviewer.name}{why}。请另选一人")
