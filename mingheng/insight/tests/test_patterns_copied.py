"""The same words and the same files where nothing is the same."""

from collections.abc import Iterable

import pytest

from mingheng.insight.tests.told import ToldLog, day

LONG = (
    "当事人在人行道上摆放折叠桌四张、塑料凳十二把，占用盲道约三米，经营烧烤，烟气明显，现场有六名顾客就餐，见执法人员到场后收摊。"
)
GROUND = "经复核监控录像，遗撒来自另一车辆，本案车辆全程密闭。"


def scenes(text: str, cases: int, *, others: int = 0, place: Iterable[str] = (), party: str = "") -> ToldLog:
    """Cases with the same record, on different days and in different places, and others with one of their own."""
    log, places = ToldLog(), list(place)
    for n in range(cases + others):
        said = text if n < cases else f"{LONG}{n}"
        case = log.case(party=party or f"p{n}")
        case.act("scene_record", day(3, n), place=places[n] if n < len(places) else f"路{n}号", texts={"findings": said})
    return log


def test_the_same_record_in_two_cases_is_found_with_both_acts() -> None:
    found = scenes(LONG, 2, others=3).find("copied-facts").findings.to_pylist()
    assert [(row["ref"], row["others"], row["n"], row["measure"]) for row in found] == [
        ("L-1", "L-1#1 L-2#1", 1, 2), ("L-2", "L-1#1 L-2#1", 1, 2),
    ]  # fmt: skip
    assert "2 件案件记录的事实一字不差" in found[0]["reason"]


@pytest.mark.parametrize(("characters", "accused"), [(39, 0), (40, 2)])
def test_a_set_phrase_is_too_short_to_be_copied(characters: int, accused: int) -> None:
    assert len(scenes(LONG[:characters], 2).accused("copied-facts")) == accused


@pytest.mark.parametrize(("cases", "accused"), [(5, 5), (6, 0)])
def test_what_a_large_part_of_all_cases_says_is_a_form(cases: int, accused: int) -> None:
    assert len(scenes(LONG, cases, others=50).accused("copied-facts")) == accused


def test_among_very_many_cases_more_than_a_few_may_still_be_copied() -> None:
    assert len(scenes(LONG, 6, others=294).accused("copied-facts")) == 6


def test_two_matters_of_one_party_may_rest_on_one_record() -> None:
    assert scenes(LONG, 2, party="同一家店").accused("copied-facts") == {}


def test_several_parties_of_one_building_on_one_day_may_share_a_record() -> None:
    log = ToldLog()
    for party in ("甲", "乙", "丙"):
        log.case(party=party).act("scene_record", day(3), place="云汀路88弄2号楼", texts={"findings": LONG}, files=["a"])
    assert log.accused("copied-facts") == {}
    assert log.accused("copied-evidence") == {}


def test_texts_of_other_acts_and_facts_are_not_compared() -> None:
    log = ToldLog()
    for n in range(2):
        log.case(party=f"p{n}").act("approve_filing", day(3, n), texts={"reason": LONG}).act(
            "scene_record", day(4, n), texts={"x": LONG}
        )
    assert log.accused("copied-facts") == {}


def files(*named: str, others: int = 0) -> ToldLog:
    log = ToldLog()
    for n, name in enumerate([*named, *(f"own{n}" for n in range(others))]):
        log.case(party=f"p{n}").act("register_lead", day(3, n), place=f"路{n}号").act("add_evidence", day(3, n), files=[name])
    return log


def test_the_same_photograph_in_cases_of_different_people_is_found() -> None:
    assert files("a", "b", "a").accused("copied-evidence") == {"L-1": "L-1#2 L-3#2", "L-3": "L-1#2 L-3#2"}


def test_a_form_that_a_large_part_of_all_cases_hold_is_not_copied_evidence() -> None:
    assert files(*["form"] * 6, others=60).accused("copied-evidence") == {}


def grounds(text: str, cases: int, act: str = "propose_withdrawal") -> ToldLog:
    log = ToldLog()
    for n in range(cases):
        log.case(party=f"p{n}").act("register_lead", day(3), place=f"路{n}号").act(act, day(4, n), texts={"explanation": text})
    return log


@pytest.mark.parametrize("act", ["propose_withdrawal", "propose_no_filing", "terminate_case"])
def test_grounds_copied_in_three_cases_are_found(act: str) -> None:
    assert grounds(GROUND, 3, act).accused("withdrawn-copied")["L-2"] == "L-1#2 L-2#2 L-3#2"


def test_two_cases_with_one_ground_or_a_short_one_are_left_alone() -> None:
    assert grounds(GROUND, 2).accused("withdrawn-copied") == {}
    assert grounds(GROUND[:19], 3).accused("withdrawn-copied") == {}
    assert len(grounds(GROUND[:20], 3).accused("withdrawn-copied")) == 3
