"""Review meetings: minutes on a bulletin, what was decided, and what the units answered."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from mingheng.documents.actions import render_waiting
from mingheng.documents.models import Instrument
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.queries import chain_intact, chain_length
from mingheng.supervision.actions import NotYours
from mingheng.supervision.actions.meetings import Decided, MeetingRefused, Minutes, answer_decision, record_meeting
from mingheng.supervision.models import Bulletin, DecisionAnswer, MeetingDecision, ReviewMeeting
from mingheng.supervision.rules.bulletins.meetings import Standing, standing, title_of
from mingheng.supervision.rules.bulletins.periods import Period
from mingheng.supervision.tests.test_bulletins import issued
from mingheng.supervision.tests.test_typed_unsent import THERE_AGAIN, sent_late
from tests import matters
from tests.cast import PASSWORD, Cast

HELD, DUE, NOW = date(2026, 11, 5), date(2026, 11, 20), datetime(2026, 11, 6, 9, 0, tzinfo=SHANGHAI)
SAID = "立项的问题集中在告知和送达，说明法制员审核没有看送达回证，要逐件核对。"
DONE = "十一月十日前已逐件核对本季度送达回证四十份，补正三份，法制员每周抽查一次。"
WHAT = "核对本季度全部送达回证，补正漏填的日期。"


@pytest.fixture
def bulletin(cast: Cast) -> Bulletin:
    """October had one matter opened."""
    matters.opened(cast.supervisor, date(2026, 10, 12))
    return issued(cast, Period.month(2026, 10))


def minutes(cast: Cast) -> Minutes:
    """A meeting that decided one thing, for the squad."""
    decided = [Decided(WHAT, cast.squad.key, DUE)]
    return Minutes(HELD, cast.bureau_head, [cast.squad.key, cast.other_squad.key], [("matters_opened", SAID)], decided)


@pytest.fixture
def meeting(cast: Cast, bulletin: Bulletin) -> ReviewMeeting:
    return record_meeting(bulletin=bulletin, minutes=minutes(cast), token=None, by=cast.supervisor, at=NOW)


def at(day: date) -> datetime:
    return datetime.combine(day, time(10), SHANGHAI)


def test_minutes_keep_the_frozen_number_and_are_a_numbered_paper_on_record(cast: Cast, meeting: ReviewMeeting) -> None:
    assert meeting.points == [{"figure": "matters_opened", "n": 1, "said": SAID}]
    paper = Instrument.objects.get(folder=meeting.pk)
    assert (paper.title, paper.number) == ("2026年10月执法办案质量讲评会记录", "澜城管督讲〔2026〕1号")
    words = str(paper.paper["parts"])
    assert all(told in words for told in (SAID, WHAT, "1 件", meeting.digest, cast.bureau_head.name))
    assert chain_intact(f"meeting:{meeting.pk}")


def test_a_quarter_has_its_own_name() -> None:
    assert title_of(Period.quarter(2026, 3)) == "2026年第3季度执法监督季讲评会"


def test_a_form_sent_twice_is_one_meeting_and_another_meeting_may_follow(cast: Cast, bulletin: Bulletin) -> None:
    token = uuid4()
    first, again = (
        record_meeting(bulletin=bulletin, minutes=minutes(cast), token=token, by=cast.supervisor, at=NOW) for _ in range(2)
    )
    assert first == again
    second = record_meeting(bulletin=bulletin, minutes=minutes(cast), token=uuid4(), by=cast.supervisor, at=NOW)
    assert (second.n, MeetingDecision.objects.count()) == (2, 2)


@pytest.mark.parametrize("person", ["bureau_head", "squad_leader", "handler"])
def test_only_who_supervises_takes_the_minutes(cast: Cast, bulletin: Bulletin, person: str) -> None:
    with pytest.raises(NotYours):
        record_meeting(bulletin=bulletin, minutes=minutes(cast), token=None, by=getattr(cast, person), at=NOW)
    assert not ReviewMeeting.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"held_on": date(2026, 10, 30)}, "会议日期"),
        ({"held_on": date(2026, 11, 9)}, "会议日期"),
        ({"attended": []}, "参加单位"),
        ({"points": []}, "讲评意见"),
        ({"points": [("fines", SAID)]}, "不在本期通报"),
        ({"points": [("closed", "同意")]}, "讲评意见"),
        ({"decisions": [Decided(WHAT, "nowhere", DUE)]}, "责任单位"),
        ({"decisions": [Decided(WHAT, "yunting", date(2026, 11, 1))]}, "期限早于"),
    ],
    ids=[
        "before-the-bulletin",
        "not-held-yet",
        "nobody",
        "no-points",
        "no-such-figure",
        "says-nothing",
        "no-such-unit",
        "due-before",
    ],
)
def test_what_does_not_stand_is_refused(cast: Cast, bulletin: Bulletin, wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(MeetingRefused, match=words):
        record_meeting(bulletin=bulletin, minutes=replace(minutes(cast), **wrong), token=None, by=cast.supervisor, at=NOW)
    assert not Instrument.objects.filter(key="supervision_meeting").exists()


def test_who_is_no_head_and_supervises_nothing_is_not_in_the_chair(cast: Cast, bulletin: Bulletin) -> None:
    chaired = replace(minutes(cast), chair=cast.handler)
    with pytest.raises(MeetingRefused, match="主持人"):
        record_meeting(bulletin=bulletin, minutes=chaired, token=None, by=cast.supervisor, at=NOW)


def test_the_unit_closes_a_decision_by_its_answer_once(cast: Cast, meeting: ReviewMeeting) -> None:
    decision = meeting.decisions.get()
    with pytest.raises(NotYours):
        answer_decision(decision=decision.pk, words=DONE, by=cast.other_leader, at=at(DUE))
    with pytest.raises(MeetingRefused, match="落实情况"):
        answer_decision(decision=decision.pk, words="同意", by=cast.squad_leader, at=at(DUE))
    answer_decision(decision=decision.pk, words=DONE, by=cast.squad_leader, at=at(DUE))
    with pytest.raises(MeetingRefused, match="已经回复"):
        answer_decision(decision=decision.pk, words=DONE, by=cast.squad_leader, at=at(DUE))
    assert (DecisionAnswer.objects.count(), chain_length(f"meeting:{meeting.pk}")) == (1, 2)


@pytest.mark.parametrize(
    ("answered", "today", "how"),
    [
        (None, DUE, Standing.OPEN), (None, date(2026, 11, 21), Standing.LATE), (DUE, date(2026, 12, 1), Standing.DONE),
        (date(2026, 11, 21), date(2026, 12, 1), Standing.DONE_LATE),
    ],
    ids=["open", "late", "done", "done-late"],
)  # fmt: skip
def test_how_a_decision_stands(answered: date | None, today: date, how: Standing) -> None:
    assert standing(DUE, answered, today) is how


def test_nobody_alters_or_removes_minutes_decisions_or_answers(cast: Cast, meeting: ReviewMeeting) -> None:
    answer_decision(decision=meeting.decisions.get().pk, words=DONE, by=cast.squad_leader, at=at(DUE))
    for rows in (ReviewMeeting.objects.all(), MeetingDecision.objects.all(), DecisionAnswer.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        MeetingDecision.objects.update(due=date(2027, 1, 1))


def test_a_supervisor_takes_the_minutes_on_the_page_and_the_leader_answers(
    cast: Cast, bulletin: Bulletin, client: Client
) -> None:
    typed = {
        "held_on": "2026-11-05", "chair": str(cast.bureau_head.pk), "attended": [cast.squad.key], "points-rows": "1",
        "points-0-figure": "matters_opened", "points-0-said": SAID, "decisions-rows": "1", "decisions-0-what": WHAT,
        "decisions-0-unit": cast.squad.key, "decisions-0-due": "2026-11-20",
    }  # fmt: skip
    new = f"/bulletins/{bulletin.pk}/meeting/new/"
    with clock.pretend(NOW):
        client.force_login(cast.supervisor)
        assert "监督立项（1 件）" in client.get(new).content.decode()
        grown = client.post(new, typed | {"points-more": "1"}).content.decode()
        assert SAID in grown
        assert 'name="points-1-said"' in grown
        refused = client.post(new, typed | {"held_on": "2026-10-01"})
        assert refused.status_code == 422
        assert SAID in refused.content.decode()
        made = client.post(new, typed, follow=True)
        address = made.redirect_chain[-1][0]
        assert WHAT in made.content.decode()
        assert "2026年10月执法办案质量讲评会" in client.get("/bulletins/").content.decode()
        assert client.get(f"{address}minutes.pdf").status_code == 409
        render_waiting(at=NOW)
        assert b"".join(client.get(f"{address}minutes.pdf")).startswith(b"%PDF")
        client.force_login(cast.other_leader)
        assert client.get(f"{address}decisions/1/").status_code == 404
        client.force_login(cast.squad_leader)
        assert "回复落实情况" in client.get(address).content.decode()
        done = client.post(f"{address}decisions/1/", {"words": DONE}, follow=True).content.decode()
    assert "已落实" in done
    assert DONE in done


def test_an_answer_typed_while_the_session_ran_out_is_there_again_after_signing_in(
    cast: Cast, meeting: ReviewMeeting, client: Client
) -> None:
    address, leader = f"/meetings/{meeting.pk}/decisions/1/", cast.squad_leader
    with clock.pretend(NOW):
        door = sent_late(client, leader, address, {"words": DONE})
        client.post(door, {"username": leader.username, "password": PASSWORD})
        shown = client.get(address).content.decode()
    assert THERE_AGAIN in shown
    assert DONE in shown
