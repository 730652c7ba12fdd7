"""Answering a finding: who may, with what reason, and what an answer holds for."""

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from mingheng.insight.models import Finding
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.queries import chain_intact, unseal_chain
from mingheng.organisation.models import Officer
from mingheng.supervision.actions import AnswerRefused, NotYours, answer_finding
from mingheng.supervision.models import FindingAnswer
from mingheng.supervision.tests.test_sent_before import sent, stays
from tests.cast import Cast
from tests.scanned import Scanned

REASON = "经核对案卷，法制审核耗时较长，已要求三日内作出决定并说明原因"


@pytest.fixture
def cast(running: Scanned) -> Cast:
    """The cast where the limits of a case run."""
    return running.cast


@pytest.fixture
def found(cast: Cast) -> Finding:
    """The limit of the decision, running."""
    return Finding.objects.get(rule="decided-in-time")


def answer(finding: Finding, by: Officer, kind: str = "confirmed", *, reason: str = REASON, seen: int = 0) -> FindingAnswer:
    at = datetime.combine(finding.last_seen.date(), time(23, 30), SHANGHAI)
    return answer_finding(finding_id=finding.pk, kind=kind, reason=reason, seen=seen, token=uuid4(), by=by, at=at)


def test_a_supervisor_answers_and_his_words_are_sealed(cast: Cast, found: Finding) -> None:
    given = answer(found, cast.supervisor)
    assert (given.kind, given.to, given.settles) == ("confirmed", "pending", True)
    assert unseal_chain(f"finding:{found.pk}") == {1: {"reason": REASON}}
    assert chain_intact(f"finding:{found.pk}")


@pytest.mark.parametrize("reason", ["同意", "属实", "情况属实", "", "好好好好好好好好好好好好好好好好好好"])
def test_bare_words_are_no_reason(cast: Cast, found: Finding, reason: str) -> None:
    with pytest.raises(AnswerRefused):
        answer(found, cast.supervisor, reason=reason)
    assert not FindingAnswer.objects.exists()


def test_a_squad_leader_explains_and_neither_confirms_nor_dismisses(cast: Cast, found: Finding) -> None:
    for kind in ("confirmed", "false_alarm", "put_right"):
        with pytest.raises(NotYours):
            answer(found, cast.squad_leader, kind)
    assert answer(found, cast.squad_leader, "explained").settles is False


def test_the_leader_of_another_squad_answers_nothing(cast: Cast, found: Finding) -> None:
    with pytest.raises(NotYours):
        answer(found, cast.other_leader, "explained")


def test_nobody_answers_what_is_about_himself(cast: Cast, found: Finding) -> None:
    assert found.case
    found.case.handlers = [cast.squad_leader.pk]
    found.case.save()
    with pytest.raises(NotYours):
        answer(found, cast.squad_leader, "explained")


def test_whoever_comes_second_is_told_who_answered(cast: Cast, found: Finding) -> None:
    answer(found, cast.squad_leader, "explained")
    with pytest.raises(AnswerRefused, match=cast.squad_leader.name):
        answer(found, cast.supervisor)
    assert answer(found, cast.supervisor, seen=1).n == 2


def test_a_page_that_says_it_showed_more_than_there_is_counts_as_new(cast: Cast, found: Finding) -> None:
    assert answer(found, cast.supervisor, seen=9).n == 1


def test_a_form_sent_twice_is_one_answer(cast: Cast, found: Finding) -> None:
    token, at = uuid4(), found.last_seen + timedelta(minutes=5)
    both = [
        answer_finding(finding_id=found.pk, kind="confirmed", reason=REASON, seen=0, token=token, by=cast.supervisor, at=at)
        for _ in "ab"
    ]
    assert both[0].pk == both[1].pk


@pytest.mark.parametrize(
    "changed", [{"kind": "false_alarm"}, {"reason": "超期是因为鉴定没有扣除，鉴定委托书已经补录进案卷"}], ids=["kind", "reason"]
)
def test_another_answer_from_the_page_of_one_is_refused_and_the_first_is_told(
    cast: Cast, found: Finding, client: Client, changed: dict[str, str]
) -> None:
    token, given = uuid4(), {"kind": "confirmed", "reason": REASON, "seen": "0"}
    client.force_login(cast.supervisor)
    with clock.pretend(found.last_seen + timedelta(minutes=5)):
        assert [sent(client, f"/warnings/{found.pk}/", given, token)[0] for _ in range(2)] == [302, 302]
        status, page = sent(client, f"/warnings/{found.pk}/", given | changed, token)
    assert status == 422
    stays(page, token, "当时收下的是“属实”", REASON, *changed.values())
    assert FindingAnswer.objects.get().kind == "confirmed"
