"""From the night it comes up to the day it is put right: what is answered stays answered, and new facts are a new finding."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from mingheng.insight.models import Finding
from mingheng.insight.tests.nights import night
from mingheng.kit.dates import SHANGHAI
from mingheng.organisation.models import Officer
from mingheng.supervision.actions import answer_finding
from mingheng.supervision.queries.answered import in_state
from tests.cast import Cast
from tests.journeys.drive import Drive, parts

REASON = "经核对案卷，法制审核耗时较长，已要求三日内作出决定并说明原因"
LONG = timedelta(days=400)


def waiting() -> set[tuple[str, str]]:
    """Rule and answer of what waits for an answer."""
    return set(in_state(Finding.objects.all(), "open").values_list("rule", "answer"))


def settle(rule: str, by: Officer, day: date, kind: str = "confirmed") -> None:
    found = Finding.objects.get(rule=rule, gone=None)
    at = datetime.combine(day, time(23, 30), SHANGHAI)
    answer_finding(finding_id=found.pk, kind=kind, reason=REASON, seen=0, token=None, by=by, at=at)


@pytest.fixture
def drive(cast: Cast) -> Drive:
    """A lead that nobody has checked."""
    return Drive(parts(cast)).go(until="register_lead")


def test_a_duty_that_is_met_is_gone_and_stays_to_be_read(drive: Drive, cast: Cast, tmp_path: Path) -> None:
    late = drive.last + LONG
    night(tmp_path, cast, late)
    found = Finding.objects.get(rule="lead-checked-in-time")
    assert (found.answer, found.gone) == ("broken", None)
    drive.take("check_lead", late)
    run = night(tmp_path, cast, late + timedelta(days=1))
    found.refresh_from_db()
    assert found.gone
    assert run.gone >= 1
    assert not in_state(Finding.objects.all(), "open").filter(pk=found.pk).exists()
    assert in_state(Finding.objects.all(), "gone").filter(pk=found.pk).exists()
    done_late = Finding.objects.get(rule="lead-checked-in-time", kind="rule")
    assert (done_late.answer, done_late.gone) == ("broken", None)


def test_what_is_answered_does_not_come_up_the_next_night(drive: Drive, cast: Cast, tmp_path: Path) -> None:
    late = drive.last + LONG
    night(tmp_path, cast, late)
    settle("lead-checked-in-time", cast.supervisor, late)
    assert ("lead-checked-in-time", "broken") not in waiting()
    night(tmp_path, cast, late + timedelta(days=1))
    assert ("lead-checked-in-time", "broken") not in waiting()


def test_an_answer_to_a_running_period_is_none_to_the_breach(drive: Drive, cast: Cast, tmp_path: Path) -> None:
    night(tmp_path, cast, drive.last)
    settle("lead-checked-in-time", cast.supervisor, drive.last, "explained")
    assert ("lead-checked-in-time", "pending") not in waiting()
    night(tmp_path, cast, drive.last + LONG)
    assert ("lead-checked-in-time", "broken") in waiting()


def test_an_explanation_of_the_squad_waits_for_whoever_supervises(drive: Drive, cast: Cast, tmp_path: Path) -> None:
    late = drive.last + LONG
    night(tmp_path, cast, late)
    drive.case.handlers.clear()
    settle("lead-checked-in-time", cast.squad_leader, late, "explained")
    assert ("lead-checked-in-time", "broken") in waiting()
    assert ("lead-checked-in-time", "broken") in set(in_state(Finding.objects.all(), "explained").values_list("rule", "answer"))


def test_a_new_act_that_breaks_the_rule_is_a_finding_of_its_own(drive: Drive, cast: Cast, tmp_path: Path) -> None:
    drive.go(after="register_lead", until="approve_closing")
    night(tmp_path, cast, drive.last)
    assert ("papers-signed", "broken") not in waiting()
    drive.take("archive_case", drive.last)
    run = night(tmp_path, cast, drive.last)
    assert ("papers-signed", "broken") in waiting()
    assert run.fresh >= 1
