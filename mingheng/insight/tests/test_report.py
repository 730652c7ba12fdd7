"""The report: one page that fetches nothing, runs nothing it was given, and says where the rest is."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from mingheng.insight.datasets.figures import figures
from mingheng.insight.datasets.report import About, write_report
from mingheng.insight.datasets.report.charts import columns, strips
from mingheng.insight.datasets.store import Store
from mingheng.insight.tests.found import keep_findings
from mingheng.insight.tests.test_figures import ASKED, BOOK, SMALL

EVIL = "<script>alert(1)</script>\"'&"
ABOUT = About(
    source="旧系统", procedure="小程序", log="log.csv", as_of=date(2026, 3, 31), as_of_told=False, rows=9, cases=2, acts=6,
    first=date(2026, 1, 1), last=date(2026, 3, 31), ignored=0, undated=0, outside=0, dropped=0, rejected={}, rejected_file="", findings_file="",
    lawbook="0" * 64, version="1",
)  # fmt: skip


def page_of(kept: Store, tmp_path: Path, *rows: dict[str, Any], about: About = ABOUT, most: int = 100) -> str:
    keep_findings(kept, *rows)
    path = tmp_path / "report.html"
    write_report(path, about, figures(kept, [SMALL], BOOK, ASKED), kept, {"decide": "决定", "open_case": "立案"}, most)
    assert list(tmp_path.glob("report*")) == [path]
    return path.read_text(encoding="utf-8")


def text_of(page: str) -> str:
    body = page[page.index("<main") : page.index("</main")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def test_a_breach_opens_to_its_case_with_the_acts_it_rests_on(kept: Store, tmp_path: Path) -> None:
    shown = text_of(page_of(kept, tmp_path, {}))
    assert "按时决定" in shown
    assert re.search(r"A 违反 1\. 立案 2026-03-01 2\. 决定 2026-03-02 2026-03-01 1日 一中队 0012 晚了", shown)


def test_an_act_of_another_case_is_named_with_its_case(kept: Store, tmp_path: Path) -> None:
    shown = text_of(page_of(kept, tmp_path, {"kind": "pattern", "others": "A#2 B#1"}))
    assert "2. 决定 2026-03-02 B 1. 立案 2026-03-01" in shown


def test_the_worst_come_first_and_the_rest_are_counted(kept: Store, tmp_path: Path) -> None:
    rows = [{"ref": f"K{i}", "measure": float(i)} for i in range(5)]
    shown = text_of(page_of(kept, tmp_path, *rows, most=2))
    assert "以下列出 2 行，共 5 行；用 --out 可以得到全部" in shown
    assert "K4" in shown
    assert "K2" not in shown
    named = text_of(page_of(kept, tmp_path, *rows, most=2, about=replace(ABOUT, findings_file="f.csv")))
    assert "全部见 f.csv" in named


def test_what_a_log_says_is_text_and_nothing_else(kept: Store, tmp_path: Path) -> None:
    fields = ("ref", "act", "unit", "by", "reason", "lacks")
    about = replace(ABOUT, source=EVIL, log=EVIL, rejected={EVIL: 1}, rejected_file=EVIL, findings_file=EVIL, notes=(EVIL,))
    page = page_of(kept, tmp_path, dict.fromkeys(fields, EVIL), {"answer": "unknown", "lacks": EVIL}, about=about)
    assert page.count("<script>") == 1
    assert "alert(1)</script>" not in page
    assert page.count("&lt;script&gt;alert(1)") > len(fields)


def test_it_fetches_nothing(kept: Store, tmp_path: Path) -> None:
    page = page_of(kept, tmp_path, {})
    fetched: list[str] = []

    class Fetching(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            fetched.extend(value or "" for name, value in attrs if name in ("src", "href") and not (value or "").startswith("#"))
            assert tag not in {"link", "img", "iframe", "object"}

    Fetching().feed(page)
    assert fetched == []
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_nothing_found_is_said(kept: Store, tmp_path: Path) -> None:
    keep_findings(kept, {})
    shown = text_of(page_of(kept, tmp_path))
    assert "没有违反。" in shown
    assert "没有。每一行都读出来用上了。" in shown


def test_months_without_a_breach_keep_their_place() -> None:
    chart = columns([("2025-12", {"fatal": 4}), ("2026-02", {"heavy": 2, "light": 1})])
    assert list(chart.months) == ["2025-12", "2026-01", "2026-02"]
    assert [(bar.severity, bar.said) for bar in chart.bars] == [
        ("fatal", "2025-12：4"),
        ("light", "2026-02：1"),
        ("heavy", "2026-02：2"),
    ]
    assert chart.bars[0].y + chart.bars[0].height == chart.height
    assert chart.conclusion == "违反最多的是 2025-12，4 处"
    assert columns([]).conclusion == "没有违反"


def test_lines_are_measured_by_the_longest() -> None:
    (first, second) = strips([("甲", "a", {"fatal": 3, "light": 1}), ("乙", "b", {"heavy": 2}), ("丙", "c", {})], 2)
    assert (first.count, list(first.pieces)) == (4, [("fatal", 0.0, 75.0), ("light", 75.0, 25.0)])
    assert (second.count, list(second.pieces)) == (2, [("heavy", 0.0, 50.0)])
