"""What is planted is found, on a seed the thresholds were not tuned on, and hardly anything else is."""

import csv
from functools import cache
from pathlib import Path

import pytest

from mingheng.demo import commands as demo
from mingheng.demo.rules.planting.breaches import BREACHES
from mingheng.demo.rules.planting.telling import PlantedLog
from mingheng.demo.rules.planting.year import LAST
from mingheng.demo.tests.test_planting import lawful_year
from mingheng.desk.commands import scan
from tests.planted.scoring import (
    CATALOGUE,
    Score,
    book,
    patterns_found,
    planted,
    planted_in,
    scores,
    shown_by_engine,
    shown_by_patterns,
    shown_by_scan,
    together,
)  # fmt: skip

UNSEEN, CASES = 77, 150
RULES, PATTERNS = 0.95, 0.8


@cache
def year() -> PlantedLog:
    return planted(UNSEEN, CASES)


def good_enough(score: Score, least: float) -> bool:
    return score.precision >= least and score.recall >= least


def test_every_pattern_and_many_rules_are_planted() -> None:
    assert {code for code, _ in planted_in(year(), "pattern")} == set(book().patterns) - {CATALOGUE}
    codes = {code for code, _ in planted_in(year(), "rule")}
    assert codes == {code for breach in BREACHES for code in breach.codes} | {"one-decision"}
    assert len(codes) >= 15


def test_breaches_of_all_kinds_of_rule_are_planted() -> None:
    rules = {**book().procedure("simple").rules, **book().procedure("ordinary").rules}
    kinds = {rules[code].kind for code, _ in planted_in(year(), "rule")}
    assert kinds == {rule.kind for rule in rules.values()}


def test_the_engine_finds_the_planted_breaches_and_no_others() -> None:
    told = scores(planted_in(year(), "rule"), shown_by_engine(year()))
    assert {code: score for code, score in told.items() if not good_enough(score, RULES)} == {}


def test_the_scan_of_the_whole_log_finds_the_same_breaches() -> None:
    assert shown_by_scan(year()) == shown_by_engine(year())


def test_patterns_find_what_was_planted_and_hardly_anything_else() -> None:
    told = scores(planted_in(year(), "pattern"), shown_by_patterns(year()))
    assert good_enough(together(told.values()), RULES)
    assert {code: score for code, score in told.items() if not good_enough(score, PATTERNS)} == {}


def test_nothing_is_lacking_in_a_planted_year() -> None:
    assert patterns_found(year()).lacks == ()


def test_the_same_seed_gives_the_same_year_and_another_seed_another() -> None:
    once, again, other = planted(5, 20), planted(5, 20), planted(6, 20)
    assert all(once.tables[name].equals(again.tables[name]) for name in once.tables)
    assert once.labels.equals(again.labels)
    assert not once.tables["acts"].equals(other.tables["acts"])


@pytest.mark.parametrize("table", ["acts", "cases", "parties", "people", "texts", "files", "days", "sums"])
def test_every_table_of_the_log_is_filled(table: str) -> None:
    assert year().tables[table].num_rows > 0


def test_work_that_looks_odd_and_is_lawful_is_not_accused() -> None:
    log = lawful_year(83, 250)
    assert {show for show in shown_by_patterns(log) if show[0] not in ("item-unused", "item-rare")} == set()


def test_a_planted_folder_is_scanned_with_its_leads_from_the_command_line(tmp_path: Path) -> None:
    folder, found = tmp_path / "year", tmp_path / "found.csv"
    assert demo.main(["plant", "--seed", "7", "--cases", "1", str(folder)]) == 0
    scan.main([str(folder), "--as-of", LAST.isoformat(), "--out", str(found)])
    with (folder / "labels.csv").open(encoding="utf-8") as rows:
        truth = {(row["code"], row["ref"]) for row in csv.DictReader(rows) if row["kind"] == "pattern"}
    with found.open(encoding="utf-8-sig") as rows:
        shown = {(row["rule"], row["ref"]) for row in csv.DictReader(rows) if row["kind"] == "pattern"}
    assert len(truth & shown) >= PATTERNS * len(truth)
    assert {code for code, _ in truth & shown} >= {"lead-without-case", "split", "two-places"}
