"""Reviews for the walk: one of each squad's case with a result, and one of each whose sheet the supervisor has in hand."""

from datetime import datetime, timedelta
from uuid import uuid4

from mingheng.cases.models import Case
from mingheng.kit.dates import SHANGHAI
from mingheng.law import queries as law
from mingheng.organisation.models import Officer
from mingheng.supervision.actions import open_review, submit_sheet
from mingheng.supervision.models import Review
from mingheng.supervision.queries.reviewing.machine import machine_answers
from mingheng.supervision.queries.reviewing.standing import standard_of
from mingheng.supervision.rules.reviewing.sheets import NONE, SheetValue, Verdict
from mingheng.supervision.tests.reviewed import another_supervisor
from tests.cast import Cast

AT = datetime(2026, 10, 8, 9, 0, tzinfo=SHANGHAI)
REASON = "核对了案卷和延长审批，扫描所指的情况有依据，没有问题"


def reviews_of(cast: Cast, mine: Case, theirs: Case) -> tuple[tuple[Review, Review], tuple[Review, Review]]:
    """(own, other) with a result, and (own, other) that wait for the supervisor's sheet."""
    one, two = another_supervisor(cast, "LJ0402", "梁予安"), another_supervisor(cast, "LJ0403", "苏见微")
    resulted = tuple(_resulted(cast, case, one, two) for case in (mine, theirs))
    waiting = tuple(
        open_review(standard="legal_review", reviewers=[cast.supervisor, one], case=case, by=cast.supervisor, at=AT)
        for case in (mine, theirs)
    )
    return (resulted[0], resulted[1]), (waiting[0], waiting[1])


def _resulted(cast: Cast, case: Case, one: Officer, two: Officer) -> Review:
    review = open_review(standard="recording", reviewers=[one, two], case=case, by=cast.supervisor, at=AT)
    machine = machine_answers(review, standard_of(review), law.lawbook())
    said = tuple(Verdict(item, NONE, REASON) for item, answer in machine.items() if answer.state != "kept")
    for sheet in review.sheets.all():
        at = AT + timedelta(hours=sheet.slot)
        submit_sheet(sheet_id=sheet.pk, value=SheetValue((), said), token=uuid4(), by=sheet.reviewer, at=at)
    return review
