"""Cases that sleep, are extended at the last moment, or stay suspended; withdrawals that come in series."""

from datetime import date, timedelta

import pytest

from mingheng.insight.tests.told import TODAY, ToldLog, day

APPROVED = {"opinion": "approve"}
RETURNED = {"opinion": "return"}


def filed(log: ToldLog, on: date, **how: str | None) -> "ToldLog":
    log.case(**how).act("register_lead", on).act("approve_filing", on, facts=APPROVED)  # type: ignore[arg-type]  # words of a case
    return log


@pytest.mark.parametrize(("days", "accused"), [(60, {}), (61, {"L-1": "2"})])
def test_a_case_sleeps_once_more_than_so_many_days_passed_without_an_act(days: int, accused: dict[str, str]) -> None:
    assert filed(ToldLog(), TODAY - timedelta(days=days)).accused("sleeping") == accused


@pytest.mark.parametrize("last", ["make_decision", "suspend_case", "approve_withdrawal", "transfer_case"])
def test_a_case_that_is_decided_or_on_hold_does_not_sleep(last: str) -> None:
    log = ToldLog()
    log.case().act("approve_filing", day(1), facts=APPROVED).act(last, day(2))
    assert log.accused("sleeping") == {}


def test_a_lead_that_was_never_filed_does_not_sleep_as_a_case() -> None:
    log = ToldLog()
    log.case().act("register_lead", day(1)).act("approve_filing", day(1), facts=RETURNED)
    assert log.accused("sleeping") == {}


def test_a_closed_case_and_one_brought_over_do_not_sleep() -> None:
    log = ToldLog()
    log.case(closed=True).act("approve_filing", day(1), facts=APPROVED)
    assert log.accused("sleeping") == {}
    log.case(source="旧系统").act("approve_filing", day(1), facts=APPROVED)
    assert log.accused("sleeping") == {}


@pytest.mark.parametrize(("days", "accused"), [(180, {}), (181, {"L-1": "2"})])
def test_a_case_is_suspended_for_long_after_so_many_days(days: int, accused: dict[str, str]) -> None:
    log = ToldLog()
    log.case().act("approve_filing", day(1)).act("suspend_case", TODAY - timedelta(days=days))
    assert log.accused("long-suspended") == accused


def test_a_case_that_was_taken_up_again_is_not_suspended_for_long() -> None:
    log = ToldLog()
    log.case().act("suspend_case", day(1)).act("resume_case", day(9))
    assert log.accused("long-suspended") == {}


def extended(left: int, cases: int = 3, **how: str) -> ToldLog:
    """Cases of one unit, each extended so many days before its ninety days ran out."""
    log = ToldLog()
    for n in range(cases):
        start = day(1, 5 * n)
        log.case(**how).act("approve_filing", start, facts=APPROVED).act("extend_decision", start + timedelta(days=90 - left))  # type: ignore[arg-type]  # words of a case
    return log


def test_extensions_at_the_last_moment_in_one_unit_are_a_series() -> None:
    found = extended(1).find("extended-at-limit").findings.to_pylist()
    assert [row["others"] for row in found] == ["L-1#2 L-2#2 L-3#2"] * 3
    assert [row["measure"] for row in found] == [1, 1, 1]


@pytest.mark.parametrize(("left", "cases"), [(2, 3), (1, 2), (-1, 3)])
def test_extensions_in_good_time_or_few_or_after_the_end_are_no_series(left: int, cases: int) -> None:
    assert extended(left, cases).accused("extended-at-limit") == {}


def test_extensions_of_several_units_are_no_series() -> None:
    log = extended(1, 2)
    start = day(1)
    log.case(unit="shifang").act("approve_filing", start, facts=APPROVED).act("extend_decision", start + timedelta(days=90))
    assert log.accused("extended-at-limit") == {}


def test_extensions_spread_over_a_long_time_are_no_series() -> None:
    log = ToldLog()
    for n in range(3):
        start = day(1, 46 * n)
        log.case().act("approve_filing", start, facts=APPROVED).act("extend_decision", start + timedelta(days=90))
    assert log.accused("extended-at-limit") == {}


def test_the_second_extension_is_measured_from_where_the_first_led() -> None:
    log = ToldLog()
    for n in range(3):
        start = day(1, n)
        case = log.case().act("approve_filing", start, facts=APPROVED).act("extend_decision", start + timedelta(days=50))
        case.act("extend_again", start + timedelta(days=120))
    assert log.accused("extended-at-limit")["L-1"] == "L-1#3 L-2#3 L-3#3"


def test_the_time_a_case_was_suspended_is_added_to_its_limit() -> None:
    log = ToldLog()
    for n in range(3):
        start = day(1, n)
        case = log.case().act("approve_filing", start, facts=APPROVED).act("suspend_case", start + timedelta(days=10))
        case.act("resume_case", start + timedelta(days=30)).act("extend_decision", start + timedelta(days=90))
    assert log.accused("extended-at-limit") == {}


def withdrawn(left: int, cases: int = 3, kind: str = "approve_withdrawal") -> ToldLog:
    log = ToldLog()
    for n in range(cases):
        start = day(1, 5 * n)
        log.case().act("approve_filing", start, facts=APPROVED).act(kind, start + timedelta(days=90 - left), facts=APPROVED)
    return log


@pytest.mark.parametrize("kind", ["approve_withdrawal", "terminate_case"])
@pytest.mark.parametrize("left", [0, 7])
def test_withdrawals_just_before_the_limit_are_found_in_series(kind: str, left: int) -> None:
    assert withdrawn(left, kind=kind).accused("withdrawn-at-limit") == dict.fromkeys(("L-1", "L-2", "L-3"), "L-1#2 L-2#2 L-3#2")


@pytest.mark.parametrize(("left", "cases"), [(8, 3), (3, 2)])
def test_withdrawals_in_good_time_or_few_are_left_alone(left: int, cases: int) -> None:
    assert withdrawn(left, cases).accused("withdrawn-at-limit") == {}


def proposals(gap: int, cases: int = 4, by: str = "1") -> ToldLog:
    log = ToldLog()
    for n in range(cases):
        log.case().act("approve_filing", day(1)).act("propose_withdrawal", day(3, gap * n), by=by)
    return log


def test_one_person_who_proposes_many_withdrawals_within_a_month_is_found() -> None:
    found = proposals(10).find("withdrawn-in-series").findings.to_pylist()
    assert [(row["others"], row["measure"], row["by"]) for row in found] == [("L-1#2 L-2#2 L-3#2 L-4#2", 4, "1")] * 4


def test_withdrawals_spread_out_or_few_are_left_alone() -> None:
    assert proposals(11).accused("withdrawn-in-series") == {}
    assert proposals(1, cases=3).accused("withdrawn-in-series") == {}


def test_a_case_whose_withdrawal_was_proposed_again_and_again_is_one_case() -> None:
    log = ToldLog()
    case = log.case().act("approve_filing", day(1))
    for n in range(6):
        case.act("propose_withdrawal", day(3, n))
    assert log.accused("withdrawn-in-series") == {}
