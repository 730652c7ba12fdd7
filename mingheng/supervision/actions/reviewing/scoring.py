"""A reviewer's sheet: kept as typed, handed in once; with the sheet that completes a review its result is recorded."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.ledger.rules import Json
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
from mingheng.supervision.actions.sent_before import SentOtherwise
from mingheng.supervision.models import ReviewEntry, Sheet, SheetDraft, SheetFinding
from mingheng.supervision.queries.reviewing.heads import pages_of
from mingheng.supervision.queries.reviewing.machine import MachineAnswer, machine_answers
from mingheng.supervision.queries.reviewing.recorded import handed_in, written
from mingheng.supervision.queries.reviewing.standing import Standing, given_of
from mingheng.supervision.rules.reviewing.comparing import Given, outcome
from mingheng.supervision.rules.reviewing.sheets import Mark, SheetValue, Verdict, fatal_in, grade_of, score, wanting

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


class SheetIncomplete(ReviewRefused):
    """A sheet that cannot be handed in yet; `problems` says what is wanting, all of it."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("；".join(problems))
        self.problems = tuple(problems)


class AlreadyIn(ReviewRefused):
    """The sheet was handed in before, on another page; it stays as it was."""

    def __init__(self) -> None:
        super().__init__("这份评分表已经提交，以先提交的为准。刚才这一页填的没有收下")


@transaction.atomic
def save_sheet(*, sheet_id: int, body: Mapping[str, Any], by: "Officer", at: datetime) -> None:
    """Keep what was typed, as typed. Raises AlreadyIn, and NotYours for a sheet that is not this person's."""
    _open(_sheet(sheet_id, by), at)
    SheetDraft.objects.update_or_create(sheet_id=sheet_id, defaults={"body": dict(body), "saved_at": at})


@transaction.atomic
def submit_sheet(*, sheet_id: int, value: SheetValue, token: UUID | None, by: "Officer", at: datetime) -> ReviewEntry:
    """Hand in a sheet, once; of a form sent twice, the one that was taken. Raises NotYours, AlreadyIn, SheetIncomplete, ReviewRefused."""
    sheet = _sheet(sheet_id, by)
    held(sheet.review_id)
    token = token_of(token, "submitted", by, sheet.review_id)
    try:
        again = taken_before(token, by, same=lambda entry: _says(entry, value))
    except SentOtherwise as refusal:
        raise AlreadyIn from refusal
    if again is not None:
        return again
    now = _open(sheet, at)
    review, standard = now.review, now.standard
    machine = machine_answers(review, standard, now.book)
    if problems := wanting(standard, value, {key: one.state for key, one in machine.items()}, pages_of(review)):
        raise SheetIncomplete(problems)
    everything: list[Mark | Verdict] = [*value.marks, *value.verdicts]
    for said in everything:
        if lacking := law.unargued(said.reason, day_of(at)):
            item = standard.item(said.item)
            raise SheetIncomplete([f"“{item.title if item else said.item}”：{lacking}。请写明看到什么、依据什么"])
    rows, reasons = _rows(sheet, value, machine)
    SheetFinding.objects.bulk_create(rows)
    SheetDraft.objects.filter(sheet=sheet).delete()
    points, fatal = score(standard, value.marks), fatal_in(standard, value.marks)
    grade = grade_of(standard, points, failed=bool(fatal)).key
    entry = entered(review, "submitted", sheet=sheet, score=points, grade=grade, by=by, at=at, token=token)
    beside: dict[str, Json] = {"evidence": [row.evidence for row in rows]}
    result, facts = _result(now, sheet, Given(points, fatal), by, at)
    recorded(entry, handed_in(entry, rows) | beside, {"reasons": reasons}, by=by, unit=review.unit, at=at)
    if result is not None:
        recorded(result, facts, {}, by=by, unit=review.unit, at=at)
    return entry


def _sheet(sheet_id: int, by: "Officer") -> Sheet:
    sheet = Sheet.objects.filter(pk=sheet_id, reviewer=by).first()
    if sheet is None:
        raise NotYours("sheet")
    return sheet


def _open(sheet: Sheet, at: datetime) -> Standing:
    """The review of a sheet that is still to be handed in."""
    now = Standing(held(sheet.review_id), law.lawbook(), day_of(at))
    if sheet.pk in now.submitted:
        raise AlreadyIn
    if sheet not in now.sheets:
        raise NotYours("sheet")
    return now


def _rows(sheet: Sheet, value: SheetValue, machine: Mapping[str, MachineAnswer]) -> tuple[list[SheetFinding], dict[str, Json]]:
    """The findings in order, deductions first, and their reasons by number."""
    rows, reasons = [], dict[str, Json]()
    said: list[Mark | Verdict] = [*value.marks, *value.verdicts]
    for n, one in enumerate(said, 1):
        answer = machine.get(one.item)
        row = SheetFinding(sheet=sheet, n=n, item=one.item)
        if isinstance(one, Mark):
            row.points, row.page = one.points, one.page
        else:
            row.said = one.word
        if answer is not None:
            row.machine, row.evidence = answer.state, [vars(evidence) for evidence in answer.evidence]
        rows.append(row)
        reasons[str(n)] = one.reason
    return rows, reasons


def _says(entry: ReviewEntry, value: SheetValue) -> bool:
    """Whether a sheet was handed in with these findings and reasons."""
    if entry.sheet is None:
        return False
    rows, reasons = _rows(entry.sheet, value, {})
    stored = [(row.n, row.item, row.points, row.page, row.said) for row in entry.sheet.findings.all()]
    given = [(row.n, row.item, row.points, row.page, row.said) for row in rows]
    return given == stored and words_of(entry).get("reasons", {}) == reasons


def _result(now: Standing, sheet: Sheet, given: Given, by: "Officer", at: datetime) -> tuple[ReviewEntry | None, dict[str, Json]]:
    """The result this sheet completes, as an entry and its facts; none while a sheet is out or a third is due."""
    others = [other for other in now.sheets if other.pk != sheet.pk]
    if any(other.pk not in now.submitted for other in others):
        return None, {}
    earlier = [given_of(now.standard, now.submitted[other.pk], other.findings.all()) for other in others]
    reached = outcome(now.standard, [*earlier, given], now.most)
    if reached is None:
        return None, {}
    entry = entered(now.review, "result", score=reached.score, grade=reached.grade.key, by=by, at=at)
    case = now.review.case
    return entry, {
        "case": case.ref if case else "", "score": written(reached.score), "grade": reached.grade.key, "fatal": sorted(reached.fatal),
        "sheets": len(others) + 1,
    }  # fmt: skip
