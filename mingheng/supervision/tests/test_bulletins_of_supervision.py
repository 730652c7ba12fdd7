"""Bulletins count supervision itself: what was drawn, reviewed, instructed, answered and ordered, each number with its list."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from mingheng.cases.actions import Offer
from mingheng.cases.models import Case
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.law import queries as law
from mingheng.organisation.queries import authority
from mingheng.supervision.actions import escalate_late, open_orders, take_act
from mingheng.supervision.actions.bulletins import frozen_now
from mingheng.supervision.models import Bulletin, Matter, Review, TaskOrder
from mingheng.supervision.queries.bulletins.listing import listed
from mingheng.supervision.queries.bulletins.page import shown
from mingheng.supervision.rules.bulletins.figures import Counted, number
from mingheng.supervision.rules.bulletins.index import PARTS, Index, index_of
from mingheng.supervision.rules.bulletins.periods import Period
from mingheng.supervision.rules.bulletins.titles import CASES, OPENS, TABLES, TITLES
from mingheng.supervision.rules.tasks import Doing
from mingheng.supervision.tests.reviewed import Bench, bench_of, hand_in, opened, value
from mingheng.supervision.tests.test_bulletins import issued
from mingheng.supervision.tests.test_drawn_reviews import bench as drawing_bench
from mingheng.supervision.tests.test_drawn_reviews import drawn
from mingheng.supervision.tests.test_tasks import do
from tests import matters
from tests.cast import Cast
from tests.walking import picture, walk

NOVEMBER = Period.month(2026, 11)
SENT, IN_TIME, LAST, AFTER = date(2026, 11, 2), date(2026, 11, 6), date(2026, 11, 9), date(2026, 11, 10)
FATAL = "wrong-party"
bench = drawing_bench


def counted(period: Period = NOVEMBER) -> Counted:
    found: Counted = frozen_now(period, law.lawbook())["counted"]
    return found


def numbers(*figures: str, period: Period = NOVEMBER) -> list[int]:
    there = counted(period)
    return [number(there, figure) for figure in figures]


def slip(cast: Cast) -> Matter:
    """A slip sent on the second; its reply is due on the ninth."""
    matter = matters.opened(cast.supervisor, SENT)
    matters.take(matter, "issue_slip", cast.supervisor, SENT)
    return matter


def reply_again(cast: Cast, matter: Matter, day: date) -> None:
    """A second reply, with another picture."""
    first = matters.offer(matter.procedure, "reply")
    second = Offer("reply", first.facts, files={name: [picture(7)] for name in first.files}, token=uuid4())
    take_act(matter_id=matter.pk, offer=second, by=cast.squad_leader, at=matters.on(day))


def test_every_figure_has_its_place_and_its_list_opens_something() -> None:
    in_tables = [key for _, keys in TABLES for key in keys]
    assert len(in_tables) == len(set(in_tables))
    assert set(in_tables) <= TITLES.keys() == OPENS.keys()


def test_a_reply_in_time_and_one_that_never_came(cast: Cast) -> None:
    answered, silent = slip(cast), slip(cast)
    matters.take(answered, "reply", cast.squad_leader, IN_TIME)
    escalate_late(at=matters.on(AFTER))
    figures = ("matters_opened", "slips", "answers_due", "answers_in_time", "answers_late", "escalated")
    assert numbers(*figures) == [2, 2, 2, 1, 1, 1]
    assert counted()["answers_late"] == {cast.squad.key: [f"{silent.pk}/2"]}
    assert numbers(*figures, period=NOVEMBER.before()) == [0] * 6


def test_a_reply_after_its_last_day_is_late_and_the_decision_has_a_period_of_its_own(cast: Cast) -> None:
    matter = slip(cast)
    escalate_late(at=matters.on(AFTER))
    matters.take(matter, "reply", cast.squad_leader, AFTER)
    assert numbers("answers_due", "answers_in_time", "answers_late") == [1, 0, 1]
    matters.take(matter, "issue_decision", cast.bureau_head, AFTER)
    reply_again(cast, matter, date(2026, 11, 20))
    assert numbers("decisions", "answers_due", "answers_in_time", "answers_late") == [1, 2, 1, 1]


def test_a_paper_withdrawn_on_appeal_owed_no_reply(cast: Cast) -> None:
    matter = slip(cast)
    matters.take(matter, "appeal", cast.squad_leader, IN_TIME)
    matters.take(matter, "decide_appeal", cast.bureau_head, IN_TIME, result="withdrawn")
    matters.take(matter, "close_matter", cast.supervisor, AFTER)
    assert numbers("slips", "answers_due", "answers_late", "rectified") == [1, 0, 0, 0]


def test_what_was_rechecked_and_closed_counts_as_put_right(cast: Cast) -> None:
    matter = slip(cast)
    matters.take(matter, "reply", cast.squad_leader, IN_TIME)
    matters.take(matter, "recheck", cast.supervisor, LAST, result="not_passed")
    assert numbers("rechecked", "recheck_passed", "rectified") == [1, 0, 0]
    matters.take(matter, "ask_again", cast.supervisor, LAST)
    reply_again(cast, matter, AFTER)
    matters.take(matter, "recheck", cast.supervisor, AFTER)
    matters.take(matter, "close_matter", cast.supervisor, AFTER)
    assert numbers("rechecked", "recheck_passed", "rectified", "answers_due") == [1, 1, 1, 2]


def test_a_key_matter_with_both_reports(cast: Cast) -> None:
    matter = matters.opened(cast.supervisor, SENT, procedure="key_matter")
    matters.take(matter, "first_report", cast.squad_leader, SENT)
    assert numbers("key_opened", "key_reported", "matters_opened") == [1, 0, 0]
    matters.take(matter, "final_report", cast.squad_leader, IN_TIME)
    assert numbers("key_opened", "key_reported", "key_late") == [1, 1, 0]


def test_orders_in_time_late_and_accepted(cast: Cast) -> None:
    made = datetime(2026, 11, 2, 9, 0, tzinfo=SHANGHAI)
    open_orders(by=cast.supervisor, at=made)
    mine, other = (TaskOrder.objects.get(spec="squad_day", unit=unit.key) for unit in (cast.squad, cast.other_squad))
    do(mine, Doing.REPORTED, cast.squad_leader, at=made)
    there = counted()
    assert number(there, "orders_made") == TaskOrder.objects.count()
    assert there["orders_in_time"] == there["orders_accepted"] == {cast.squad.key: [str(mine.pk)]}
    assert str(other.pk) in there["orders_late"][cast.other_squad.key]
    do(other, Doing.REPORTED, cast.other_leader, at=made + timedelta(days=2))
    assert str(other.pk) in counted()["orders_late"][cast.other_squad.key]


@pytest.fixture
def reviewed(cast: Cast) -> Bench:
    """A dossier two reviewers agree about: half a point each."""
    bench = bench_of(cast)
    review = opened(bench)
    hand_in(review, bench.first, value({"filing": "0.5"}))
    hand_in(review, bench.second, value({"filing": "0.5"}))
    return bench


def test_a_dossier_without_a_fatal_item_and_its_points(reviewed: Bench) -> None:
    assert numbers("reviews_done", "reviews_sound", "reviews_fatal") == [1, 1, 0]
    frozen = frozen_now(NOVEMBER, law.lawbook())
    assert frozen["scores"] == {str(Review.objects.get().pk): "99.5"}
    means = [figure.value for strip in shown(frozen).strips for figure in strip if figure.title == "案卷评查均分"]
    assert means == ["99.5"]


def test_a_dossier_with_a_fatal_item(cast: Cast) -> None:
    bench = bench_of(cast)
    review = opened(bench)
    for reviewer in (bench.first, bench.second):
        hand_in(review, reviewer, value({}, fatal=(FATAL,)))
    assert numbers("reviews_done", "reviews_sound", "reviews_fatal") == [1, 0, 1]


def test_draws_and_what_they_hit(cast: Cast, bench: list[object]) -> None:
    closed: Case = walk(cast, "archive_case")
    frozen, at = drawn(cast, closed)
    there = counted(Period.month(at.year, at.month))
    assert there["draws_sealed"] == there["draws_drawn"] == {cast.bureau.key: [str(frozen.draw_id)]}
    assert there["dossiers_drawn"] == {cast.squad.key: [closed.ref]}
    assert there["dossiers_reviewed"] == {}


def test_the_list_of_another_squads_matters_has_no_names_and_no_ways_in(cast: Cast) -> None:
    matter = slip(cast)
    frozen = frozen_now(NOVEMBER, law.lawbook())
    held = {who: authority(getattr(cast, who), AFTER) for who in ("supervisor", "squad_leader", "other_leader", "handler")}
    lists = {who: listed(frozen, one, "slips", "") for who, one in held.items()}
    rows = {who: found.rows for who, found in lists.items() if found is not None}
    assert matter.subject in rows["supervisor"][0][0]
    assert rows["squad_leader"] == rows["supervisor"]
    for who in ("other_leader", "handler"):
        assert rows[who][0][0] == str(matter.pk)[:8]
        assert rows[who][0][2] == ""


def test_no_fine_moves_any_figure_of_supervision(reviewed: Bench) -> None:
    matters.take(slip(reviewed.cast), "reply", reviewed.cast.squad_leader, IN_TIME)
    before = frozen_now(NOVEMBER, law.lawbook())
    Case.objects.update(amount=999_999)
    assert frozen_now(NOVEMBER, law.lawbook()) == before
    assert {"amount", "fine"}.isdisjoint(str(before).split("'"))


def test_a_bulletin_of_former_times_still_shows(cast: Cast, client: Client) -> None:
    matters.opened(cast.supervisor, SENT)
    bulletin = issued(cast, NOVEMBER)
    assert [number(bulletin.frozen["counted"], key) for key in ("matters_opened", "answers_due")] == [1, 0]
    kept = bulletin.frozen
    former = {key: kept[key] for key in ("period", "law", "units", "trend")} | {
        "counted": {key: kept["counted"][key] for key in CASES},
        "weights": {"clean": "60", "rectified": "40"},
    }
    page = shown(former)
    assert page.tables == ()
    assert [title for title, _, _ in page.weights] == ["办案合规", "问题整改"]
    assert len(page.notes) == len(CASES)
    again = Bulletin.objects.create(
        kind="month",
        period="2026-10",
        n=1,
        points=bulletin.points,
        frozen=former,
        digest="0" * 64,
        by=cast.supervisor,
        at=bulletin.at,
    )
    client.force_login(cast.supervisor)
    with clock.pretend(bulletin.at):
        shown_page = client.get(f"/bulletins/{again.pk}/")
        assert shown_page.status_code == 200
        assert "抽查和评查" not in shown_page.content.decode()
        assert client.get(f"/bulletins/{again.pk}/slips/").status_code == 404
        new = client.get(f"/bulletins/{bulletin.pk}/").content.decode()
    assert "抽查和评查" in new


WEIGHTS = {
    "clean": Fraction(40),
    "rectified": Fraction(20),
    "reviewed": Fraction(20),
    "answered": Fraction(10),
    "rechecked": Fraction(10),
}
SHARES = st.fixed_dictionaries({key: st.tuples(st.integers(0, 9), st.integers(0, 9)) for key in PARTS})


def indexed(shares: dict[str, tuple[int, int]]) -> Index:
    """The index of a unit of which so many of so many were as they should be, by part."""
    lists: dict[str, dict[str, list[str]]] = {}
    for key, (done, lacking) in shares.items():
        _, kept, of = PARTS[key]
        lists[kept] = {"a": [str(n) for n in range(done)]}
        lists[of] = {"a": [str(n) for n in range(done + lacking)]}
    return index_of("a", lists, WEIGHTS)


@given(SHARES)
def test_an_index_lies_between_nought_and_a_hundred(shares: dict[str, tuple[int, int]]) -> None:
    index = indexed(shares).value
    assert index is None if not any(map(sum, shares.values())) else index is not None and 0 <= index <= 100


@given(SHARES, st.sampled_from(sorted(PARTS)))
def test_one_more_done_as_it_should_be_never_lowers_an_index(shares: dict[str, tuple[int, int]], part: str) -> None:
    done, lacking = shares[part]
    if not lacking:
        return
    before, after = indexed(shares).value, indexed({**shares, part: (done + 1, lacking - 1)}).value
    assert before is not None
    assert after is not None
    assert after > before
