"""One fine for one act, wherever it is found: across cases, at the same moment, within a batch."""

import threading
import time
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from mingheng.cases.actions import Batch, Books, DocketRefused, take_in_dockets
from mingheng.cases.models import Step
from mingheng.cases.rules import StepRefused
from mingheng.law import queries as law
from mingheng.law.rules.judge import judge
from tests.cast import Cast
from tests.journeys.drive import Drive, parts
from tests.journeys.telling import Telling
from tests.scenarios.road import road

PATIENCE = 60  # seconds until somebody who waits for ever is a failure
STATEMENTS = 20
EARLIER: dict[str, Any] = {"conduct_since": date(2026, 8, 30), "conduct_day": date(2026, 9, 1)}


@pytest.fixture
def drive(cast: Cast) -> Drive:
    return Drive(parts(cast))


def refused(case: Drive, act: str, **changes: Any) -> set[str]:
    """The rules that refuse the act."""
    with pytest.raises(StepRefused) as told:
        case.take(act, **changes)
    return {finding.code for finding in told.value.findings}


def noted(case: Drive, act: str) -> list[str]:
    """What the last act of this kind was reminded of, in the order of the rules."""
    docket = case.docket
    taken = [a for a in docket.acts if a.kind == act][-1]
    found = judge(docket.prefix(taken.n - 1), taken, law.lawbook()).findings
    return [f"{f.code} {f.reason}" for f in found if f.answer.value == "broken"]


def test_a_conduct_fined_in_one_case_is_not_fined_in_another(drive: Drive) -> None:
    drive.go(until="make_decision")
    other = Drive(drive.people).go(until="approve_decision")
    assert "one-fine-across" in refused(other, "make_decision")


def test_days_in_common_are_enough(drive: Drive) -> None:
    longer = {"propose_filing", "explain_discretion", "give_notice", "make_decision"}
    for act in drive_acts(until="make_decision"):
        drive.take(act, **(EARLIER if act in longer else {}))
    other = Drive(drive.people).go(until="approve_decision")
    assert "one-fine-across" in refused(other, "make_decision")


def drive_acts(*, until: str) -> list[str]:
    """The acts of the road up to and including one."""
    names = [w["act"] for w in road()["road"]]
    return names[: names.index(until) + 1]


def test_a_decision_revoked_since_stands_in_nobody_s_way(drive: Drive) -> None:
    drive.go(until="serve_decision")
    drive.take("revoke_decision", date(2026, 9, 25))
    other = Drive(drive.people).go(until="approve_decision")
    assert other.take("make_decision").act == "make_decision"


def test_whoever_files_and_whoever_approves_see_the_case_that_is_open_already(drive: Drive) -> None:
    drive.go(until="approve_filing")
    other = Drive(drive.people).go(until="approve_filing")
    assert [code for code in noted(drive, "propose_filing") if code.startswith("met-elsewhere")] == []
    for act in ("propose_filing", "approve_filing"):
        assert any(f"{drive.case.number}（在办）" in said for said in noted(other, act)), act


def test_a_case_that_ended_without_a_penalty_is_not_named(drive: Drive) -> None:
    drive.go(until="register_party")
    drive.take("propose_no_filing")
    drive.take("approve_no_filing")
    other = Drive(drive.people).go(until="propose_filing")
    assert noted(other, "propose_filing") == []


def test_looking_into_other_cases_stays_within_twenty_statements(drive: Drive) -> None:
    drive.go(until="serve_decision")
    other = Drive(drive.people).go(until="approve_decision")
    with CaptureQueriesContext(connection) as asked:
        refused(other, "make_decision")
    assert len([q for q in asked if "SAVEPOINT" not in q["sql"]]) <= STATEMENTS


def test_the_cases_of_a_batch_see_each_other(cast: Cast) -> None:
    tellings = [Telling(parts(cast)) for _ in range(2)]
    for telling in tellings:
        telling.go(until="make_decision")
    told = [telling.docket for telling in tellings]
    with pytest.raises(DocketRefused) as raised, transaction.atomic():
        take_in_dockets(batch=Batch("twice", told), books=Books(), by=cast.handler, at=told[0].acts[-1].at)
    assert raised.value.number == 1
    assert isinstance(raised.value.__cause__, StepRefused)
    assert "one-fine-across" in {finding.code for finding in raised.value.__cause__.findings}


def test_of_two_who_decide_in_two_cases_at_once_the_second_waits_and_sees_the_first(committed_cast: Cast) -> None:
    people = parts(committed_cast)
    first, second = (Drive(people).go(until="approve_decision") for _ in range(2))
    against: list[set[str]] = []

    def decide() -> None:
        try:
            against.append(refused(second, "make_decision"))
        finally:
            connection.close()

    with transaction.atomic():
        first.take("make_decision")
        other = threading.Thread(target=decide)
        other.start()
        wait_until_somebody_waits()
        assert against == []
    other.join(PATIENCE)
    assert against == [{"one-fine-across"}]
    assert Step.objects.filter(act="make_decision").count() == 1


def wait_until_somebody_waits() -> None:
    """Until another connection of this database waits for a lock."""
    end = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.05)
    raise AssertionError("nobody waits")
