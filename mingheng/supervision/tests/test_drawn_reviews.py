"""Who reviews what was drawn is drawn too: sealed with the list, with whom to stay away from what, and opened from the draw."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from mingheng.cases.models import Case
from mingheng.cases.queries.acted import hands_of
from mingheng.draws.actions import draw_lots, sealing
from mingheng.draws.rules.plan import Plan
from mingheng.draws.rules.proof import read_file, statements
from mingheng.draws.tests.sealed import reveal, terms
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.law import queries as law
from mingheng.law.rules.plans import Subject
from mingheng.organisation import actions as organisation
from mingheng.organisation.models import Officer
from mingheng.organisation.rules import Duty, OfficerKind
from mingheng.supervision.actions import ReviewRefused, freeze_month, open_review, submit_sheet
from mingheng.supervision.actions.bulletins import frozen_now
from mingheng.supervision.actions.handings import hand_over
from mingheng.supervision.actions.reviewing.of_draw import open_reviews_of_draw
from mingheng.supervision.models import Bulletin, FrozenMonth, Review
from mingheng.supervision.queries.draws.seeing import sight_of_draw
from mingheng.supervision.queries.months import difference_of
from mingheng.supervision.queries.reviewing.bench import bench as everybody
from mingheng.supervision.queries.reviewing.drawn import pairs_of
from mingheng.supervision.rules.bulletins.figures import digest_of
from mingheng.supervision.rules.bulletins.periods import Period
from mingheng.supervision.tests.found import broken
from mingheng.supervision.tests.reviewed import value
from mingheng.supervision.tests.test_bulletins import issued
from mingheng.supervision.tests.test_handings import PURPOSE, outsider
from tests.cast import AT, BEGAN, Cast
from tests.scenarios.spot_walks import SIMPLE
from tests.walking import walk


@pytest.fixture
def bench(cast: Cast) -> list[Officer]:
    """Three more supervisors, one of them of the squad whose case is drawn."""
    found = []
    for number, name, unit in ((1, "苏见微", cast.brigade), (2, "梁予安", cast.brigade), (3, "温若谷", cast.squad)):
        person = organisation.add_person(
            username=f"LJ880{number}",
            name=name,
            unit=unit,
            kind=OfficerKind.STAFF,
            by=cast.system_administrator,
            at=AT,
        )
        organisation.appoint(officer=person, duty=Duty.SUPERVISOR, unit=unit, since=BEGAN, by=cast.system_administrator, at=AT)
        found.append(person)
    return found


@pytest.fixture
def closed(cast: Cast) -> Case:
    return walk(cast, "archive_case")


def drawn(cast: Cast, closed: Case) -> tuple[FrozenMonth, datetime]:
    """The month after the case was closed, frozen and drawn."""
    day: date = closed.step_rows.order_by("-n")[0].happened
    at = datetime.combine((day.replace(day=1) + timedelta(days=32)).replace(day=2), datetime.min.time(), SHANGHAI)
    chance = terms(0, deadline=at + timedelta(days=1), fallback_at=at + timedelta(days=2))
    frozen = freeze_month(subject=Subject.DOSSIERS, terms=chance, token=None, by=cast.supervisor, at=at)
    reveal(frozen.draw, cast.supervisor, at=at)
    draw_lots(draw_id=frozen.draw_id, by=cast.supervisor, at=at)
    return frozen, at


def dispatched(cast: Cast, frozen: FrozenMonth, at: datetime) -> list[Review]:
    """The reviews opened from the draw, nothing of it left out."""
    done = open_reviews_of_draw(draw_id=frozen.draw_id, by=cast.supervisor, at=at)
    assert not done.left
    return list(done.opened)


def test_nobody_of_the_units_own_and_nobody_who_acted_is_paired_with_it(cast: Cast, closed: Case, bench: list[Officer]) -> None:
    frozen, _ = drawn(cast, closed)
    assigning = Plan.read(frozen.draw.plan).assigning
    assert assigning is not None
    away = {person.id: person for person in assigning.people}
    assert closed.unit in away["LJ8803"].groups
    hands = hands_of([cast.handler.pk, cast.squad_leader.pk, cast.supervisor.pk], [closed.ref])
    assert hands == {cast.handler.pk: {closed.ref}, cast.squad_leader.pk: {closed.ref}, cast.supervisor.pk: frozenset()}
    (pair,) = pairs_of(frozen.draw_id).values()
    assert len(set(pair)) == 2
    assert "LJ8803" not in pair


def test_the_reviews_open_with_those_who_were_drawn_and_only_once(cast: Cast, closed: Case, bench: list[Officer]) -> None:
    frozen, at = drawn(cast, closed)
    (opened,) = dispatched(cast, frozen, at)
    assert (opened.case_id, opened.draw, opened.pick) == (closed.pk, frozen.draw_id, closed.ref)
    assert sorted(sheet.reviewer.username for sheet in opened.sheets.all()) == sorted(pairs_of(frozen.draw_id)[closed.ref])
    assert dispatched(cast, frozen, at) == []


def results(review: Review, at: datetime) -> None:
    """Every sheet handed in alike, so that the review has its result."""
    for given in review.sheets.all():
        submit_sheet(sheet_id=given.pk, value=value({"filing": "2"}), token=None, by=given.reviewer, at=at)


def by_hand(cast: Cast, case: Case, bench: list[Officer], at: datetime) -> Review:
    """The case reviewed by two of the brigade whom somebody chose."""
    return open_review(standard="dossier", reviewers=bench[:2], case=case, by=cast.supervisor, at=at)


def test_a_drawn_case_is_not_opened_by_hand_with_others_but_from_its_draw(
    cast: Cast, closed: Case, bench: list[Officer], client: Client
) -> None:
    frozen, at = drawn(cast, closed)
    page = f"/draws/{frozen.draw_id}/"
    with pytest.raises(ReviewRefused, match=f"抽中，由抽签分派的两人评查。请到抽取页 {page} 开始评查"):
        by_hand(cast, closed, bench, at)
    client.force_login(cast.supervisor)
    sent = {"standard": "dossier", "numbers": closed.number, "title": "", "reviewers": [str(one.pk) for one in bench[:2]]}
    with clock.pretend(at):
        answer = client.post("/reviews/new/", sent)
    assert answer.status_code == 422
    assert page in answer.content.decode()
    assert not Review.objects.exists()
    (opened,) = dispatched(cast, frozen, at)
    for given in opened.sheets.all():
        submit_sheet(sheet_id=given.pk, value=value({"filing": "2"}), token=None, by=given.reviewer, at=at)
    assert by_hand(cast, closed, bench, at).draw is None


def test_one_under_review_already_is_named_and_does_not_keep_the_others_from_being_opened(
    cast: Cast, bench: list[Officer], client: Client
) -> None:
    mine, other = walk(cast, "archive_case"), walk(cast, "archive_case", procedure=SIMPLE)
    before = datetime.combine(mine.step_rows.order_by("-n")[0].happened, datetime.max.time(), SHANGHAI)
    by_hand(cast, mine, bench, before)
    frozen, at = drawn(cast, mine)
    assert set(pairs_of(frozen.draw_id)) == {mine.ref, other.ref}
    client.force_login(cast.supervisor)
    with clock.pretend(at):
        said = client.post(f"/draws/{frozen.draw_id}/", {"act": "review"}, follow=True).content.decode()
        assert "已分派 1 份评查" in said
        assert f"1 件没有分派：{mine} 正在按同一标准评查，是另行分派的" in said
        assert Review.objects.get(draw=frozen.draw_id).case == other
        again = client.post(f"/draws/{frozen.draw_id}/", {"act": "review"}, follow=True).content.decode()
        assert "1 件没有分派" in again
        assert "已分派" not in again
    for given in Review.objects.get(draw=None).sheets.all():
        submit_sheet(sheet_id=given.pk, value=value({"filing": "2"}), token=None, by=given.reviewer, at=at)
    (opened,) = dispatched(cast, frozen, at)
    assert opened.case == mine
    assert sorted(sheet.reviewer.username for sheet in opened.sheets.all()) == sorted(pairs_of(frozen.draw_id)[mine.ref])


def test_one_for_which_there_are_not_two_is_named_and_opened_when_there_are(
    cast: Cast, closed: Case, bench: list[Officer]
) -> None:
    frozen, at = drawn(cast, closed)
    numbers = [one.pk for one in everybody(law.lawbook(), at.date())[1:]]
    Officer.objects.filter(pk__in=numbers).update(is_active=False)
    done = open_reviews_of_draw(draw_id=frozen.draw_id, by=cast.supervisor, at=at)
    assert not done.opened
    (left,) = done.left
    assert left.startswith(f"{closed} 找不到两名可以评查的人")
    Officer.objects.filter(pk__in=numbers).update(is_active=True)
    assert len(dispatched(cast, frozen, at)) == 1


def test_what_was_drawn_is_reviewed_where_it_is_though_it_was_taken_up_again_after_the_freeze(
    cast: Cast, closed: Case, bench: list[Officer]
) -> None:
    frozen, at = drawn(cast, closed)
    Case.objects.filter(pk=closed.pk).update(closed=False, closed_on=None, unit=cast.other_squad.key)
    assert difference_of(frozen).reopened == (closed.ref,)
    (opened,) = dispatched(cast, frozen, at)
    assert (opened.case, opened.unit, opened.pick) == (closed, cast.other_squad.key, closed.ref)


def test_who_has_left_is_replaced_by_who_has_the_least_in_hand(cast: Cast, closed: Case, bench: list[Officer]) -> None:
    frozen, at = drawn(cast, closed)
    gone, stays = pairs_of(frozen.draw_id)[closed.ref]
    Officer.objects.filter(username=gone).update(is_active=False)
    (opened,) = dispatched(cast, frozen, at)
    names = {sheet.reviewer.username for sheet in opened.sheets.all()}
    assert stays in names
    assert gone not in names
    assert len(names) == 2


def test_a_supervisor_opens_them_from_the_page_of_the_draw(
    cast: Cast, closed: Case, bench: list[Officer], client: Client
) -> None:
    frozen, at = drawn(cast, closed)
    client.force_login(cast.supervisor)
    with clock.pretend(at):
        page = client.get(f"/draws/{frozen.draw_id}/").content.decode()
        assert "开始评查" in page
        assert "LJ88" not in page.split("评查</h2>")[0].split("机会")[-1]
        after = client.post(f"/draws/{frozen.draw_id}/", {"act": "review"}, follow=True).content.decode()
    assert "已分派 1 份评查" in after
    assert "开始评查" not in after
    assert Review.objects.count() == 1


def test_a_squad_learns_who_reviewed_once_every_result_is_there(
    cast: Cast, closed: Case, bench: list[Officer], client: Client
) -> None:
    frozen, at = drawn(cast, closed)
    (review,) = dispatched(cast, frozen, at)
    named = [given.reviewer.name for given in review.sheets.all()]
    address = f"/draws/{frozen.draw_id}/"

    def read(by: Officer) -> tuple[bool, str, bool]:
        client.force_login(by)
        with clock.pretend(at):
            page = client.get(address).content.decode().partition('id="picks"')[2]
            file = client.get(f"{address}draw.json").content
        assert all(one.kept for one in statements(read_file(file)))
        return all(name in page for name in named), read_file(file).draw.blind, b'"pairs"' in file

    assert read(cast.squad_leader) == (False, "", False)
    assert read(cast.bureau_head) == (True, frozen.draw.blind, True)
    results(review, at)
    assert read(cast.squad_leader) == (True, frozen.draw.blind, True)


def test_who_looks_in_from_outside_learns_it_no_earlier_and_checks_the_lots_at_once(
    cast: Cast, closed: Case, bench: list[Officer], client: Client
) -> None:
    frozen, at = drawn(cast, closed)
    (review,) = dispatched(cast, frozen, at)
    procurator = outsider(cast, "procuratorate", "LJ9101")
    one = hand_over(
        draw=frozen.draw_id, title=frozen.draw.title, to=procurator.unit, purpose=PURPOSE, until=at.date(), token=None,
        by=cast.supervisor, at=at,
    )  # fmt: skip
    client.force_login(procurator)

    def read() -> str:
        with clock.pretend(at):
            assert "自己验证" in client.get(f"/handings/{one.pk}/").content.decode()
            file = client.get(f"/handings/{one.pk}/draw.json").content
        assert all(one.kept for one in statements(read_file(file)))
        return read_file(file).draw.blind

    assert read() == ""
    results(review, at)
    assert read() == frozen.draw.blind


def test_whoever_reads_all_that_a_squad_and_the_public_read_does_not_know_who_reviews(
    cast: Cast, closed: Case, bench: list[Officer], client: Client
) -> None:
    frozen, at = drawn(cast, closed)
    draw = frozen.draw
    client.force_login(cast.squad_leader)
    with clock.pretend(at):
        pages = [f"/draws/{draw.pk}/", f"/draws/{draw.pk}/draw.json", f"/check/draw/{draw.pk}/", "/check/draw/"]
        read = [client.get(address).content.decode() for address in pages]
    others = {one.name for one in everybody(law.lawbook(), at.date())} - {cast.supervisor.name}
    assert len(others) > len(pairs_of(draw.pk)[closed.ref])
    for page in read:
        assert draw.blind not in page
        assert not [name for name in others if name in page]
    told = read_file(read[1].encode())
    assert [pick.member for pick in told.draw.outcome.picks] == [closed.ref]
    assert told.draw.outcome.pairs == ()
    assert told.digests == draw.end.digests


def test_a_draw_sealed_before_there_were_blinds_gives_its_file_when_the_reviews_are_over(
    cast: Cast, closed: Case, bench: list[Officer], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "secrets", SimpleNamespace(token_hex=lambda _: ""))
    monkeypatch.setattr(sealing, "blind_commitment", lambda _: "")
    frozen, at = drawn(cast, closed)
    (review,) = dispatched(cast, frozen, at)
    client.force_login(cast.squad_leader)

    def file() -> Any:
        with clock.pretend(at):
            assert "评查还没有结束" in client.get(f"/draws/{frozen.draw_id}/").content.decode() or review.entries.exists()
            return client.get(f"/draws/{frozen.draw_id}/draw.json")

    assert file().status_code == 404
    results(review, at)
    assert all(one.kept for one in statements(read_file(file().content)))


def test_the_page_says_what_the_draw_can_and_cannot_see(cast: Cast, closed: Case, bench: list[Officer], client: Client) -> None:
    frozen, at = drawn(cast, closed)
    before = sight_of_draw(frozen.draw, at.date(), law.lawbook())
    assert before is not None
    assert (before.total, before.sample, before.unseen, before.reviewed, before.scan) == (1, 1, 0, 0, 0)
    (review,) = dispatched(cast, frozen, at)
    for given in review.sheets.all():
        submit_sheet(sheet_id=given.pk, value=value({"filing": "2"}), token=None, by=given.reviewer, at=at)
    broken(closed, at)
    seen = sight_of_draw(frozen.draw, at.date(), law.lawbook())
    assert seen is not None
    assert (seen.reviewed, seen.found, seen.most, seen.scan, seen.met) == (1, 1, 1, 1, 1)
    client.force_login(cast.supervisor)
    with clock.pretend(at):
        page = client.get(f"/draws/{frozen.draw_id}/").content.decode()
        month = client.get("/supervision/").content.decode()
    for told in (page, month):
        assert "1 个查出问题：有 95% 的把握说，这 1 个里有问题的不超过 1 个" in told
        assert "发现 1 个有违反规则的情况，抽查抽到了其中 1 个" in told


def test_a_bulletin_keeps_what_the_sample_could_see(cast: Cast, closed: Case, bench: list[Officer]) -> None:
    _, at = drawn(cast, closed)
    period = Period.month(at.year, at.month)
    bulletin = issued(cast, period)
    broken(closed, at)
    kept = Bulletin.objects.get()
    assert digest_of(kept.frozen) == kept.digest == bulletin.digest
    (sight,) = kept.frozen["sights"]
    assert (sight["total"], sight["sample"], sight["scan"]) == (1, 1, 0)
    assert frozen_now(period, law.lawbook())["sights"][0]["scan"] == 1
