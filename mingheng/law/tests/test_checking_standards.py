"""A scoring standard whose points do not add up, or that names what nothing answers to, is told before it is published."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mingheng.kit.paths import lawbook_dir
from mingheng.law.rules.checking import check_lawbook
from mingheng.law.rules.reading import NoSuchEntry, read_lawbook

STANDARD = """
- key: sweeping
  since: 2026-01-01
  title: 清扫评分标准
  about: dossier
  cite: [ytf/3]
  status: D
  checked_on: 2026-11-22
  fatal:
    - {key: unswept, title: 没有清扫, cite: [ytf/3]}
  areas:
    - key: sweeping-area
      title: 清扫
      points: 60
      items:
        - {key: broom, title: 有扫帚, points: 35, cite: [ytf/3]}
        - {key: bag, title: 有袋子, points: 25, cite: [ytf/3]}
    - key: rest
      title: 其他
      points: 40
      items:
        - {key: order, title: 有先后, points: 40, cite: [ytf/3]}
  grades:
    - {key: good, title: 好, floor: 60}
    - {key: bad, title: 差, floor: 0}
  third_over: sweep.days
"""


def problems(folder: Path, text: str) -> str:
    (folder / "standards").mkdir()
    (folder / "standards" / "sweeping.yaml").write_text(text, encoding="utf-8")
    return "\n".join(str(problem) for problem in check_lawbook(folder).problems)


def test_a_standard_that_adds_up_has_no_problems(folder: Path) -> None:
    assert problems(folder, STANDARD) == ""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("points: 40\n", "points: 30\n", "各部分的分相加是 90"),
        ("points: 35", "points: 34", "清扫各项的分相加是 59，须为 60"),
        ("points: 25", "points: -25", "分值须大于 0"),
        ("key: bag", "key: broom", "条目 broom 出现不止一次"),
        ("floor: 0", "floor: 10", "最后一级的 floor 须为 0"),
        ("floor: 60", "floor: 0", "等级须由高到低"),
        ("third_over: sweep.days", "third_over: sweep.hours", "没有参数 sweep.hours"),
        ("title: 没有清扫,", "title: 没有清扫, rules: [swept],", "没有规则、期限或者预警情形叫 swept"),
        ("points: 35, cite: [ytf/3]", "points: 35, cite: [ytf/4]", "没有第 4 条的要旨"),
        ("about: dossier", "about: weather", "about"),
    ],
)
def test_a_fault_in_a_standard_is_told_at_its_place(folder: Path, old: str, new: str, found: str) -> None:
    told = problems(folder, STANDARD.replace(old, new, 1))
    assert found in told
    assert "standards/sweeping.yaml:" in told


def test_two_versions_on_one_day_are_refused(folder: Path) -> None:
    assert "与前一版本重叠" in problems(folder, STANDARD + STANDARD.replace("2026-01-01", "2026-06-01"))


def test_the_shipped_standards_are_out_of_a_hundred_and_the_fatal_items_come_from_the_fact_sheet() -> None:
    book = read_lawbook(lawbook_dir())
    assert set(book.standards) == {"dossier", "recording", "legal_review", "disclosure", "complaint"}
    told = book.standard("dossier", date(2026, 11, 1))
    assert len(told.fatal) == 19
    assert [area.points for area in told.areas] == [Decimal(n) for n in (10, 25, 30, 15, 12, 8)]
    assert sum(bool(item.rules) for item in told.fatal) == 16


def test_a_standard_not_yet_in_force_is_refused() -> None:
    with pytest.raises(NoSuchEntry, match="dossier"):
        read_lawbook(lawbook_dir()).standard("dossier", date(2020, 1, 1))
