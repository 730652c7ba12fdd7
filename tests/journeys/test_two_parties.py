"""Two parties in one case: each is told, heard, decided upon, served and pays for himself."""

from datetime import date

import pytest

from mingheng.cases.rules import StepRefused
from tests.journeys.drive import FIRST, Drive, assert_recorded, assert_row_is_fold

BOTH = (FIRST, "乙")


def test_a_case_of_two_parties_goes_to_the_archive(drive: Drive) -> None:
    for _ in drive.follow(until="archive_case", parties=BOTH):
        assert_row_is_fold(drive.case)
    assert drive.case.closed
    assert [act.party for act in drive.docket.acts if act.kind == "make_decision"] == list(drive.parties.values())
    assert_recorded(drive.case)


def test_the_turn_names_the_party_it_is_still_owed_to(drive: Drive) -> None:
    drive.go(until="give_notice", parties=BOTH)
    drive.take("serve_notice", party=FIRST)
    assert (drive.case.turn, str(drive.case.turn_party)) == ("serve_notice", drive.parties["乙"])


def test_a_decision_waits_until_every_party_was_told(drive: Drive) -> None:
    drive.go(until="give_notice", parties=BOTH)
    drive.take("serve_notice", party=FIRST)
    drive.take("waive_statement", party=FIRST)
    with pytest.raises(StepRefused) as refused:
        drive.take("propose_decision")
    assert "notice-served-before-review" in {finding.code for finding in refused.value.findings}


def test_the_case_does_not_close_while_one_party_has_not_paid(drive: Drive) -> None:
    drive.go(until="serve_decision", parties=BOTH)
    drive.take("record_payment", party=FIRST)
    with pytest.raises(StepRefused) as refused:
        drive.take("propose_closing")
    assert [(f.code, f.party) for f in refused.value.findings] == [("paid-before-closing", drive.parties["乙"])]
    assert (drive.case.turn, str(drive.case.turn_party)) == ("record_payment", drive.parties["乙"])


def test_each_party_has_its_own_period_to_pay(drive: Drive) -> None:
    drive.go(until="make_decision", parties=BOTH)
    drive.take("serve_decision", date(2026, 9, 24), party=FIRST)
    drive.take("serve_decision", date(2026, 9, 28), party="乙")
    assert (drive.case.due, drive.case.due_for) == (date(2026, 10, 9), "pay")
    drive.take("record_payment", date(2026, 9, 29), party=FIRST)
    assert (drive.case.due, drive.case.due_for) == (date(2026, 10, 13), "pay")
