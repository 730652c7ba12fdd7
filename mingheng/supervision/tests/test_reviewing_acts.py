"""The life of a review: opened, scored twice blind, a third where they differ, replied to, appealed, decided, shared."""

from decimal import Decimal
from uuid import uuid4

import pytest

from mingheng.cases.models import Case
from mingheng.law import queries as law
from mingheng.ledger.queries import chain_intact, unseal_chain
from mingheng.organisation import actions as organisation
from mingheng.organisation.models import Officer
from mingheng.supervision import actions
from mingheng.supervision.models import CentralReview, Review, ReviewEntry, ReviewExample, Sheet, SheetDraft, SheetFinding
from mingheng.supervision.queries.reviewing.standing import Standing, told
from mingheng.supervision.queries.reviewing.things import thing_of
from mingheng.supervision.rules.reviewing.states import ReviewState
from mingheng.supervision.tests.reviewed import (
    NOW,
    REASON,
    Bench,
    another_supervisor,
    day,
    hand_in,
    moment,
    opened,
    sheet_of,
    value,
)
from tests.walking import walk

GOOD, POOR = value({"filing": "2"}), value({"filing": "3", "elements-proved": "8", "lawful-source": "5"})


@pytest.fixture
def bench(archived: Bench) -> Bench:
    return archived


@pytest.fixture
def review(bench: Bench) -> Review:
    return opened(bench)


def standing(review: Review, on: int = 1) -> Standing:
    return Standing(told(Review.objects.all()).get(pk=review.pk), law.lawbook(), day(on))


def kinds(review: Review) -> list[str]:
    return list(ReviewEntry.objects.filter(review=review).values_list("kind", flat=True))


def resulted(bench: Bench, review: Review) -> Review:
    hand_in(review, bench.first, GOOD)
    hand_in(review, bench.second, GOOD)
    return review


def test_a_dossier_is_reviewed_once_its_case_is_archived(bench: Bench) -> None:
    (going,) = more(bench, 1)
    bench.case.closed, bench.case.closed_on = False, None
    bench.case.save()
    for case in (going, bench.case):
        with pytest.raises(actions.ReviewRefused, match="请在归档以后再分派"):
            actions.open_review(standard="dossier", reviewers=[bench.first, bench.second], case=case, by=bench.first, at=NOW)
    assert not Review.objects.exists()
    assert opened(bench, standard="legal_review").case == bench.case


def test_two_sheets_that_agree_are_a_result_on_the_record(bench: Bench, review: Review) -> None:
    hand_in(review, bench.first, value({"filing": "2"}))
    assert kinds(review) == ["opened", "submitted"]
    hand_in(review, bench.second, value({"filing": "3", "reasoning": "3"}))
    assert kinds(review) == ["opened", "submitted", "submitted", "result"]
    result = standing(review).final
    assert result
    assert (result.score, result.grade) == (Decimal(96), "excellent")
    chain = f"review:{review.pk}"
    assert chain_intact(chain)
    assert unseal_chain(chain)[2] == {"reasons": {"1": REASON}}


def test_every_entry_has_the_number_of_its_record(bench: Bench, review: Review) -> None:
    resulted(bench, review)
    assert list(ReviewEntry.objects.filter(review=review).values_list("n", flat=True)) == [1, 2, 3, 4]
    assert set(unseal_chain(f"review:{review.pk}")) <= {1, 2, 3, 4}


def test_sheets_that_differ_wait_for_a_third_whose_middle_counts(bench: Bench, review: Review) -> None:
    hand_in(review, bench.first, GOOD)
    hand_in(review, bench.second, POOR)
    assert standing(review).state is ReviewState.THIRD
    actions.assign_reviewer(review_id=review.pk, reviewer=bench.third, by=bench.first, at=moment(2))
    hand_in(review, bench.third, value({"filing": "3", "elements-proved": "8"}), later=3)
    result = standing(review).final
    assert result
    assert (result.score, result.grade) == (Decimal(89), "good")


def test_a_fatal_item_found_by_both_fails_whatever_the_score(bench: Bench, review: Review) -> None:
    hand_in(review, bench.first, value({}, ("wrong-party",)))
    hand_in(review, bench.second, value({}, ("wrong-party",)))
    result = standing(review).final
    assert result
    assert (result.score, result.grade) == (Decimal(100), "failed")


