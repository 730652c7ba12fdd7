"""A pattern that names what nothing answers to is told before the lawbook is published."""

from pathlib import Path

import pytest

from mingheng.law.rules.checking import check_lawbook

PATTERN = """
- key: slow
  title: 慢
  looks_for: 很久没有动静
  says: 很久没有动静
  severity: light
  measure: days
  acts: {opened: [register_lead]}
  facts: [source]
  procedures: [ordinary]
  thresholds: {days: sweep.days}
  cite: [ytf/3]
  status: D
"""


def problems(folder: Path, text: str) -> str:
    (folder / "patterns").mkdir()
    (folder / "patterns" / "slow.yaml").write_text(text, encoding="utf-8")
    return "\n".join(str(problem) for problem in check_lawbook(folder).problems)


def test_a_pattern_that_names_what_there_is_has_no_problems(folder: Path) -> None:
    assert problems(folder, PATTERN) == ""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("sweep.days", "sweep.hours", "没有参数 sweep.hours"),
        ("register_lead", "sleep", "没有程序有步骤 sleep"),
        ("[source]", "[colour]", "没有步骤有 colour"),
        ("[ordinary]", "[odd]", "没有程序 odd"),
        ("ytf/3", "ytf/4", "没有第 4 条的要旨"),
        ("measure: days", "measure: miles", "measure"),
    ],
)
def test_a_name_nothing_answers_to_is_told(folder: Path, old: str, new: str, found: str) -> None:
    assert found in problems(folder, PATTERN.replace(old, new))
