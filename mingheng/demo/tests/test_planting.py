"""A planted year is written as a log, and what nobody planted in it is lawful."""

from pathlib import Path
from random import Random

import pyarrow.parquet as pq
import pytest

from mingheng.demo import commands
from mingheng.demo.rules.planting.lawful import lawful, odd_but_lawful
from mingheng.demo.rules.planting.telling import PlantedLog, told_as_log
from mingheng.demo.rules.planting.year import Year
from mingheng.insight.rules.log import SCHEMAS
from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.law.rules.findings import Answer
from mingheng.law.rules.judge import check
from mingheng.law.rules.reading import Lawbook
from tests.scenarios.road import law


def book() -> Lawbook:
    """The lawbook as it is shipped."""
    return law()


def lawful_year(seed: int, cases: int = 60) -> PlantedLog:
    year = Year(Random(seed), book(), WorkingCalendar(book().calendars.values()))
    odd_but_lawful(year, 3)
    lawful(year, cases)
    year.finish()
    return told_as_log(year)


@pytest.mark.parametrize("seed", [81, 82, 83])
def test_every_rule_is_kept_where_nothing_was_planted(seed: int) -> None:
    broken = [
        (ref, act.kind, finding.code)
        for ref, docket in lawful_year(seed).dockets.items()
        for act, verdict in check(docket, book())
        for finding in verdict.findings
        if finding.answer in (Answer.BROKEN, Answer.UNKNOWN)
    ]
    assert broken == []


def test_a_year_is_written_as_the_tables_of_a_log_with_leads_and_labels(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "年"
    assert commands.main(["plant", "--seed", "3", "--cases", "20", str(folder)]) == 0
    assert {path.stem for path in folder.glob("*.parquet")} == {*SCHEMAS, "leads"}
    rows = (folder / "labels.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "kind,code,ref"
    refs = set(pq.read_table(folder / "cases.parquet")["ref"].to_pylist())
    labelled = {row.split(",")[2] for row in rows[1:]}
    assert {ref for ref in labelled if "号" in ref} <= refs
    assert f"{len(rows) - 1} 处已知的毛病" in capsys.readouterr().out


def test_it_writes_into_an_empty_folder_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "别人的").write_text("", encoding="utf-8")
    assert commands.main(["plant", "--cases", "1", str(tmp_path)]) == 1
    assert "不是空目录" in capsys.readouterr().err


@pytest.mark.parametrize("cases", ["0", "5001"])
def test_it_writes_no_more_cases_than_the_officers_can_work(
    cases: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(["plant", "--cases", cases, str(tmp_path / "新的")]) == 2
    assert "1 到 5000" in capsys.readouterr().err