def test_a_sheet_is_handed_in_once_and_a_form_sent_twice_is_taken_once(bench: Bench, review: Review) -> None:
    token = uuid4()
    both = [hand_in(review, bench.first, GOOD, token=token) for _ in "ab"]
    assert both[0].pk == both[1].pk
    with pytest.raises(actions.AlreadyIn, match="以先提交的为准"):
        hand_in(review, bench.first, GOOD)


def test_what_is_typed_is_kept_and_goes_with_the_sheet(bench: Bench, review: Review) -> None:
    sheet = sheet_of(review, bench.first)
    actions.save_sheet(sheet_id=sheet.pk, body={"points-filing": "一点"}, by=bench.first, at=NOW)
    assert SheetDraft.objects.get().body == {"points-filing": "一点"}
    with pytest.raises(actions.NotYours):
        actions.save_sheet(sheet_id=sheet.pk, body={}, by=bench.second, at=NOW)
    hand_in(review, bench.first, GOOD)
    assert not SheetDraft.objects.exists()


@pytest.mark.parametrize("reason", ["同意", "错", ""])
def test_a_deduction_needs_a_reason(bench: Bench, review: Review, reason: str) -> None:
    given = value({"filing": "1"})
    bare = type(given)((type(given.marks[0])("filing", Decimal(1), 3, reason),))
    with pytest.raises(actions.SheetIncomplete):
        hand_in(review, bench.first, bare)
    assert not SheetFinding.objects.exists()


def test_nobody_reviews_his_own_case_or_unit_or_without_the_duty(bench: Bench) -> None:
    handled_by(bench, bench.third)
    for other, why in [
        (bench.cast.handler, "没有担任评查人"),
        (bench.third, "办理过本案"),
        (bench.first, "两名不同"),
    ]:
        with pytest.raises(actions.ReviewRefused, match=why):
            actions.open_review(standard="dossier", reviewers=[bench.first, other], case=bench.case, by=bench.first, at=NOW)
    assert not Review.objects.exists()


def handled_by(bench: Bench, officer: Officer) -> None:
    bench.case.handlers = [officer.pk]
    bench.case.save()


def test_only_supervisors_have_something_reviewed(bench: Bench) -> None:
    with pytest.raises(actions.NotYours):
        actions.open_review(
            standard="dossier", reviewers=[bench.first, bench.second], case=bench.case, by=bench.cast.squad_leader, at=NOW
        )


def test_a_case_is_not_under_review_twice_by_one_standard(bench: Bench, review: Review) -> None:
    with pytest.raises(actions.ReviewRefused, match="正在按同一标准评查"):
        opened(bench)
    assert opened(bench, standard="legal_review").standard == "legal_review"


def leave(bench: Bench, officer: Officer) -> None:
    organisation.retire_person(officer=officer, reason="调离", by=bench.cast.system_administrator, at=moment(1))


def test_a_reviewer_who_leaves_gives_back_his_sheet_with_a_trace(bench: Bench, review: Review) -> None:
    leave(bench, bench.second)
    sheet = sheet_of(review, bench.second)
    actions.save_sheet(sheet_id=sheet.pk, body={"points-filing": "1"}, by=bench.second, at=NOW)
    actions.withdraw_sheet(sheet_id=sheet.pk, reason="梁予安已经调离督察大队，改由他人评查", by=bench.first, at=moment(2))
    assert standing(review, 2).state is ReviewState.VACANT
    assert not SheetDraft.objects.exists()
    with pytest.raises(actions.ReviewRefused, match="没有担任评查人"):
        actions.assign_reviewer(review_id=review.pk, reviewer=bench.second, by=bench.first, at=moment(2))
    given = actions.assign_reviewer(review_id=review.pk, reviewer=bench.third, by=bench.first, at=moment(2))
    assert given.slot == 2
    with pytest.raises(actions.NotYours):
        hand_in(review, bench.second, GOOD)
    hand_in(review, bench.first, GOOD, later=3)
    hand_in(review, bench.third, GOOD, later=3)
    assert kinds(review) == ["opened", "withdrawn", "assigned", "submitted", "submitted", "result"]


