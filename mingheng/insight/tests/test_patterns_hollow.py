"""Sequences that cannot be: too much in too little time, in too many places, entered too late."""

from datetime import timedelta

import pytest

from mingheng.insight.tests.told import SIMPLE, ToldLog, day

WEST, EAST = "石舫街道石舫路1号", "云汀街道云汀路9号"


@pytest.mark.parametrize(("last", "accused"), [("09:10", {"L-1": "2,3,4"}), ("09:11", {})])
def test_three_acts_in_the_field_within_ten_minutes_cannot_be(last: str, accused: dict[str, str]) -> None:
    log = ToldLog()
    case = log.case().act("assign_officers", day(3), at="09:00").act("scene_record", day(3), at="09:00")
    case.act("question_person", day(3), at="09:04").act("hear_statement", day(3), at=last)
    assert log.accused("rushed") == accused


def test_a_record_with_an_order_and_a_photograph_beside_it_is_normal() -> None:
    log = ToldLog()
    case = log.case().act("scene_record", day(3), at="09:00").act("order_correction", day(3), at="09:03")
    case.act("add_evidence", day(3), at="09:05").act("question_person", day(3), at="09:09")
    assert log.accused("rushed") == {}


@pytest.mark.parametrize(("days", "acts", "accused"), [(8, 3, {"L-1": "1,2,3"}), (7, 3, {}), (30, 2, {})])
def test_several_acts_entered_long_after_they_happened_are_found(days: int, acts: int, accused: dict[str, str]) -> None:
    log = ToldLog()
    case = log.case()
    for n in range(acts):
        case.act("scene_record", day(3, n), received=day(3, n) + timedelta(days=days))
    assert log.accused("recorded-late") == accused


def test_a_case_brought_over_from_another_system_was_entered_late_for_a_reason() -> None:
    log = ToldLog()
    log.case().act("register_lead", day(3))
    case = log.case(source="旧系统")
    for n in range(4):
        case.act("register_lead", day(3, n), received=day(9))
    assert log.accused("recorded-late") == {}


def test_where_every_case_has_a_source_it_is_the_system_the_log_is_of() -> None:
    log = ToldLog()
    case = log.case(source="某区办案系统")
    for n in range(3):
        case.act("register_lead", day(3, n), received=day(9))
    assert log.accused("recorded-late") == {"L-1": "1,2,3"}


def visits(
    first: str, second: str, *, places: tuple[str, str] = (WEST, EAST), acts: tuple[str, str] = ("scene_record",) * 2
) -> ToldLog:
    log = ToldLog()
    for at, place, act in zip((first, second), places, acts, strict=True):
        log.case().act(act, day(3), at=at, place=place, officers=["1", "2"])
    return log


@pytest.mark.parametrize(("second", "accused"), [("09:05", {"L-1": "L-1#1 L-2#1", "L-2": "L-1#1 L-2#1"}), ("09:06", {})])
def test_nobody_is_in_two_places_at_once(second: str, accused: dict[str, str]) -> None:
    assert visits("09:00", second).accused("two-places") == accused


def test_two_cases_at_one_place_are_handled_together() -> None:
    assert visits("09:00", "09:02", places=(WEST, WEST[:-1] + "3号")).accused("two-places") == {}


def test_two_acts_of_one_case_are_not_two_places() -> None:
    log = ToldLog()
    case = log.case().act("scene_record", day(3), at="09:00", place=WEST, officers=["1"])
    case.act("question_person", day(3), at="09:03", place=EAST, officers=["1"])
    assert log.accused("two-places") == {}


def test_two_people_may_be_in_two_places() -> None:
    log = ToldLog()
    log.case().act("scene_record", day(3), at="09:00", place=WEST, officers=["1"], by="1")
    log.case().act("scene_record", day(3), at="09:00", place=EAST, officers=["2"], by="2")
    assert log.accused("two-places") == {}


def test_coordinates_go_before_names() -> None:
    log = ToldLog()
    log.case().act("scene_record", day(3), at="09:00", place=WEST, xy=(121.5, 31.2), officers=["1"])
    log.case().act("scene_record", day(3), at="09:03", place=EAST, xy=(121.5, 31.207), officers=["1"])  # 778 metres
    assert log.accused("two-places") == {}
    log.case().act("scene_record", day(3), at="09:06", place=EAST, xy=(121.5, 31.2145), officers=["1"])  # 834 more
    assert set(log.accused("two-places")) == {"L-2", "L-3"}


def spots(gap: str, *points: tuple[float, float] | None, places: tuple[str, str] = (WEST, EAST)) -> ToldLog:
    log = ToldLog()
    for at, place, point in zip(("09:00", gap), places, points or (None, None), strict=True):
        log.case(procedure=SIMPLE).act("establish_facts", day(3), at=at, place=place, xy=point, officers=["1", "2"])
    return log


def test_cases_decided_on_the_spot_minutes_apart_in_two_streets_are_found_by_name() -> None:
    assert set(spots("09:10").accused("spot-far-apart")) == {"L-1", "L-2"}
    assert spots("09:11").accused("spot-far-apart") == {}
    assert spots("09:03").accused("two-places") == {}


def test_with_coordinates_it_is_the_speed_that_counts() -> None:
    near, far = (121.5, 31.2), (121.5, 31.29)  # ten kilometres
    assert set(spots("09:09", near, far).accused("spot-far-apart")) == {"L-1", "L-2"}
    assert spots("09:11", near, far).accused("spot-far-apart") == {}


def test_a_campaign_along_one_street_is_work() -> None:
    log = ToldLog()
    for n in range(12):
        place, at = f"云汀街道云汀路{n}号", f"{9 + n * 12 // 60:02}:{n * 12 % 60:02}"
        case = log.case(procedure=SIMPLE).act("establish_facts", day(3), at=at, place=place, officers=["1", "2"])
        case.act("make_decision", day(3), at=f"{at[:3]}{int(at[3:]) + 5:02}", place=place, amount=100, party=f"p{n}")
    for pattern in ("spot-far-apart", "spot-burst", "two-places"):
        assert log.accused(pattern) == {}


@pytest.mark.parametrize(("gap", "accused"), [(5, 5), (6, 0)])
def test_five_decisions_on_the_spot_in_twenty_minutes_cannot_be(gap: int, accused: int) -> None:
    log = ToldLog()
    for n in range(5):
        log.case(procedure=SIMPLE).act("make_decision", day(3), at=f"09:{gap * n:02}", amount=100, party=f"p{n}")
    found = log.find("spot-burst").findings.to_pylist()
    assert len(found) == accused
    assert all(row["others"] == "L-1#1 L-2#1 L-3#1 L-4#1 L-5#1" for row in found)


def test_decisions_of_the_ordinary_procedure_may_be_signed_in_a_row() -> None:
    log = ToldLog()
    for n in range(8):
        log.case().act("make_decision", day(3), at=f"09:{n:02}", amount=100, party=f"p{n}")
    assert log.accused("spot-burst") == {}
