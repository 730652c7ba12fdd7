"""What all patterns have in common: where they are written, what they say when something is missing."""

from datetime import date

import pytest

from mingheng.insight.rules.log import FINDINGS
from mingheng.insight.rules.patterns import EVERY
from mingheng.insight.tests.told import TODAY, ToldLog, book, day, with_thresholds


def test_every_pattern_of_the_lawbook_is_looked_for_and_none_beside() -> None:
    assert set(EVERY) == set(book().patterns)


@pytest.mark.parametrize("key", sorted(EVERY))
def test_a_pattern_cites_why_it_is_looked_for(key: str) -> None:
    told = book().patterns[key]
    assert told.cite
    assert all(book().cite_text(ref) for ref in told.cite)
    assert told.looks_for
    assert told.severity in ("heavy", "light")  # it is a suspicion: nothing is fatal by a pattern alone


def test_an_empty_log_shows_nothing_and_says_what_it_lacks() -> None:
    found = ToldLog().find()
    assert found.findings.num_rows == 0
    assert tuple(found.findings.schema.names) == FINDINGS.names
    silent = {lack.pattern for lack in found.lacks if lack.silent}
    assert silent == {key for key, told in book().patterns.items() if told.needs}


def test_on_a_day_before_its_thresholds_a_pattern_is_not_looked_for_and_that_is_said() -> None:
    log = ToldLog()
    log.case().act("make_decision", date(1950, 1, 2), amount=1)
    found = log.find(as_of=date(1950, 1, 3))
    lacks = {lack.pattern: lack.lacks for lack in found.lacks if lack.silent}
    assert set(lacks) == {key for key, told in book().patterns.items() if told.thresholds or "leads" in told.needs}
    assert "尚未施行" in lacks["item-unused"]


def test_a_log_that_names_no_items_says_nothing_of_the_catalogue() -> None:
    log = ToldLog()
    log.case(item=None).act("make_decision", day(3), amount=100)
    found = log.find("items-overlap")
    assert found.findings.num_rows == 0
    assert [lack.lacks for lack in found.lacks] == ["缺少案由，没有查"]


def test_a_log_without_people_texts_files_and_coordinates_says_what_was_not_looked_for() -> None:
    log = ToldLog()
    log.case(party="甲").act("make_decision", day(3), at="09:00", amount=100, place="云汀路1号")
    lacks = {lack.pattern: lack.lacks for lack in log.find().lacks}
    assert lacks["two-places"] == "缺少办案人员，没有查"
    assert lacks["copied-facts"] == "缺少文字的摘要，没有查"
    assert lacks["copied-evidence"] == "缺少证据文件的摘要，没有查"
    assert lacks["lead-without-case"] == "缺少诉件、移送件和检查的表，没有查"


def test_without_coordinates_places_are_compared_by_name_and_that_is_said() -> None:
    log = ToldLog()
    log.case().act("scene_record", day(3), at="09:00", place="云汀路1号", officers=["1"])
    assert [(lack.lacks, lack.silent) for lack in log.find("two-places").lacks] == [("缺少坐标，查得较粗", False)]


def test_a_threshold_that_is_not_in_force_yet_is_said() -> None:
    found = ToldLog().find("sleeping", as_of=date(2020, 1, 1))
    assert "尚未施行" in found.lacks[0].lacks


def test_another_threshold_in_the_lawbook_is_another_answer() -> None:
    log = ToldLog()
    log.case().act("approve_filing", date(2026, 9, 1))
    assert log.accused("sleeping") == {}
    assert log.accused("sleeping", law=with_thresholds(pattern__sleeping__days=29)) == {"L-1": "1"}


def test_a_finding_names_its_case_act_person_and_article() -> None:
    log = ToldLog()
    log.case().act("register_lead", day(1)).act("approve_filing", day(1, 1), by="5")
    row = log.find("sleeping").findings.to_pylist()[0]
    assert {name: row[name] for name in ("case", "ref", "procedure", "rule", "kind", "n", "act", "by", "unit", "happened")} == {
        "case": 1, "ref": "L-1", "procedure": "ordinary", "rule": "sleeping", "kind": "pattern", "n": 2, "act": "approve_filing",
        "by": "5", "unit": "yunting", "happened": day(1, 1),
    }  # fmt: skip
    assert row["cite"].split() == list(book().patterns["sleeping"].cite)
    assert row["reason"] == f"立案后没有决定，已经 {(TODAY - day(1, 1)).days} 天没有任何步骤"


def test_of_a_group_of_hundreds_the_first_acts_are_named_and_all_are_evidence() -> None:
    log = ToldLog()
    for _ in range(70):
        log.case().act("propose_withdrawal", day(3), by="1")
    found = log.find("withdrawn-in-series")
    row = next(row for row in found.findings.to_pylist() if row["ref"] == "L-70")
    named = row["others"].split()
    assert (len(named), "L-70#1" in named, len(found.evidence)) == (51, True, 70)
    assert row["reason"] == "同一人短时间内报请撤销 70 件案件（步骤很多，每组列出前 50 处）"
