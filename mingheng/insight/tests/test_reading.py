"""Another system's log becomes ours: every row is used or told of, days are local days, acts stand in order."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import ibis
import pytest

from mingheng.insight.datasets.reading import Span
from mingheng.insight.datasets.store import Store
from mingheng.insight.datasets.writing import open_log
from mingheng.insight.rules.conditions import Conditions
from mingheng.insight.rules.log import SCHEMAS
from mingheng.insight.tests.small_log import HEADING, MAPPING, PROCEDURE, csv_file, mapping, read, rejected, table

at = datetime.fromisoformat


def days_read(kept: Store, tmp_path: Path, *times: str, **changed: Any) -> list[Any]:
    path = csv_file(tmp_path, *(f"{chr(65 + i)},立案,{time}" for i, time in enumerate(times)))
    log = read(kept, path, mapping(tmp_path, **changed))
    return table(kept, log, "acts", "happened_at")


def test_acts_stand_by_time_then_by_line(kept: Store, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, "A,结案,2026-01-03 09:00", "B,立案,2026-01-01 10:00", "A,决定,2026-01-01 10:00", "A,立案,2026-01-01 10:00"
    )
    log = read(kept, path, mapping(tmp_path))
    assert table(kept, log, "acts", '"case", n, act, line') == [
        (1, 1, "decide", 4), (1, 2, "open_case", 5), (1, 3, "close_case", 2), (2, 1, "open_case", 3),
    ]  # fmt: skip
    assert table(kept, log, "cases", "ref, closed, procedure, edition, source") == [
        ("A", True, "small", "e", "旧系统"), ("B", False, "small", "e", "旧系统"),
    ]  # fmt: skip


def test_the_tables_have_the_shape_every_check_reads(kept: Store, tmp_path: Path) -> None:
    log = read(kept, csv_file(tmp_path, "A,立案,2026-01-01"), mapping(tmp_path))
    opened = open_log(ibis.duckdb.connect(), log.folder)
    for name, schema in SCHEMAS.items():
        assert kinds(getattr(opened, name).schema()) == kinds(schema)


def kinds(schema: ibis.Schema) -> dict[str, str]:
    """The types without whether they may be null, which Parquet does not keep."""
    return {name: str(kind(nullable=True)).replace("(6)", "") for name, kind in schema.items()}


@pytest.mark.parametrize(("told", "local"), [
    ("2026-01-01", "2026-01-01 00:00"), ("2026/1/2 3:04", "2026-01-02 03:04"), ("20260103", "2026-01-03 00:00"),
    ("2026年1月4日", "2026-01-04 00:00"), ("2026.1.5", "2026-01-05 00:00"), ("2026-01-06T10:24:00Z", "2026-01-06 18:24"),
    ("2026-01-07T23:30:00+02:00", "2026-01-08 05:30"), ("2026-01-08 10:24:33.5", "2026-01-08 10:24"),
    ("2026年1月9日 9时5分", "2026-01-09 09:05"), ("1900-01-01", "1900-01-01 00:00"), ("2199-12-31", "2199-12-31 00:00"),
])  # fmt: skip
def test_times_are_read_in_the_usual_forms(kept: Store, tmp_path: Path, told: str, local: str) -> None:
    found = days_read(kept, tmp_path, told, "2000-01-01 00:01")[0][0]
    assert f"{found:%Y-%m-%d %H:%M}" == local


def test_a_form_that_is_told_is_the_only_one_read(kept: Store, tmp_path: Path) -> None:
    assert days_read(kept, tmp_path, "04/07/2026 10:05", "2026-01-01", times=["%d/%m/%Y %H:%M"]) == [(at("2026-07-04 10:05"),)]
    assert rejected(kept) == [(3, "发生时间读不出", "日期未知")]


def test_an_offset_is_turned_to_the_zone_on_days_when_the_clock_changes(kept: Store, tmp_path: Path) -> None:
    spring = ["2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z", "2026-03-28T23:30:00Z"]
    assert days_read(kept, tmp_path, *spring, zone="Europe/Rome") == [
        (at("2026-03-29 01:59"),), (at("2026-03-29 03:00"),), (at("2026-03-29 00:30"),),
    ]  # fmt: skip


def test_a_local_time_is_left_as_it_is_even_where_the_clock_skips_it(kept: Store, tmp_path: Path) -> None:
    assert days_read(kept, tmp_path, "2026-03-29 02:30", zone="Europe/Rome") == [(at("2026-03-29 02:30"),)]


def test_the_hour_that_comes_twice_keeps_its_order(kept: Store, tmp_path: Path) -> None:
    path = csv_file(tmp_path, "A,决定,2026-10-25T02:10:00+01:00", "A,立案,2026-10-25T02:50:00+02:00")
    log = read(kept, path, mapping(tmp_path, zone="Europe/Rome"))
    assert table(kept, log, "acts", "act, happened_at") == [
        ("open_case", at("2026-10-25 02:50")), ("decide", at("2026-10-25 02:10")),
    ]  # fmt: skip


def test_a_log_of_days_tells_no_minutes(kept: Store, tmp_path: Path) -> None:
    path = csv_file(tmp_path, "A,立案,2026-01-01T00:00:00+08:00", "A,决定,2026-01-02")
    log = read(kept, path, mapping(tmp_path))
    assert table(kept, log, "acts", "happened, happened_at, received_at") == [
        (date(2026, 1, 1), None, at("2026-01-01 00:00")), (date(2026, 1, 2), None, at("2026-01-02 00:00")),
    ]  # fmt: skip


@pytest.mark.parametrize(("line", "reason", "effect"), [
    (",立案,2026-01-01", "没有案件编号", "整行未用"),
    ("B,,2026-01-01", "没有步骤名称", "整行未用"),
    ("B,立案,", "没有发生时间", "日期未知"),
    ("B,立案,2026-02-30", "发生时间读不出", "日期未知"),
    ("B,立案,infinity", "发生时间读不出", "日期未知"),
    ("B,立案,44562", "发生时间读不出", "日期未知"),
    ("B,立案,0001-01-01", "发生时间读不出", "日期未知"),
    ("B,立案,9999-12-31", "发生时间读不出", "日期未知"),
    ("B,立案", "这一行有 2 栏，表头有 3 栏", "整行未用"),
    ("B,立案,2026-01-01,", "这一行有 4 栏，表头有 3 栏", "整行未用"),
    ("", "这一行没有内容", "整行未用"),
    (",,", "这一行没有内容", "整行未用"),
    ('"B\nC",立案,2026-01-01', "引号不成对，几行并成了一行", "整行未用"),
    ('B,"立案\n定",2026-01-01', "引号不成对，几行并成了一行", "整行未用"),
    ("A,立案,2026-01-01", "与第 2 行完全相同，共 2 行", "照用"),
])  # fmt: skip
def test_a_row_that_cannot_be_used_is_told_once_with_its_number(
    kept: Store, tmp_path: Path, line: str, reason: str, effect: str
) -> None:
    log = read(kept, csv_file(tmp_path, "A,立案,2026-01-01", line, "Z,立案,2026-01-01"), mapping(tmp_path))
    assert rejected(kept) == [(3, reason, effect)]
    assert log.rows == 3
    assert log.acts == 3 if effect == "照用" else log.acts == 2


def test_an_act_without_a_day_is_known_to_have_happened(kept: Store, tmp_path: Path) -> None:
    log = read(kept, csv_file(tmp_path, "A,立案,2026-01-01", "A,决定,?", "B,立案,"), mapping(tmp_path))
    assert table(kept, log, "undated", '"case", act, line') == [(1, "decide", 3), (2, "open_case", 4)]
    assert (log.cases, log.acts, log.undated) == (2, 1, 2)


def test_an_activity_that_is_ignored_is_counted(kept: Store, tmp_path: Path) -> None:
    log = read(kept, csv_file(tmp_path, "A,立案,2026-01-01", "A,备注,2026-01-02"), mapping(tmp_path, ignore=["备注"]))
    assert (log.ignored, log.acts, rejected(kept)) == (1, 1, [])


def test_one_activity_may_be_several_acts(kept: Store, tmp_path: Path) -> None:
    acts = {"办结": {"column": "类别", "words": {"撤": "drop_case"}, "otherwise": "close_case"}}
    path = csv_file(tmp_path, "A,办结,2026-01-01,撤", "B,办结,2026-01-01,罚", "C,办结,2026-01-01,", heading=f"{HEADING},类别")
    log = read(kept, path, mapping(tmp_path, acts=acts))
    assert table(kept, log, "acts", "act") == [("drop_case",), ("close_case",), ("close_case",)]


def test_a_sum_that_is_none_is_told_and_left_out(kept: Store, tmp_path: Path) -> None:
    lines = [
        f'{ref},立案,2026-01-01,"{told}"'
        for ref, told in zip("ABCDEF", ["1,234.5元", "-5", "x", "1e9", "9" * 17, ""], strict=True)
    ]
    path = csv_file(tmp_path, *lines, heading=f"{HEADING},金额")
    log = read(kept, path, mapping(tmp_path, facts={"open_case": {"amount": "金额"}}))
    assert table(kept, log, "sums", '"case", fact, sum') == [(1, "amount", Decimal("1234.50")), (4, "amount", Decimal(10**9))]
    assert table(kept, log, "acts", "amount") == [(Decimal("1234.50"),), (None,), (None,), (Decimal(10**9),), (None,), (None,)]
    assert rejected(kept) == [
        (3, "金额为负", "该项未用"), (4, "金额读不出", "该项未用"), (6, "金额读不出", "该项未用"),
    ]  # fmt: skip


def test_facts_are_told_by_their_types(kept: Store, tmp_path: Path) -> None:
    heading = f"{HEADING},结果,期限,人员,理由"
    path = csv_file(
        tmp_path, "A,决定,2026-01-01,罚,2026年2月1日,甲、乙,ＡＢ ab！", "B,决定,2026-01-01,不罚,明天,,ab ab", heading=heading
    )
    facts = {"decide": {
        "result": {"column": "结果", "words": {"罚": "penalty", "不罚": "none"}}, "until": "期限", "officers": "人员", "reason": "理由",
    }}  # fmt: skip
    log = read(kept, path, mapping(tmp_path, facts=facts))
    assert table(kept, log, "days", "fact, day") == [("until", date(2026, 2, 1))]
    assert rejected(kept) == [(3, "日期读不出", "该项未用")]
    assert sorted(table(kept, log, "people", '"case", fact, person')) == [(1, "officers", "乙"), (1, "officers", "甲")]
    (first, second) = table(kept, log, "texts", "chars, different, digest")
    assert (first, first[:2]) == (second, (4, 2))
    assert table(kept, log, "acts", "facts, withheld") == [
        ('{"officers":"甲、乙","result":"penalty","until":"2026年2月1日"}', "reason"),
        ('{"result":"none","until":"明天"}', "reason"),
    ]  # fmt: skip
    mask = Conditions.of(PROCEDURE).mask("decide", {"result": ("penalty",)})
    assert table(kept, log, "acts", "bits") == [(mask,), (0,)]


def test_a_flag_is_read_in_its_usual_words(kept: Store, tmp_path: Path) -> None:
    path = csv_file(tmp_path, "A,立案,2026-01-01,是", "B,立案,2026-01-01,0", "C,立案,2026-01-01,", heading=f"{HEADING},重大")
    log = read(kept, path, mapping(tmp_path, facts={"open_case": {"grave": "重大"}}))
    assert table(kept, log, "acts", "facts") == [('{"grave":"yes"}',), ('{"grave":"no"}',), ("{}",)]


def test_person_unit_party_and_place_come_from_columns_or_are_always_the_same(kept: Store, tmp_path: Path) -> None:
    columns = {**MAPPING["columns"], "person": "人", "place": "地", "x": "东", "y": "北", "recorded": "登记"}
    path = csv_file(
        tmp_path, "A,立案,2026-01-01 10:00,0012,河边,121.5,31.2,2026-01-03 09:00",
        "A,决定,2026-01-02 10:00,,,远,,后天", heading=f"{HEADING},人,地,东,北,登记",
    )  # fmt: skip
    log = read(kept, path, mapping(tmp_path, columns=columns, always={"unit": "一中队", "party": "某店"}))
    assert table(kept, log, "acts", '"by", unit, party, place, x, y, received_at') == [
        ("0012", "一中队", "某店", "河边", 121.5, 31.2, at("2026-01-03 09:00")),
        (None, "一中队", "某店", None, None, None, at("2026-01-02 10:00")),
    ]  # fmt: skip
    assert table(kept, log, "cases", "unit") == [("一中队",)]
    assert table(kept, log, "parties", "party, kind, joined") == [("某店", "citizen", 0)]
    assert rejected(kept) == [(3, "登记时间读不出", "该项未用")]


def test_a_span_takes_whole_cases_by_their_first_day(kept: Store, tmp_path: Path) -> None:
    path = csv_file(tmp_path, "A,立案,2026-01-31", "B,立案,2026-02-01", "B,结案,2026-03-09", "C,立案,2026-03-01")
    log = read(kept, path, mapping(tmp_path), Span(date(2026, 2, 1), date(2026, 2, 28)))
    assert table(kept, log, "cases", "ref") == [("B",)]
    assert (log.acts, log.first, log.last) == (2, date(2026, 2, 1), date(2026, 3, 9))


def test_every_row_is_accounted_for(kept: Store, tmp_path: Path) -> None:
    lines = (
        "A,立案,2026-01-31",
        "B,立案,2026-02-01",
        "B,决定,?",
        "B,结案,9999-12-31",
        "B,备注,2026-02-02",
        "B,,2026-02-03",
        "B,立案",
        "",
    )
    log = read(kept, csv_file(tmp_path, *lines), mapping(tmp_path, ignore=["备注"]), Span(since=date(2026, 2, 1)))
    assert (log.acts, log.undated, log.ignored, log.outside, log.dropped) == (1, 2, 1, 1, 3)
    assert log.rows == len(lines)


def test_names_that_mean_something_to_the_database_mean_nothing(kept: Store, tmp_path: Path) -> None:
    heading = 'case\'; drop table told; --,"a""ct",line'
    columns = {"case": "case'; drop table told; --", "act": 'a"ct', "time": "line"}
    path = csv_file(tmp_path, 'O\'Brien"x",立案,2026-01-01'.replace('"', ""), heading=heading)
    log = read(kept, path, mapping(tmp_path, columns=columns, source="x'); drop table told; --"))
    assert table(kept, log, "cases", "ref, source") == [("O'Brienx", "x'); drop table told; --")]


def test_columns_that_differ_in_case_alone_are_two(kept: Store, tmp_path: Path) -> None:
    columns = {"case": "ID", "act": "id", "time": "Id"}
    log = read(kept, csv_file(tmp_path, "A,立案,2026-01-01", heading="ID,id,Id"), mapping(tmp_path, columns=columns))
    assert table(kept, log, "cases", "ref") == [("A",)]
