"""Violations found without a case; items nobody uses, hardly anybody uses, or that say the same."""

from datetime import date, timedelta

import pytest

from mingheng.insight.tests.told import STALL, TODAY, ToldLog, book, day
from mingheng.law.rules.lawbook import Item
from mingheng.law.rules.reading import Lawbook

SUSPECTED = {"result": "suspected"}
APPROVED = {"opinion": "approve"}


def checked(days: int, *then: str, result: str = "suspected") -> ToldLog:
    log = ToldLog()
    on = TODAY - timedelta(days=days)
    case = log.case().act("register_lead", on).act("check_lead", on, facts={"result": result})
    for act in then:
        case.act(act, on, facts=APPROVED)
    return log


@pytest.mark.parametrize(("days", "accused"), [(15, {}), (16, {"L-1": "2"})])
def test_a_violation_that_was_checked_and_not_filed_is_found_in_time(days: int, accused: dict[str, str]) -> None:
    assert checked(days).accused("not-filed") == accused


@pytest.mark.parametrize("then", ["approve_filing", "approve_no_filing", "transfer_matter"])
def test_filing_refusing_and_handing_over_answer_it(then: str) -> None:
    assert checked(90, then).accused("not-filed") == {}


def test_a_proposal_or_a_return_answers_nothing() -> None:
    assert checked(90, "propose_filing").accused("not-filed") == {"L-1": "2"}
    log = checked(90)
    log.rows["acts"].clear()
    case = log.case().act("check_lead", day(1), facts=SUSPECTED).act("approve_filing", day(1), facts={"opinion": "return"})
    assert log.accused("not-filed") == {f"L-{case.number}": "1"}


def test_an_unfounded_lead_needs_no_case() -> None:
    assert checked(90, result="unfounded").accused("not-filed") == {}


def leads(days: int, **told: object) -> ToldLog:
    log = ToldLog()
    log.case(party="甲").act("register_lead", TODAY, place="石舫路1号")
    log.lead("T-1", TODAY - timedelta(days=days), **{"place": "云汀路1号", "party": "乙", **told})
    return log


@pytest.mark.parametrize(("days", "accused"), [(30, {}), (31, {"T-1": "T-1"})])
def test_a_lead_with_a_violation_and_no_case_is_found(days: int, accused: dict[str, str]) -> None:
    assert leads(days).accused("lead-without-case") == accused


def test_a_finding_about_a_lead_has_no_case_and_names_the_lead() -> None:
    row = leads(31).find("lead-without-case").findings.to_pylist()[0]
    assert (row["case"], row["ref"], row["n"], row["measure"]) == (None, "T-1", None, 31)


@pytest.mark.parametrize("told", [{"violation": False}, {"violation": None}, {"case": 1}])
def test_a_lead_without_violation_or_with_its_case_is_left_alone(told: dict[str, object]) -> None:
    assert leads(90, **told).accused("lead-without-case") == {}


@pytest.mark.parametrize("same", [{"place": "石舫路1号"}, {"party": "甲"}])
def test_a_case_of_the_same_place_or_party_in_that_time_answers_a_lead(same: dict[str, object]) -> None:
    log = leads(31, **same)
    log.rows["acts"][0] |= {"party": "甲", "happened": TODAY - timedelta(days=31)}
    assert log.accused("lead-without-case") == {}
    log.rows["acts"][0] |= {"happened": TODAY - timedelta(days=32)}
    assert log.accused("lead-without-case") == {"T-1": "T-1"}


FIVE_YEARS_AGO = TODAY.replace(year=2021)


def used(times: int, on: date | None = None) -> ToldLog:
    log = ToldLog()
    log.case(item="older").act("make_decision", FIVE_YEARS_AGO, amount=1)
    for _ in range(times):
        log.case(item=STALL).act("make_decision", on or day(3), amount=100)
    return log


@pytest.mark.parametrize(
    ("times", "pattern", "accused"),
    [
        (0, "item-unused", True),
        (1, "item-unused", False),
        (0, "item-rare", False),
        (1, "item-rare", True),
        (3, "item-rare", True),
        (4, "item-rare", False),
    ],
)
def test_an_item_is_unused_or_rare_by_its_decisions(times: int, pattern: str, accused: bool) -> None:
    law = with_old_item()
    assert (STALL in used(times).accused(pattern, law=law)) is accused


def test_decisions_of_longer_ago_do_not_count() -> None:
    log = used(4, FIVE_YEARS_AGO - timedelta(days=1))
    assert STALL in log.accused("item-unused", law=with_old_item())


def test_an_item_that_is_newer_than_the_years_looked_at_is_left_alone() -> None:
    assert STALL not in used(0).accused("item-unused")


def test_a_log_that_does_not_reach_back_says_so() -> None:
    log = ToldLog()
    log.case().act("make_decision", FIVE_YEARS_AGO + timedelta(days=1), amount=1)
    found = log.find("item-unused", law=with_old_item())
    assert found.findings.num_rows == 0
    assert [(lack.pattern, lack.lacks) for lack in found.lacks] == [("item-unused", "缺少2021-10-01 以前的记录，没有查")]


def test_items_that_may_concur_or_have_nearly_the_same_title_are_shown_together() -> None:
    twin = book().items[STALL].model_copy(update={"key": "twin", "title": book().items[STALL].title + "的", "concurs": {}})
    law = book().model_copy(update={"items": {**book().items, "twin": twin}})
    found = {row["ref"]: row for row in used(1).find("items-overlap", law=law).findings.to_pylist()}
    assert f"{STALL}|twin" in found
    assert "road-occupation|street-stall" in found  # says so itself
    assert not any("night-construction" in ref and STALL in ref for ref in found)
    assert book().items[STALL].title in found[f"{STALL}|twin"]["reason"]


def with_old_item() -> Lawbook:
    """The lawbook with the stall's item in force from long ago."""
    item = book().items[STALL]
    first = item.versions[0].model_copy(update={"since": date(2010, 1, 1)})
    older: Item = item.model_copy(update={"versions": (first, *item.versions[1:])})
    return book().model_copy(update={"items": {**book().items, STALL: older}})
