"""Reviews are given out by rule, in turn, never to somebody too near; only the one who has it reviews."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mingheng.cases import actions
from mingheng.cases.actions import Offer
from mingheng.cases.models import Case, Step
from mingheng.cases.queries.tasks import waiting_for
from mingheng.cases.rules import StepRefused
from mingheng.cases.tests.bench_of_reviewers import LATER, NEXT, distribute, review, reviewer, waiting
from mingheng.organisation.queries import authority
from tests.cast import Cast
from tests.scenarios.road import road

STEP = 20
TAKE_OVER = {"ground": "taken_over", "reason": "沈知行今天外出培训，时限内不能审核，由我接手"}


MENDING = {"verdict": "not_ok", "mend": "补充现场测量记录", "act": "add_evidence", "reason": "遗撒长度只有估算，缺少现场测量记录"}


def away(cast: Cast, until: date) -> None:
    """The cast's reviewer is away from 14 September to that day."""
    actions.record_absence(
        officer=cast.centre_reviewer, since=date(2026, 9, 14), until=until, reason="外出培训", by=cast.bureau_head, at=NEXT
    )


def test_whoever_has_the_fewest_in_hand_is_asked_first(cast: Cast) -> None:
    second = reviewer(cast, "LJ0202", "柳岸")
    cases = [waiting(cast) for _ in range(4)]
    assert [distribute(cast, case) for case in cases] == [cast.centre_reviewer, second] * 2


def test_the_docket_says_who_had_how_much_when_it_was_given(cast: Cast) -> None:
    reviewer(cast, "LJ0202", "柳岸")
    case = waiting(cast)
    distribute(cast, case)
    step = Step.objects.get(case=case, act="distribute_review")
    assert step.facts == {"officer": str(cast.centre_reviewer.pk), "load": "沈知行 0 件，柳岸 0 件"}


def test_nobody_of_the_unit_that_handles_the_case_is_asked(cast: Cast) -> None:
    reviewer(cast, "LJ0203", "尹知白", cast.squad)
    assert [distribute(cast, waiting(cast)) for _ in range(2)] == [cast.centre_reviewer] * 2


def test_whoever_is_away_is_not_asked_and_is_when_he_is_back(cast: Cast) -> None:
    second = reviewer(cast, "LJ0202", "柳岸")
    away(cast, date(2026, 9, 30))
    assert distribute(cast, waiting(cast)) == second
    away(cast, date(2026, 9, 14))
    assert distribute(cast, waiting(cast)) == cast.centre_reviewer


def test_with_everybody_away_the_case_keeps_waiting_and_the_reason_is_told(cast: Cast) -> None:
    case = waiting(cast)
    away(cast, date(2026, 9, 30))
    told = actions.distribute_reviews(cases=[case.id], by=cast.bureau_head, at=NEXT)
    assert told.given == ()
    assert [f.code for f in told.left[0][1].findings] == ["no-reviewer-free"]
    case.refresh_from_db()
    assert case.turn_officers == []


def test_a_case_not_sent_to_review_is_refused_with_its_reason(cast: Cast) -> None:
    case = waiting(cast)
    review(case, cast.centre_reviewer)
    with pytest.raises(StepRefused) as refusal:
        actions.take_step(case_id=case.id, offer=Offer("distribute_review", {}), by=cast.bureau_head, at=LATER)
    assert "assigned-while-open" in {f.code for f in refusal.value.findings}


def test_what_is_given_to_one_waits_for_him_alone(cast: Cast) -> None:
    second, case = reviewer(cast, "LJ0202", "柳岸"), waiting(cast)
    assert distribute(cast, case) == cast.centre_reviewer
    held = {o: authority(o, NEXT.date()) for o in (cast.centre_reviewer, second)}
    assert list(waiting_for(Case.objects.all(), held[cast.centre_reviewer])) == [case]
    assert list(waiting_for(Case.objects.all(), held[second])) == []


def test_a_typed_officer_does_not_move_the_rule(cast: Cast) -> None:
    second, case = reviewer(cast, "LJ0202", "柳岸"), waiting(cast)
    offer = Offer("distribute_review", {"officer": str(second.pk), "load": "柳岸 0 件"})
    actions.take_step(case_id=case.id, offer=offer, by=cast.bureau_head, at=NEXT)
    case.refresh_from_db()
    assert case.turn_officers == [cast.centre_reviewer.pk]


def test_another_reviewer_is_refused_until_he_takes_over_with_a_reason(cast: Cast) -> None:
    second, case = reviewer(cast, "LJ0202", "柳岸"), waiting(cast)
    distribute(cast, case)
    with pytest.raises(StepRefused) as refusal:
        review(case, second)
    assert "本案已分配给另一名审核人：沈知行" in str(refusal.value)
    offer = Offer("assign_reviewer", {**TAKE_OVER, "officer": str(second.pk)})
    actions.take_step(case_id=case.id, offer=offer, by=second, at=LATER)
    review(case, second)
    assert case.turn != "legal_review"


def test_a_case_returned_comes_back_to_the_same_reviewer(cast: Cast) -> None:
    reviewer(cast, "LJ0202", "柳岸")
    case = waiting(cast)
    first = distribute(cast, case)
    back = {
        "verdict": "not_ok",
        "reason": "遗撒长度只有估算，没有现场测量记录",
        "mend": "补充现场测量记录",
        "act": "add_evidence",
    }
    items = [row | back if row["key"] == "事实与证据" else row for row in road()["aside"]["legal_review"]["facts"]["items"]]
    review(case, first, conclusion="return", opinion="遗撒长度缺少测量记录，请补充现场测量后再送审", items=items)
    mended = [{"point": "事实与证据：补充现场测量记录", "done": "no", "reason": "现场已清扫，无法再测，照片中有卷尺读数"}]
    again = Offer("submit_review", {"note": "照片中的卷尺读数已经放大附卷", "mended": mended})
    actions.take_step(case_id=case.id, offer=again, by=cast.handler, at=LATER)
    case.refresh_from_db()
    assert case.turn_officers == [first.pk]


def test_the_timeline_tells_who_was_given_the_review(cast: Cast, client: Client) -> None:
    case = waiting(cast)
    distribute(cast, case)
    client.force_login(cast.supervisor)
    page = client.get(f"/cases/{case.ref}/").content.decode()
    assert "按规则分配审核" in page
    assert "轮到沈知行" in page


def test_giving_a_review_out_stays_within_the_budget_of_a_step(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = waiting(cast)
    with django_assert_max_num_queries(STEP):
        actions.take_step(case_id=case.id, offer=Offer("distribute_review", {}), by=cast.bureau_head, at=NEXT)
