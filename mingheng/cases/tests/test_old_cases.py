"""Bringing over the cases of another system: what comes over is marked, what cannot is said line by line."""

import csv
from pathlib import Path

import pytest
from django.apps import apps

from mingheng.cases.commands import imported, read_wish
from mingheng.cases.models import Case, Step
from mingheng.ledger import queries as ledger
from mingheng.ledger.rules import Entry
from tests.cast import Cast
from tests.journeys.drive import assert_recorded, assert_row_is_fold

StoredEntry = apps.get_model("ledger.StoredEntry")
MAPPING = """
source: 澜江区旧案件系统
acts:
  - {act: register_lead, day: 受理日期, by: 工号, facts: {source: {is: patrol}, content: {column: 案情}, place: {column: 地点}}}
  - act: register_party
    day: 受理日期
    by: 工号
    facts:
      kind: {column: 当事人类型, words: {单位: organisation, 个人: citizen}}
      name: {column: 当事人}
      identity_number: {column: 证件号}
      address: {column: 地点}
  - {act: approve_filing, day: 立案日期, by: 工号, facts: {opinion: {is: approve}, reason: {is: 旧系统已批准立案}, case_number: {column: 案号}}}
  - {act: assign_officers, day: 立案日期, by: 工号, facts: {officers: {column: 办案人}}}
"""
GOOD = {
    "案号": "旧城管案〔2025〕7号", "受理日期": "2025-03-03", "立案日期": "2025/3/5", "工号": "", "办案人": "", "当事人": "上海屿舟建筑工程有限公司",
    "当事人类型": "单位", "证件号": "91230500MA1B3N1N2M", "地点": "云汀路118号", "案情": "工地未覆盖",
}  # fmt: skip


@pytest.fixture
def good(cast: Cast) -> dict[str, str]:
    """A line without fault."""
    pair = f"{cast.handler.username}、{cast.partner.username}"
    return {**GOOD, "工号": cast.handler.username, "办案人": pair}


def bring(folder: Path, cast: Cast, *rows: dict[str, str], words: tuple[str, ...] = ()) -> int:
    """Run the command on a table of these rows."""
    table, mapping = folder / "old.csv", folder / "mapping.yaml"
    mapping.write_text(MAPPING, encoding="utf-8")
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(GOOD))
        writer.writeheader()
        writer.writerows(rows)
    return imported(read_wish(["import", str(table), "--mapping", str(mapping), "--by", cast.law_administrator.username, *words]))


def refusals(folder: Path) -> list[list[str]]:
    with (folder / "old.refused.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def test_a_case_comes_over_marked_with_where_it_comes_from(cast: Cast, good: dict[str, str], tmp_path: Path) -> None:
    assert bring(tmp_path, cast, good) == 0
    case = Case.objects.get()
    assert (case.number, case.source) == ("旧城管案〔2025〕7号", "澜江区旧案件系统")
    assert case.handlers == [cast.handler.pk, cast.partner.pk]
    assert str(case.opened_at.date()) in {"2025-03-02", "2025-03-03"}
    assert_row_is_fold(case)
    assert_recorded(case)


def test_acts_of_another_system_are_recorded_as_such(cast: Cast, good: dict[str, str], tmp_path: Path) -> None:
    bring(tmp_path, cast, good)
    entries = [
        Entry.from_bytes(bytes(e.entry)) for e in StoredEntry.objects.filter(chain=str(Case.objects.get().pk)).order_by("n")
    ]
    assert [e.kind for e in entries] == [f"brought:{step.act}" for step in Step.objects.order_by("n")]
    assert all(step.facts["brought_from"] == "澜江区旧案件系统" and step.instrument is None for step in Step.objects.all())
    assert ledger.chains_beginning("cases:batch:old-cases:")


def test_a_rehearsal_writes_nothing(cast: Cast, good: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(tmp_path, cast, good, words=("--dry-run",)) == 0
    assert "试带入（没有写入） 1 件" in capsys.readouterr().out
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"受理日期": "三月"}, "不是日期"),
        ({"立案日期": "2025-03-01"}, "早于前一步"),
        ({"立案日期": "2023-03-01", "受理日期": "2023-03-01"}, "早于本程序的施行日期"),
        ({"工号": "LJ9999"}, "没有工号"),
        ({"当事人类型": "公司"}, "对照表里没有“公司”"),
        ({"证件号": "91230500MA1B3N1N2X"}, "校验"),
        ({"案情": ""}, "没有填写"),
        ({"案情": "工地\x00未覆盖"}, "控制字符"),
        ({"案号": "旧" * 300}, "案号超过"),
    ],
)
def test_a_line_with_a_fault_is_refused_with_reason_and_remedy(
    cast: Cast, good: dict[str, str], tmp_path: Path, change: dict[str, str], said: str
) -> None:
    bad = {**good, "案号": "旧城管案〔2025〕8号", **change}
    assert bring(tmp_path, cast, bad, good) == 1
    assert [case.number for case in Case.objects.all()] == [good["案号"]]
    line, _, reason, remedy = refusals(tmp_path)[0]
    assert (line, bool(remedy)) == ("2", True)
    assert said in reason


def test_a_number_that_is_there_is_not_brought_over_again(cast: Cast, good: dict[str, str], tmp_path: Path) -> None:
    bring(tmp_path, cast, good)
    assert bring(tmp_path, cast, good, {**good, "案号": "旧城管案〔2025〕9号"}) == 1
    assert "已经在库里" in refusals(tmp_path)[0][2]
    assert Case.objects.count() == 2


def test_a_table_brought_over_twice_changes_nothing(cast: Cast, good: dict[str, str], tmp_path: Path) -> None:
    first = {**good, "案号": ""}
    bring(tmp_path, cast, first)
    before = StoredEntry.objects.count()
    assert bring(tmp_path, cast, first) == 0
    assert (Case.objects.count(), StoredEntry.objects.count()) == (1, before)


def test_a_case_without_a_number_is_not_doubled_when_the_table_comes_again_mended(
    cast: Cast, good: dict[str, str], tmp_path: Path
) -> None:
    lead = {**good, "案号": "", "立案日期": "", "办案人": ""}
    assert bring(tmp_path, cast, lead, {**good, "受理日期": "三月"}) == 1
    assert bring(tmp_path, cast, lead, good) == 1
    assert Case.objects.count() == 2
    assert "已经在库里" in refusals(tmp_path)[0][2]


def test_the_same_line_twice_in_a_table_is_one_case(cast: Cast, good: dict[str, str], tmp_path: Path) -> None:
    lead = {**good, "案号": ""}
    assert bring(tmp_path, cast, lead, lead) == 1
    assert Case.objects.count() == 1
    assert "完全相同" in refusals(tmp_path)[0][2]


@pytest.mark.parametrize("written", ["旧城管案[2025]7号", "旧城管案［２０２５］７号", "旧城管案 【2025】 7 号"])
def test_a_number_in_other_brackets_is_the_same_number(cast: Cast, good: dict[str, str], tmp_path: Path, written: str) -> None:
    bring(tmp_path, cast, good)
    assert bring(tmp_path, cast, {**good, "案号": written, "案情": "另一次填写"}) == 1
    assert [case.number for case in Case.objects.all()] == [good["案号"]]


def test_a_table_of_numbered_cases_brought_over_again_goes_on_without_a_word(
    cast: Cast, good: dict[str, str], tmp_path: Path
) -> None:
    assert bring(tmp_path, cast, good) == 0
    assert bring(tmp_path, cast, good) == 0
    assert Case.objects.count() == 1