def test_a_sheet_that_is_in_is_not_taken_back(bench: Bench, review: Review) -> None:
    hand_in(review, bench.first, GOOD)
    with pytest.raises(actions.ReviewRefused, match="不能再收回"):
        actions.withdraw_sheet(sheet_id=sheet_of(review, bench.first).pk, reason=REASON, by=bench.second, at=moment(2))


def test_a_third_is_not_given_out_while_none_is_wanting(bench: Bench, review: Review) -> None:
    with pytest.raises(actions.ReviewRefused, match="现在不缺评查人"):
        actions.assign_reviewer(review_id=review.pk, reviewer=bench.third, by=bench.first, at=moment(1))


def test_the_squad_replies_and_appeals_once_and_somebody_else_decides(bench: Bench, review: Review) -> None:
    leader, head = bench.cast.squad_leader, bench.cast.bureau_head
    with pytest.raises(actions.ReviewRefused, match="还没有评查结果"):
        actions.appeal_review(review_id=review.pk, text=REASON, token=uuid4(), by=leader, at=moment(1))
    resulted(bench, review)
    with pytest.raises(actions.NotYours):
        actions.appeal_review(review_id=review.pk, text=REASON, token=uuid4(), by=bench.cast.other_leader, at=moment(2))
    actions.reply_to_review(
        review_id=review.pk, text="已经补登检查码记录，并组织全队学习归档要求", token=uuid4(), by=leader, at=moment(2)
    )
    actions.appeal_review(
        review_id=review.pk, text="检查码记录在第七页，目录第十二行已经登记", token=uuid4(), by=leader, at=moment(2)
    )
    assert standing(review, 30).state is ReviewState.APPEALED
    with pytest.raises(actions.ReviewRefused, match="评查过本案的人"):
        actions.decide_appeal(review_id=review.pk, word="upheld", reason=REASON, by=bench.second, at=moment(3))
    actions.decide_appeal(
        review_id=review.pk,
        word="changed",
        points=Decimal(100),
        reason="核对第十二行，确已登记，扣分不成立",
        by=head,
        at=moment(3),
    )
    final = standing(review).final
    assert final
    assert (final.score, final.grade, standing(review).state) == (Decimal(100), "excellent", ReviewState.FINAL)


@pytest.mark.parametrize("points", ["89.9996", "89.95", "100.1", "-1", None])
def test_a_changed_score_is_written_as_on_the_sheets(bench: Bench, review: Review, points: str | None) -> None:
    resulted(bench, review)
    leader, head = bench.cast.squad_leader, bench.cast.bureau_head
    actions.appeal_review(review_id=review.pk, text=REASON, token=uuid4(), by=leader, at=moment(2))
    given = Decimal(points) if points else None
    with pytest.raises(actions.ReviewRefused, match="0 至 100，最多一位小数"):
        actions.decide_appeal(review_id=review.pk, word="changed", points=given, reason=REASON, by=head, at=moment(3))


@pytest.mark.parametrize(("points", "grade"), [("89.9", "good"), ("90", "excellent"), ("0", "failed")])
def test_the_grade_of_a_changed_score_is_that_of_the_score_kept(bench: Bench, review: Review, points: str, grade: str) -> None:
    resulted(bench, review)
    leader, head = bench.cast.squad_leader, bench.cast.bureau_head
    actions.appeal_review(review_id=review.pk, text=REASON, token=uuid4(), by=leader, at=moment(2))
    actions.decide_appeal(review_id=review.pk, word="changed", points=Decimal(points), reason=REASON, by=head, at=moment(3))
    kept = ReviewEntry.objects.get(review=review, kind="decision")
    assert (kept.score, kept.grade) == (Decimal(points), grade)


def test_after_the_term_the_result_is_final(bench: Bench, review: Review) -> None:
    resulted(bench, review)
    until = standing(review).appeal_until
    assert until == day(8)  # five working days after 3 November: 10 November
    assert standing(review, 8).state is ReviewState.RESULT
    assert standing(review, 9).state is ReviewState.FINAL
    with pytest.raises(actions.ReviewRefused, match="已经届满"):
        actions.appeal_review(review_id=review.pk, text=REASON, token=uuid4(), by=bench.cast.squad_leader, at=moment(9))


