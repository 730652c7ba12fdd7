"""In a review that comes from a draw nobody picks who replaces a reviewer or comes as the third: it is dealt, and the trail says so."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from mingheng.kit import clock
from mingheng.ledger.queries import chain_intact
from mingheng.ledger.queries.auditing.chains import read_chains
from mingheng.organisation.models import Officer
from mingheng.supervision import actions
from mingheng.supervision.models import Review, ReviewEntry, Sheet
from mingheng.supervision.queries.auditing.reviews import judge_reviews
from mingheng.supervision.tests.reviewed import (
    NOW,
    REASON,
    Bench,
    another_supervisor,
    hand_in,
    moment,
    opened,
    sheet_of,
    value,
)

AWAY = "评查人调离督察大队，改由其他人评查"


@pytest.fixture
def bench(archived: Bench) -> Bench:
    return archived


@pytest.fixture
def others(bench: Bench) -> list[Officer]:
    """Two more who may review."""
    return [another_supervisor(bench.cast, "LJ0404", "温若谷"), another_supervisor(bench.cast, "LJ0405", "程以宁")]


@pytest.fixture
def review(bench: Bench) -> Review:
    """As a draw opened it."""
    return actions.open_review(
        standard="dossier", reviewers=[bench.second, bench.third], case=bench.case, draw=uuid4(), pick=bench.case.ref, by=bench.first,
        at=NOW,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment(1))


def burden(bench: Bench, *officers: Officer) -> None:
    """Give each of two a sheet of something else."""
    actions.open_review(
        standard="disclosure", reviewers=officers, subject=f"十月执法公示 {officers[0].pk}", unit=bench.cast.squad.key,
        by=bench.first, at=NOW,
    )  # fmt: skip


def as_(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def take_back(review: Review, whose: Officer, by: Officer) -> None:
    actions.withdraw_sheet(sheet_id=sheet_of(review, whose).pk, reason=AWAY, by=by, at=moment(1))


def deal(review: Review, by: Officer) -> Sheet:
    return actions.deal_reviewer(review_id=review.pk, by=by, at=moment(1))


def test_who_has_the_least_in_hand_replaces_a_reviewer_and_not_who_took_the_sheet_back(
    bench: Bench, review: Review, others: list[Officer]
) -> None:
    burden(bench, others[0], bench.cast.centre_reviewer)
    take_back(review, bench.third, bench.first)
    assert deal(review, bench.first).reviewer == others[1]
    take_back(review, others[1], bench.first)
    dealt = deal(review, bench.first).reviewer
    assert dealt not in (bench.first, bench.second, bench.third, others[1])
    chain = f"review:{review.pk}"
    assert chain_intact(chain)
    assert list(judge_reviews(list(read_chains([chain])))) == []
    told = [read.said["d"].get("word") for read in next(read_chains([chain])).entries if read.said["k"] == "review:assigned"]
    assert len([one for one in told if one]) == 2


def test_nobody_is_picked_for_it_by_hand_and_least_of_all_oneself(bench: Bench, review: Review, others: list[Officer]) -> None:
    take_back(review, bench.second, bench.first)
    for one in (bench.first, others[0]):
        with pytest.raises(actions.ReviewRefused, match="补派的人不能挑选。请用“按在手数指派”"):
            actions.assign_reviewer(review_id=review.pk, reviewer=one, by=bench.first, at=moment(1))
    sent = {"reviewer": str(bench.first.pk)}
    as_(bench.first).post(reverse("supervision:review_assign", args=[review.pk]), sent)
    assert not Sheet.objects.filter(review=review, reviewer=bench.first).exists()


def test_whoever_is_left_may_not_be_enough(bench: Bench, review: Review) -> None:
    Officer.objects.filter(pk=bench.cast.centre_reviewer.pk).update(is_active=False)
    take_back(review, bench.second, bench.first)
    with pytest.raises(actions.ReviewRefused, match="找不到可以补派的人"):
        deal(review, bench.first)
    answer = as_(bench.first).post(reverse("supervision:review_assign", args=[review.pk]))
    assert answer.status_code == 422
    assert "请增加评查人" in answer.content.decode()


def test_the_third_is_dealt_as_well(bench: Bench, review: Review, others: list[Officer]) -> None:
    burden(bench, bench.first, bench.cast.centre_reviewer)
    burden(bench, others[0], bench.cast.centre_reviewer)
    with pytest.raises(actions.ReviewRefused, match="现在不缺评查人"):
        deal(review, bench.first)
    hand_in(review, bench.second, value({"filing": "1"}), later=0)
    hand_in(review, bench.third, value({"filing": "3", "elements-proved": "8", "lawful-source": "5"}), later=0)
    assert "待指定第三人" in as_(bench.first).get(reverse("supervision:review", args=[review.pk])).content.decode()
    given = deal(review, bench.first)
    assert (given.reviewer, given.slot) == (others[1], 3)


def test_the_page_offers_one_button_and_the_trail_says_who_took_it_back_why_and_who_got_it(
    bench: Bench, review: Review, others: list[Officer]
) -> None:
    burden(bench, others[0], bench.cast.centre_reviewer)
    client, page = as_(bench.first), reverse("supervision:review", args=[review.pk])
    sent = {"sheet": str(sheet_of(review, bench.third).pk), "reason": AWAY}
    shown = client.post(reverse("supervision:review_withdraw", args=[review.pk]), sent, follow=True).content.decode()
    assert "已收回，请按在手数指派另一名评查人" in shown
    assert ">按在手数指派</button>" in shown
    assert 'name="reviewer"' not in shown
    shown = client.post(reverse("supervision:review_assign", args=[review.pk]), follow=True).content.decode()
    assert "已按在手数指派评查人" in shown
    assert ">按在手数指派</button>" not in client.get(page).content.decode()
    trail = shown.split("<h2>经过</h2>")[1].split("</section>")[0]
    for said in (f"{bench.third.name}的评分表。{AWAY}", f"{others[1].name}，按在手数指派", bench.first.name):
        assert said in trail
    assert list(ReviewEntry.objects.filter(review=review).values_list("kind", "word"))[1:] == [
        ("withdrawn", ""), ("assigned", "dealt"),
    ]  # fmt: skip


def test_nobody_gives_himself_a_sheet_where_he_took_one_back_though_the_review_was_opened_by_hand(
    bench: Bench, others: list[Officer]
) -> None:
    review = actions.open_review(
        standard="dossier", reviewers=[bench.second, bench.third], case=bench.case, by=bench.first, at=NOW
    )
    take_back(review, bench.second, bench.first)
    with pytest.raises(actions.ReviewRefused, match="你收回过本案的评分表，不能再指定自己"):
        actions.assign_reviewer(review_id=review.pk, reviewer=bench.first, by=bench.first, at=moment(1))
    address = reverse("supervision:review", args=[review.pk])
    options = {name: as_(one).get(address).context["page"].bench for name, one in (("who", bench.first), ("other", others[0]))}
    assert bench.first.pk not in dict(options["who"])
    assert bench.first.pk in dict(options["other"])
    with pytest.raises(actions.ReviewRefused, match="不是抽签分派的"):
        deal(review, bench.first)
    given = actions.assign_reviewer(review_id=review.pk, reviewer=bench.first, by=others[0], at=moment(1))
    assert given.reviewer == bench.first


def test_in_a_review_opened_by_hand_the_third_is_still_chosen(bench: Bench) -> None:
    review = opened(bench)
    hand_in(review, bench.first, value({"filing": "1"}), later=0)
    hand_in(review, bench.second, value({"filing": "3", "elements-proved": "8", "lawful-source": "5"}), later=0)
    shown = as_(bench.first).get(reverse("supervision:review", args=[review.pk])).content.decode()
    assert 'name="reviewer"' in shown
    assert REASON not in shown.split('id="assign"')[1].split("</section>")[0]
    given = actions.assign_reviewer(review_id=review.pk, reviewer=bench.third, by=bench.first, at=moment(1))
    assert given.reviewer == bench.third
