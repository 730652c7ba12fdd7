"""A matter of supervision from its opening to its end, by the real acts."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from mingheng.cases.rules import StalePage, StepRefused
from mingheng.documents.models import Instrument
from mingheng.ledger.queries import chain_intact, unseal_chain
from mingheng.supervision.actions import NotYours, escalate_late, open_matter, take_act
from mingheng.supervision.models import Matter, MatterAct
from tests.cast import Cast
from tests.matters import now, offer, on, opened, take

MONDAY, TUESDAY, DUE, AFTER = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 9), date(2026, 11, 10)


@pytest.fixture
def slip(cast: Cast) -> Matter:
    """A slip is out since Monday; its reply is due in five working days."""
    matter = opened(cast.supervisor, MONDAY)
    take(matter, "issue_slip", cast.supervisor, MONDAY)
    return now(matter)


def kinds(matter: Matter) -> list[str]:
    return list(MatterAct.objects.filter(matter=matter).values_list("act", flat=True))


def test_a_slip_is_answered_checked_and_closed(cast: Cast, slip: Matter) -> None:
    assert (slip.turn, slip.due, slip.turn_duties) == ("receive", DUE, ["squad_leader"])
    take(slip, "receive", cast.squad_leader, TUESDAY)
    take(slip, "reply", cast.squad_leader, DUE)
    take(slip, "recheck", cast.supervisor, AFTER)
    take(slip, "close_matter", cast.supervisor, AFTER)
    done = now(slip)
    assert (done.closed, done.turn, done.due, done.stage) == (True, "", None, "closed")
    assert chain_intact(f"matter:{slip.pk}")


def test_what_describes_people_stands_sealed_in_the_ledger_and_not_in_the_row(cast: Cast, slip: Matter) -> None:
    row = MatterAct.objects.get(matter=slip, n=1)
    assert "found" not in row.facts
    assert row.facts["subject"] == slip.subject
    assert "次序颠倒" in str(unseal_chain(f"matter:{slip.pk}")[1]["found"])


def test_the_slip_bears_the_name_of_the_parameter_and_the_next_number(cast: Cast, slip: Matter) -> None:
    second = opened(cast.supervisor, MONDAY)
    with pytest.raises(StepRefused):
        take(second, "issue_correction", cast.supervisor, MONDAY)
    take(second, "issue_slip", cast.supervisor, MONDAY, form="task")
    papers = [(i.title, i.number) for i in Instrument.objects.order_by("n")]
    assert papers == [("整改通知单", "澜城管督单〔2026〕1号"), ("督办单", "澜城管督单〔2026〕2号")]


def test_the_paper_says_until_when_to_reply(slip: Matter) -> None:
    assert "2026年11月9日" in str(Instrument.objects.get(folder=slip.pk).paper["parts"])


@pytest.mark.parametrize("leader", ["other_leader", "supervisor", "bureau_head", "handler", "no_duty"])
def test_only_the_leader_of_the_addressed_squad_replies(cast: Cast, slip: Matter, leader: str) -> None:
    with pytest.raises(NotYours):
        take(slip, "reply", getattr(cast, leader), TUESDAY)
    assert kinds(slip) == ["open_matter", "issue_slip"]


@pytest.mark.parametrize("person", ["squad_leader", "bureau_head", "handler"])
def test_only_who_supervises_opens_a_matter(cast: Cast, person: str) -> None:
    with pytest.raises(NotYours):
        opened(getattr(cast, person), MONDAY)
    assert not Matter.objects.exists()


def test_a_form_sent_twice_opens_one_matter_and_takes_one_act(cast: Cast) -> None:
    first = offer("fault", "open_matter")
    both = [
        open_matter(procedure="fault", unit="yunting", offer=first, finding=None, by=cast.supervisor, at=on(MONDAY))
        for _ in range(2)
    ]
    assert both[0].matter_id == both[1].matter_id
    issued = offer("fault", "issue_slip")
    rows = {take_act(matter_id=both[0].matter_id, offer=issued, by=cast.supervisor, at=on(MONDAY)).pk for _ in range(2)}
    assert len(rows) == 1
    assert Instrument.objects.count() == 1


def test_a_page_older_than_the_matter_is_refused(cast: Cast, slip: Matter) -> None:
    old = offer("fault", "receive")
    stale = type(old)(old.act, old.facts, token=old.token, seen=1)
    with pytest.raises(StalePage):
        take_act(matter_id=slip.pk, offer=stale, by=cast.squad_leader, at=on(TUESDAY))


def test_an_act_is_never_changed_or_taken_back(slip: Matter) -> None:
    row = MatterAct.objects.filter(matter=slip)
    for change in (lambda: row.update(facts={}), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert row.count() == 2


def test_nobody_is_escalated_on_the_last_day(slip: Matter) -> None:
    assert escalate_late(at=on(DUE, 23)) == 0


def test_a_late_reply_is_escalated_by_itself_once_and_waits_for_the_head_of_the_bureau(slip: Matter) -> None:
    assert [escalate_late(at=on(AFTER, hour)) for hour in (1, 2, 3)] == [1, 0, 0]
    row = MatterAct.objects.get(matter=slip, act="escalate")
    assert (row.by, row.facts) == (None, {"ground": "late"})
    assert (now(slip).turn, now(slip).turn_duties) == ("issue_decision", ["bureau_head"])
    assert chain_intact(f"matter:{slip.pk}")


def test_a_week_of_holidays_does_not_make_a_reply_late(cast: Cast) -> None:
    matter = opened(cast.supervisor, date(2026, 9, 28))
    take(matter, "issue_slip", cast.supervisor, date(2026, 9, 28))
    assert now(matter).due == date(2026, 10, 10)
    assert escalate_late(at=on(date(2026, 10, 9))) == 0
    assert escalate_late(at=on(date(2026, 10, 11))) == 1


def test_from_a_late_reply_to_a_decision_with_copy_to_the_end(cast: Cast, slip: Matter) -> None:
    escalate_late(at=on(AFTER))
    take(slip, "issue_decision", cast.bureau_head, AFTER)
    assert now(slip).due == date(2026, 12, 1)
    with pytest.raises(NotYours):
        take(slip, "issue_decision", cast.supervisor, AFTER)
    take(slip, "copy_out", cast.supervisor, date(2026, 11, 11))
    take(slip, "reply", cast.squad_leader, date(2026, 11, 20))
    take(slip, "recheck", cast.supervisor, date(2026, 11, 23))
    take(slip, "close_matter", cast.supervisor, date(2026, 11, 24))
    assert now(slip).closed
    decision = Instrument.objects.get(folder=slip.pk, key="supervision_decision")
    assert (decision.title, decision.number) == ("监督决定书", "澜城管督决〔2026〕1号")
    assert "整改通知单（澜城管督单〔2026〕1号）" in str(decision.paper["parts"])
    assert "抄告：云汀街道办事处" in str(decision.paper["parts"])


def test_a_reply_after_escalation_is_kept_and_lifts_nothing(cast: Cast, slip: Matter) -> None:
    escalate_late(at=on(AFTER))
    take(slip, "reply", cast.squad_leader, date(2026, 11, 11))
    assert now(slip).turn == "issue_decision"
    take(slip, "issue_decision", cast.bureau_head, date(2026, 11, 12))
    assert kinds(slip) == ["open_matter", "issue_slip", "escalate", "reply", "issue_decision"]
    assert now(slip).turn == "copy_out"


def test_with_good_reason_the_head_writes_why_there_is_no_decision(cast: Cast, slip: Matter) -> None:
    escalate_late(at=on(AFTER))
    with pytest.raises(StepRefused, match="还没有回复"):
        take(slip, "spare_decision", cast.bureau_head, AFTER)
    take(slip, "reply", cast.squad_leader, date(2026, 11, 11))
    take(slip, "spare_decision", cast.bureau_head, date(2026, 11, 12))
    assert now(slip).turn == "recheck"
    assert escalate_late(at=on(date(2026, 11, 20))) == 0


def test_the_successor_of_a_merged_squad_answers_and_the_old_leader_does_not(cast: Cast, slip: Matter) -> None:
    take(slip, "change_unit", cast.supervisor, TUESDAY)
    assert (now(slip).unit, now(slip).due) == ("shifang", DUE)
    with pytest.raises(NotYours):
        take(slip, "reply", cast.squad_leader, TUESDAY)
    take(slip, "reply", cast.other_leader, TUESDAY)
    assert now(slip).turn == "recheck"


def test_an_appeal_that_succeeds_withdraws_the_slip_and_nobody_is_late(cast: Cast, slip: Matter) -> None:
    take(slip, "appeal", cast.squad_leader, TUESDAY)
    assert now(slip).turn_duties == ["bureau_head"]
    take(slip, "decide_appeal", cast.bureau_head, TUESDAY, result="withdrawn")
    assert escalate_late(at=on(date(2026, 11, 30))) == 0
    take(slip, "close_matter", cast.supervisor, date(2026, 11, 4))
    assert now(slip).closed


def test_a_key_matter_is_not_closed_without_an_answer_on_file(cast: Cast) -> None:
    matter = opened(cast.supervisor, MONDAY, procedure="key_matter")
    take(matter, "first_report", cast.squad_leader, TUESDAY)
    take(matter, "final_report", cast.squad_leader, AFTER)
    with pytest.raises(StepRefused, match="答复"):
        take(matter, "close_matter", cast.supervisor, AFTER)
    take(matter, "answer", cast.supervisor, AFTER)
    take(matter, "close_matter", cast.supervisor, AFTER)
    assert now(matter).closed


def test_a_key_matter_that_is_late_is_not_escalated_but_urged(cast: Cast) -> None:
    matter = opened(cast.supervisor, MONDAY, procedure="key_matter")
    assert escalate_late(at=on(AFTER)) == 1
    take(matter, "urge", cast.supervisor, AFTER)
    assert kinds(matter) == ["open_matter", "remind_first", "urge"]
