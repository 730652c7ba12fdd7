"""From what a matter may be opened and against whom; what is no reply; by when a reply is checked."""

from dataclasses import replace
from datetime import date

import pytest

from mingheng.cases.actions import Offer
from mingheng.cases.models import Case
from mingheng.cases.rules import StepRefused
from mingheng.supervision.actions import answer_finding, escalate_late, open_matter
from mingheng.supervision.actions.beginning import MatterRefused
from mingheng.supervision.models import Matter
from mingheng.supervision.queries.matters.form_page import suggested
from mingheng.supervision.tests.found import broken
from mingheng.supervision.tests.reviewed import bench_of
from mingheng.supervision.tests.reviewed import opened as reviewed
from tests.cast import Cast
from tests.matters import now, offer, on, opened, take
from tests.scenarios.road import law
from tests.walking import walk

MONDAY = date(2026, 11, 2)
REASON = "逐页核对案卷，决定早于告知送达，材料和预警所说的一致"


@pytest.fixture
def closed(cast: Cast) -> Case:
    """A case that was closed."""
    return walk(cast, "archive_case")


def test_the_matter_of_a_warning_is_opened_once_and_only_when_it_is_confirmed(cast: Cast, closed: Case) -> None:
    found = broken(closed, on(MONDAY))

    def from_warning(unit: str = closed.unit) -> Matter:
        first = offer("fault", "open_matter")
        return open_matter(procedure="fault", unit=unit, offer=first, finding=found.pk, by=cast.supervisor, at=on(MONDAY)).matter

    def answered(kind: str, seen: int) -> None:
        answer_finding(finding_id=found.pk, kind=kind, reason=REASON, seen=seen, token=None, by=cast.supervisor, at=on(MONDAY))

    with pytest.raises(MatterRefused, match="还没有核定"):
        from_warning()
    answered("false_alarm", 0)
    with pytest.raises(MatterRefused, match="核定为误报"):
        from_warning()
    answered("confirmed", 1)
    with pytest.raises(MatterRefused, match=r"不由.*承办"):
        from_warning(cast.other_squad.key)
    matter = from_warning()
    with pytest.raises(MatterRefused, match=f"{cast.supervisor.name}已在 .* 由这条预警立项“{matter.subject}”"):
        from_warning()
    assert Matter.objects.count() == 1


def test_one_result_of_a_review_leads_to_one_matter(cast: Cast) -> None:
    bench = bench_of(cast)
    review = reviewed(bench)

    def from_review() -> Matter:
        first = offer("fault", "open_matter")
        return open_matter(
            procedure="fault",
            unit=bench.case.unit,
            offer=first,
            finding=None,
            review=review.pk,
            by=cast.supervisor,
            at=on(MONDAY),
        ).matter

    matter = from_review()
    with pytest.raises(MatterRefused, match=f"由这次评查立项“{matter.subject}”"):
        from_review()


def test_a_complaint_has_one_key_matter_at_a_time(cast: Cast) -> None:
    def about(number: str) -> Matter:
        return opened(cast.supervisor, MONDAY, procedure="key_matter", complaint=number)

    matter = about("LJ-1")
    about("LJ-2")
    with pytest.raises(MatterRefused, match=f"就工单 LJ-1 立项“{matter.subject}”"):
        about("LJ-1")
    Matter.objects.filter(pk=matter.pk).update(closed=True)
    assert about("LJ-1") != matter


def test_a_form_sent_again_with_other_content_is_told_and_opens_nothing(cast: Cast) -> None:
    first = offer("fault", "open_matter")

    def sent(as_: Offer) -> Matter:
        return open_matter(
            procedure="fault", unit=cast.squad.key, offer=as_, finding=None, by=cast.supervisor, at=on(MONDAY)
        ).matter

    matter = sent(first)
    assert sent(first) == matter
    with pytest.raises(MatterRefused, match=f"立的是“{matter.subject}”。现在填写的还没有提交"):
        sent(replace(first, facts={**first.facts, "subject": "另一件事"}))
    assert Matter.objects.count() == 1


def test_the_day_a_matter_was_opened_is_told_as_in_shanghai_also_before_breakfast(cast: Cast, closed: Case) -> None:
    found, early = broken(closed, on(MONDAY)), on(MONDAY, 6)
    answer_finding(finding_id=found.pk, kind="confirmed", reason=REASON, seen=0, token=None, by=cast.supervisor, at=on(MONDAY, 5))

    def from_warning() -> Matter:
        first = offer("fault", "open_matter")
        return open_matter(
            procedure="fault", unit=closed.unit, offer=first, finding=found.pk, by=cast.supervisor, at=early
        ).matter

    kind = from_warning().kind
    with pytest.raises(MatterRefused, match=f"{cast.supervisor.name}已在 2026-11-02 由这条预警立项"):
        from_warning()
    assert "1 件：2026-11-02“" in suggested(closed.unit, kind, law(), MONDAY)[1]


def test_a_matter_names_cases_that_are_there_and_of_the_squad(cast: Cast, closed: Case) -> None:
    for named, told in (("2026-99999", "没有编号为2026-99999的案件"), (f"{closed.ref}、<b>", "没有编号为<b>的案件")):
        with pytest.raises(MatterRefused, match=told):
            opened(cast.supervisor, MONDAY, unit=closed.unit, case_ref=named)
    with pytest.raises(MatterRefused, match="不是这个中队承办的案件"):
        opened(cast.supervisor, MONDAY, unit=cast.other_squad.key, case_ref=closed.ref)
    assert opened(cast.supervisor, MONDAY, unit=closed.unit, case_ref=f"{closed.ref}、{closed.number}").case_ref


def test_no_matter_is_sent_where_nobody_can_answer(cast: Cast) -> None:
    with pytest.raises(MatterRefused, match="没有在任的中队长"):
        opened(cast.supervisor, MONDAY, unit=cast.supervisor.unit.key)


def test_digits_alone_are_no_reply(cast: Cast) -> None:
    matter = opened(cast.supervisor, MONDAY)
    take(matter, "issue_slip", cast.supervisor, MONDAY)
    with pytest.raises(StepRefused, match="只有数字不算理由"):
        take(matter, "reply", cast.squad_leader, MONDAY, reply="1234567890123456789012")


def test_the_re_check_of_a_reply_has_its_own_last_day(cast: Cast) -> None:
    matter = opened(cast.supervisor, MONDAY)
    take(matter, "issue_slip", cast.supervisor, MONDAY)
    take(matter, "reply", cast.squad_leader, MONDAY)
    assert (now(matter).turn, now(matter).due_for, now(matter).due) == ("recheck", "recheck", date(2026, 11, 9))
    assert escalate_late(at=on(date(2026, 11, 20))) == 0
