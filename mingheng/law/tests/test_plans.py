"""The annual plan of supervision: the shipped example, what a check says of a wrong one, the page that shows it."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from mingheng.law.rules.checking import check_lawbook
from mingheng.law.rules.plans import Level, Measure
from tests.cast import Cast
from tests.scenarios.road import law

TODAY = date(2026, 11, 22)
PLAN = law().plan(TODAY)
SMALL = """
- key: annual
  title: 甲
  since: 2024-01-01
  demonstration: true
  cite: [ytf/3]
  status: S
  quotas:
    share: {title: 抽查, of: dossiers, measure: share, every: month, parameter: some.rate}
  conflicts:
    scope:
      title: 范围
      quotas: [share]
      readings: [{where: 正文, says: 全部, cite: ytf/3}, {where: 附件, says: 一半, cite: ytf/3}]
      kept: 1
      why: 较严
  rows:
    first: {number: 1, area: 甲, title: 办案, by: [bureau], ways: [online], quotas: [share], frequency: 每月, items: {late: 有没有超期}}
  orders:
    month: {title: 月度督察, level: bureau, duty: supervisor, every: month, rows: [first], items: [first.late]}
"""
RATE = """
- key: some.rate
  title: 比例
  unit: rate
  values: [{since: 2024-01-01, value: 0.1, cite: [ytf/3], status: S, checked_on: 2026-11-22}]
"""


def problems(folder: Path, text: str) -> str:
    (folder / "plans").mkdir()
    (folder / "plans" / "annual.yaml").write_text(text, encoding="utf-8")
    (folder / "parameters" / "rate.yaml").write_text(RATE, encoding="utf-8")
    return "\n".join(str(problem) for problem in check_lawbook(folder).problems)


def test_a_plan_that_names_what_there_is_has_no_problems(folder: Path) -> None:
    assert problems(folder, SMALL) == ""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (
            "parameter: some.rate",
            "parameter: no.rate",
            "plans/annual.yaml:9: annual.quotas.share.parameter: 法律库没有参数 no.rate",
        ),
        ("measure: share", "measure: floor", "单位须为 count"),
        ("measure: share", "measure: stratum", "须写明 stratum"),
        ("measure: share", "measure: half", "measure"),
        ("quotas: [share], frequency", "quotas: [none], frequency", "没有抽查要求 none"),
        ("quotas: [share], frequency", "frequency", "没有一个监督事项用到它"),
        ("kept: 1", "kept: 3", "须为 1 到 2"),
        ("items: {late: 有没有超期}", "items: {}", "没有检查内容"),
        ("rows: [first]", "rows: [second]", "没有监督事项 second"),
        ("items: [first.late]", "items: [first.early]", "没有检查内容 first.early"),
        ("says: 一半, cite: ytf/3", "says: 一半, cite: ytf/4", "没有第 4 条的要旨"),
    ],
)
def test_a_fault_of_a_plan_is_told_in_chinese_with_its_line(folder: Path, old: str, new: str, found: str) -> None:
    assert old in SMALL
    told = problems(folder, SMALL.replace(old, new, 1))
    assert found in told
    assert "plans/annual.yaml:" in told


def test_one_day_has_one_plan(folder: Path) -> None:
    later = SMALL.replace("key: annual", "key: other").replace("since: 2024", "since: 2025")
    assert "最晚 2024-12-31" in problems(folder, SMALL + later)


def test_the_shipped_plan_has_the_rows_of_the_annex() -> None:
    assert PLAN is not None
    assert [row.number for row in PLAN.rows.values()] == list(range(1, 13))
    assert {row.area for row in PLAN.rows.values()} == {"依法行政", "重要制度", "执法实效", "队伍建设", "重要案（诉）件"}
    assert {quota.measure for quota in PLAN.quotas.values()} == set(Measure)
    assert {order.level for order in PLAN.orders.values()} == set(Level)


def test_where_the_source_says_two_things_the_stricter_is_held_to() -> None:
    assert PLAN is not None
    kept = PLAN.conflicts_of("legal_review")[0]
    assert "每案必查" in kept.readings[kept.kept - 1].says
    assert law().value(PLAN.quotas["legal_review"].parameter, TODAY).value == 1


def test_before_the_plan_there_is_none() -> None:
    assert law().plan(date(2024, 3, 24)) is None


def test_the_page_shows_rows_quotas_and_conflicts(cast: Cast, client: Client) -> None:
    client.force_login(cast.handler)
    page = client.get("/law/plans/").content.decode()
    for told in ("市民投诉、信访件", "每案必查", "不低于上月中队重大法核案件数 50%", "本系统取此", "中队每日自查", "本系统约定"):
        assert told in page
    assert "这一天没有监督计划" in client.get("/law/plans/?on=2024-03-01").content.decode()
