"""Complaints and recordings are frozen, drawn and reviewed as dossiers are, each by its own sheet."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from math import ceil
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingheng.cases.models import Case
from mingheng.draws.actions import DrawRefused, draw_lots
from mingheng.draws.rules.proof import read_file
from mingheng.draws.tests.sealed import reveal, terms
from mingheng.evidence import actions as evidence
from mingheng.evidence.tests import samples
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.law.rules.plans import Subject
from mingheng.organisation.models import Officer
from mingheng.supervision import actions
from mingheng.supervision.actions.reviewing.of_draw import open_reviews_of_draw
from mingheng.supervision.models import FrozenMonth, Review
from mingheng.supervision.queries.months import difference_of, owed_on
from mingheng.supervision.queries.reviewing.things import things_named
from mingheng.supervision.rules.complaints.reading import read_sheet
from mingheng.supervision.tests.reviewed import another_supervisor, value
from mingheng.supervision.tests.test_complaints import file_of
from tests.cast import AT, Cast
from tests.scenarios.road import law
from tests.walking import walk

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=SHANGHAI)
RATE = Decimal(str(law().value("supervision.sample.complaint.rate", NOW.date()).value))


@pytest.fixture
def bench(cast: Cast) -> list[Officer]:
    """Two more who may review."""
    return [another_supervisor(cast, "LJ0402", "梁予安"), another_supervisor(cast, "LJ0403", "苏见微")]


def load(cast: Cast, first: int, count: int, day: str = "2026-10-08", case: str = "") -> None:
    units = (cast.squad.short_name, cast.other_squad.short_name)
    lines = [f"LJ-{n:03},12345,{day},{units[n % 2]},油烟扰民,{n % 6},,,{case}" for n in range(first, first + count)]
    actions.load_complaints(sheet=read_sheet(file_of(*lines)), token=uuid4(), by=cast.supervisor, at=NOW)


def drawn(cast: Cast, subject: Subject, at: datetime) -> FrozenMonth:
    """The month's list of a subject, frozen and drawn."""
    chance = terms(0, deadline=at + timedelta(days=1), fallback_at=at + timedelta(days=2))
    frozen = actions.freeze_month(subject=subject, terms=chance, token=None, by=cast.supervisor, at=at)
    reveal(frozen.draw, cast.supervisor, at=at)
    draw_lots(draw_id=frozen.draw_id, by=cast.supervisor, at=at)
    return frozen


def opened(cast: Cast, draw: UUID, at: datetime) -> list[Review]:
    done = open_reviews_of_draw(draw_id=draw, by=cast.supervisor, at=at)
    assert not done.left
    return list(done.opened)


def test_of_last_months_complaints_one_in_a_hundred_is_owed_drawn_and_then_done(cast: Cast, bench: list[Officer]) -> None:
    load(cast, 0, 250)
    load(cast, 300, 40, day="2026-09-08")
    plan = law().plan(NOW.date())
    assert plan is not None
    (line,) = owed_on(plan, law(), NOW.date())[Subject.COMPLAINTS].table
    assert (line.required, line.done, line.month) == (ceil(250 * RATE), 0, 3)
    frozen = drawn(cast, Subject.COMPLAINTS, NOW)
    assert len(frozen.draw.frame) == len(frozen.closed) == 250
    (line,) = owed_on(plan, law(), NOW.date())[Subject.COMPLAINTS].table
    assert (line.done, line.month) == (3, 0)


def test_what_is_loaded_or_corrected_after_the_freeze_is_shown_as_the_difference(cast: Cast) -> None:
    load(cast, 0, 10)
    frozen = drawn(cast, Subject.COMPLAINTS, NOW)
    load(cast, 10, 1)
    load(cast, 3, 1, day="2026-09-30")
    line = f"LJ-004,12345,2026-10-08,{cast.other_squad.short_name},油烟扰民,4,,,"
    actions.load_complaints(sheet=read_sheet(file_of(line)), token=None, by=cast.supervisor, at=NOW)
    found = difference_of(frozen)
    assert (found.missed, found.reopened) == (("LJ-010",), ("LJ-003",))
    assert found.moved == (("LJ-004", cast.squad.key, cast.other_squad.key),)
    assert len(frozen.draw.frame) == 10


def test_without_a_register_of_last_month_there_is_nothing_to_seal(cast: Cast) -> None:
    with pytest.raises(DrawRefused, match="请先载入上月的台账"):
        drawn(cast, Subject.COMPLAINTS, NOW)


def test_a_drawn_complaint_is_reviewed_by_its_own_sheet_beside_the_row_of_the_register(
    cast: Cast, bench: list[Officer], client: Client
) -> None:
    case = walk(cast, "decide_filing")
    load(cast, 0, 30, case=case.ref)
    frozen = drawn(cast, Subject.COMPLAINTS, NOW)
    client.force_login(cast.supervisor)
    with clock.pretend(NOW):
        before = client.get(f"/draws/{frozen.draw_id}/").content.decode()
        assert "/supervision/complaints/LJ-" in before
        told = client.post(f"/draws/{frozen.draw_id}/", {"act": "review"}, follow=True).content.decode()
        assert "已分派 1 份评查" in told
        review = Review.objects.get()
        assert (review.standard, review.subject, review.pick, review.case) == ("complaint", review.pick, review.subject, case)
        page = client.get(f"/reviews/{review.pk}/").content.decode()
        assert "台账里的这一件" in page
        assert review.subject in page
        assert f"/cases/{case.ref}/" in page
        client.force_login(review.sheets.order_by("slot")[0].reviewer)
        sheet = client.get(f"/reviews/{review.pk}/sheet/").content.decode()
    assert "重复投诉有专门研究和措施" in sheet
    assert "台账里的这一件" in sheet
    assert opened(cast, frozen.draw_id, NOW) == []