def test_a_drawn_list_is_dealt_so_that_nobody_is_burdened_more(bench: Bench) -> None:
    drawn = uuid4()
    others = [bench.case, *more(bench, 2)]
    pool = [bench.first, bench.second, bench.third]
    found = actions.open_drawn_reviews(
        standard="recording", things=[thing_of(case) for case in others], reviewers=pool, draw=drawn, by=bench.first, at=NOW
    )
    assert {review.draw for review in found} == {drawn}
    counts = [Sheet.objects.filter(reviewer=one).count() for one in pool]
    assert sorted(counts) == [2, 2, 2]


def more(bench: Bench, n: int) -> list[Case]:

    return [walk(bench.cast, "register_lead") for _ in range(n)]


def test_a_case_without_two_who_may_review_stops_the_list(bench: Bench) -> None:
    handled_by(bench, bench.third)
    with pytest.raises(actions.ReviewRefused, match="找不到两名"):
        actions.open_drawn_reviews(
            standard="dossier", things=[thing_of(bench.case)], reviewers=[bench.first, bench.third], by=bench.first, at=NOW
        )
    assert not Review.objects.exists()


def test_a_central_review_is_a_list_of_its_own(bench: Bench) -> None:
    batch = actions.open_central_review(title="2026年下半年集中评查", by=bench.first, at=NOW)
    actions.open_drawn_reviews(
        standard="dossier",
        things=[thing_of(bench.case)],
        reviewers=[bench.first, bench.second],
        title=" 2026年下半年集中评查",
        by=bench.first,
        at=NOW,
    )
    assert batch.reviews.count() == CentralReview.objects.count() == 1
    with pytest.raises(actions.ReviewRefused, match="须有一个名称"):
        actions.open_central_review(title=" ", by=bench.first, at=NOW)


def test_an_example_is_told_without_names(bench: Bench, review: Review) -> None:
    resulted(bench, review)
    party = bench.case.party_links.get().name
    text = f"{party}一案由{bench.cast.handler.name}承办，{bench.case.number}证据链完整，说理充分"
    with pytest.raises(actions.ReviewRefused, match="办结以后"):
        pick(bench, review, text, 2)
    example = pick(bench, review, text, 20)
    assert "当事人甲一案由办案人员承办，本案证据链完整" in example.summary
    assert party not in example.title + example.summary


def test_what_still_points_to_somebody_is_not_shared(bench: Bench, review: Review) -> None:
    resulted(bench, review)
    with pytest.raises(actions.ReviewRefused, match="手机号码"):
        pick(bench, review, "联系电话 13800138000，证据链完整，说理充分", 20)


def pick(bench: Bench, review: Review, summary: str, on: int) -> ReviewExample:
    return actions.pick_example(
        review_id=review.pk,
        kind="excellent",
        title="说理充分的一卷",
        summary=summary,
        reason=REASON,
        by=bench.first,
        at=moment(on),
    )


def test_what_is_no_case_is_reviewed_by_its_own_sheet(bench: Bench) -> None:
    review = actions.open_review(
        standard="disclosure", reviewers=[bench.first, bench.second], subject="十月执法公示", unit=bench.cast.squad.key,
        by=bench.first, at=NOW,
    )  # fmt: skip
    hand_in(review, bench.first, value({"bodies": "5"}))
    hand_in(review, bench.second, value({"bodies": "5"}))
    result = standing(review).final
    assert result
    assert result.score == Decimal(95)


def test_another_supervisor_who_did_not_review_may_decide(bench: Bench, review: Review) -> None:
    resulted(bench, review)
    leader = bench.cast.squad_leader
    actions.appeal_review(review_id=review.pk, text=REASON, token=uuid4(), by=leader, at=moment(2))
    other = another_supervisor(bench.cast, "LJ0404", "祁远山")
    entry = actions.decide_appeal(
        review_id=review.pk, word="upheld", reason="核对案卷第三页，检查码记录确未登记，扣分成立", by=other, at=moment(3)
    )
    assert (entry.word, entry.grade) == ("upheld", "")
