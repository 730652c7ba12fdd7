"""Everybody has the lines of the menu his duties give him, and the right one is marked."""

from collections.abc import Iterable

import pytest

from mingheng.desk.queries.menu import menu_of
from mingheng.organisation.rules import Authority, Duty


def held(*duties: Duty) -> Authority:
    return Authority(1, "陈砚秋", "yunting", frozenset(duties), (), sees_all=False, unit_keys=frozenset({"yunting"}))


def labels(duties: Iterable[Duty]) -> list[str]:
    return [item.label for group in menu_of(held(*duties), "/") for item in group.items]


def marked(here: str) -> list[str]:
    groups = menu_of(held(*Duty), here)
    return [item.label for group in groups for item in group.items if item.current]


def test_an_officer_handles_cases_and_approves_nothing() -> None:
    lines = labels([Duty.OFFICER])
    assert "案件" in lines
    assert "待我审批" not in lines
    assert "法制审核" not in lines


def test_a_reviewer_has_the_line_of_reviews() -> None:
    assert {"待我审批", "法制审核"} <= set(labels([Duty.CENTRE_REVIEWER]))


def test_a_law_administrator_sees_the_law_and_no_cases() -> None:
    lines = labels([Duty.LAW_ADMINISTRATOR])
    assert "法规与裁量" in lines
    assert "案件" not in lines


def test_from_outside_what_was_handed_over_stands_in_place_of_the_worklist() -> None:
    assert labels([Duty.OUTSIDE_SUPERVISOR]) == ["外部监督", "存证", "法规与裁量", "职责表"]


def test_without_any_duty_the_worklist_and_the_law_remain() -> None:
    assert labels([]) == ["工作台", "法规与裁量", "职责表"]


@pytest.mark.parametrize(
    ("here", "line"),
    [
        ("/", "工作台"),
        ("/cases/", "案件"),
        ("/cases/?stage=lead", "线索"),
        ("/cases/2026-1/timeline/", "案件"),
        ("/cases/2026-1/steps/legal_review/", "法制审核"),
        ("/approvals/", "待我审批"),
        ("/approvals/?kind=legal_review", "法制审核"),
        ("/law/items/street-stall/", "法规与裁量"),
    ],
)
def test_the_most_exact_line_is_the_current_one(here: str, line: str) -> None:
    assert marked(here) == [line]


def test_nothing_is_marked_on_a_page_of_no_line() -> None:
    assert marked("/preferences/") == []