def test_whoever_had_a_hand_in_the_case_of_a_complaint_does_not_review_it(cast: Cast, bench: list[Officer]) -> None:
    case = walk(cast, "decide_filing")
    Case.objects.filter(pk=case.pk).update(handlers=[bench[0].pk])
    load(cast, 0, 5, case=case.ref)
    frozen = drawn(cast, Subject.COMPLAINTS, NOW)
    (review,) = opened(cast, frozen.draw_id, NOW)
    assert bench[0].pk not in {sheet.reviewer_id for sheet in review.sheets.all()}


def test_a_complaint_is_reviewed_by_hand_too_and_not_twice_at_once(cast: Cast, bench: list[Officer], client: Client) -> None:
    load(cast, 0, 2)
    client.force_login(cast.supervisor)
    given = {
        "standard": "complaint",
        "numbers": "LJ-000",
        "reviewers": [str(one.pk) for one in (cast.supervisor, *bench)],
        "title": "",
    }
    with clock.pretend(NOW):
        missing = client.post("/reviews/new/", given | {"numbers": "LJ-777"}).content.decode()
        assert "没有这些编号：LJ-777" in missing
        assert client.post("/reviews/new/", given).status_code == 302
        again = client.post("/reviews/new/", given)
    assert again.status_code == 422
    assert "LJ-000 正在按同一标准评查" in again.content.decode()
    assert Review.objects.get().unit == cast.squad.key


def test_the_page_of_a_complaint_names_the_day_its_review_was_given_out_also_before_breakfast(
    cast: Cast, bench: list[Officer], client: Client
) -> None:
    load(cast, 0, 1)
    things = list(things_named("complaint", ["LJ-000"], NOW.date()).values())
    actions.open_drawn_reviews(
        standard="complaint", things=things, reviewers=[cast.supervisor, *bench], by=cast.supervisor, at=NOW.replace(hour=6)
    )
    client.force_login(cast.supervisor)
    with clock.pretend(NOW):
        assert "2026-11-03 分配" in client.get("/supervision/complaints/LJ-000/").content.decode()


def of_next_month(case: Case) -> datetime:
    day: date = case.step_rows.order_by("-n")[0].happened
    return datetime.combine((day.replace(day=1) + timedelta(days=32)).replace(day=2), datetime.min.time(), SHANGHAI).replace(
        hour=9
    )


def test_drawn_recordings_are_reviewed_by_the_sheet_of_recordings_with_the_list_of_them(
    cast: Cast, bench: list[Officer], client: Client
) -> None:
    case = walk(cast, "archive_case")
    at = of_next_month(case)
    filmed = evidence.take_in(
        folder=case.pk, uploads=[SimpleUploadedFile("执法记录仪.mp4", samples.media("isom"))], kind="audiovisual", title="现场检查录像",
        source="执法记录仪", maker=cast.handler.name, taken_at=AT, place="", proves=(), by=cast.handler, at=AT,
    )  # fmt: skip
    frozen = drawn(cast, Subject.RECORDINGS, at)
    client.force_login(cast.supervisor)
    with clock.pretend(at):
        client.post(f"/draws/{frozen.draw_id}/", {"act": "review"})
        review = Review.objects.get()
        assert (review.standard, review.case) == ("recording", case)
        client.force_login(review.sheets.order_by("slot")[0].reviewer)
        sheet = client.get(f"/reviews/{review.pk}/sheet/")
    page = sheet.content.decode()
    assert "应当录音录像的环节没有记录" in page
    assert "现场检查录像" in page
    assert f"/cases/{case.ref}/files/{filmed[0].id}/" in page


def drawn_with_legal_review(cast: Cast) -> tuple[FrozenMonth, datetime]:
    """A drawn dossier in whose docket a legal review stands, and when it was drawn."""
    case = walk(cast, "archive_case")
    at = of_next_month(case)
    reviewed = case.step_rows.order_by("n")[5]
    reviewed.pk, reviewed.n, reviewed.act, reviewed.token = None, 900, "legal_review", None
    reviewed.save(force_insert=True)
    frozen = drawn(cast, Subject.DOSSIERS, at)
    return frozen, at


def test_every_major_legal_review_is_reviewed_by_its_own_sheet_beside_the_dossier(cast: Cast, bench: list[Officer]) -> None:
    frozen, at = drawn_with_legal_review(cast)
    assert sorted(review.standard for review in opened(cast, frozen.draw_id, at)) == ["dossier", "legal_review"]
    assert opened(cast, frozen.draw_id, at) == []


def test_who_reviewed_is_published_once_the_legal_reviews_have_their_results_too(
    cast: Cast, bench: list[Officer], client: Client
) -> None:
    frozen, at = drawn_with_legal_review(cast)
    by_standard = {review.standard: review for review in opened(cast, frozen.draw_id, at)}
    client.force_login(cast.squad_leader)
    for standard, published in (("dossier", False), ("legal_review", True)):
        for given in by_standard[standard].sheets.all():
            actions.submit_sheet(sheet_id=given.pk, value=value({}), token=None, by=given.reviewer, at=at)
        with clock.pretend(at):
            told = read_file(client.get(f"/draws/{frozen.draw_id}/draw.json").content)
        assert bool(told.draw.outcome.pairs) is published
