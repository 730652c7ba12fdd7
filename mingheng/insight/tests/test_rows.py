"""The readers: CSV, Parquet and XES, also gzipped, and files that are not what they seem."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mingheng.insight.datasets.rows import open_rows
from mingheng.insight.datasets.troubles import CannotScan

CSV = "case,act,time\nA,x,2026-01-01\nB,y,2026-01-02\n"
XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
 <global scope="event"><string key="concept:name" value="__INVALID__"/></global>
 <trace>
  <string key="concept:name" value="A"/>
  <string key="unit" value="一中队"/>
  <event><string key="concept:name" value="x"/><date key="time:timestamp" value="2026-01-01T00:00:00.000+08:00"/>
   <list key="more"><string key="concept:name" value="inner"/></list></event>
  <event>
   <string key="concept:name" value="y"><string key="concept:name" value="nested"/></string>
  </event>
 </trace>
</log>
"""
NAMES = ("case:concept:name", "concept:name", "time:timestamp")


def rows_of(path: Path, *names: str, **how: str) -> list[tuple[object, ...]]:
    rows = open_rows(path, names, **how)
    return [tuple(row.values()) for batch in rows.batches for row in batch.to_pylist()]


def test_csv_is_read_with_the_number_of_each_row(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(CSV, encoding="utf-8")
    assert rows_of(path, "case", "time") == [(2, "A", "2026-01-01"), (3, "B", "2026-01-02")]


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_the_mark_between_fields_is_found(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "log.csv"
    path.write_text(CSV.replace(",", mark), encoding="utf-8")
    assert rows_of(path, "act") == [(2, "x"), (3, "y")]


def test_a_gzipped_csv_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    for name in ("log.csv.gz", "log.csv"):
        (tmp_path / name).write_bytes(gzip.compress(CSV.encode()))
        assert rows_of(tmp_path / name, "case") == [(2, "A"), (3, "B")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encoding_of_chinese_spreadsheets_is_found(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress("案号,步骤\n甲,立案\n".encode(encoding)))
    assert rows_of(path, "案号", "步骤") == [(2, "甲", "立案")]


def test_an_encoding_that_is_told_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes("案号,步骤\n甲,立案\n".encode("utf-16"))
    assert rows_of(path, "案号", encoding="utf-16") == [(2, "甲")]


def test_rows_of_the_wrong_length_keep_the_numbers_right(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text('case,act,time\nA,x,1\nB,y\nC,z,2,3\n"D\nD",w,4\n\nE,v,5\n', encoding="utf-8")
    rows = open_rows(path, ("case",))
    assert [row["#line"] for batch in rows.batches for row in batch.to_pylist()] == [2, 5, 6, 7]
    assert [(bad.line, bad.reason) for bad in rows.unreadable] == [
        (3, "这一行有 2 栏，表头有 3 栏"), (4, "这一行有 4 栏，表头有 3 栏"),
    ]  # fmt: skip


def test_a_quote_that_is_never_closed_is_told_with_what_it_swallowed(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text('case,act,time\nA,x,1\nB,"y,2\nC,z,3\n', encoding="utf-8")
    rows = open_rows(path, ("case",))
    assert sum(batch.num_rows for batch in rows.batches) == 1
    assert [(bad.line, bad.reason) for bad in rows.unreadable] == [
        (3, "这一行有 2 栏，表头有 3 栏；引号不成对，把后面 1 行也并了进来"),
    ]  # fmt: skip


def test_two_columns_of_one_name_are_not_guessed_between(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("case,act,act\nA,x,y\n", encoding="utf-8")
    with pytest.raises(CannotScan, match="出现了两次"):
        open_rows(path, ("act",))
    assert rows_of(path, "case") == [(2, "A")]


def test_two_columns_of_one_name_are_not_guessed_between_in_parquet_either(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    pq.write_table(pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["case", "case"]), path)
    with pytest.raises(CannotScan, match="case 出现了两次"):
        open_rows(path, ["case"])


def test_a_heading_alone_is_a_log_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("case,act,time", encoding="utf-8")
    assert rows_of(path, "case") == []


def test_a_first_line_that_is_no_heading_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("x" * 200_000, encoding="utf-8")
    with pytest.raises(CannotScan, match="不像表头"):
        open_rows(path, ["case"])


def test_parquet_is_read_in_the_types_it_has(tmp_path: Path) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    pq.write_table(pa.table({"case": ["A", "B"], "time": [at, at], "sum": [1.5, None]}), tmp_path / "log.parquet")
    assert rows_of(tmp_path / "log.parquet", "case", "sum", "time") == [(1, "A", 1.5, at), (2, "B", None, at)]


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz"])
def test_xes_gives_each_event_with_what_its_trace_says(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(XES.encode()) if name.endswith("gz") else XES.encode())
    assert rows_of(path, *NAMES) == [(1, "A", "x", "2026-01-01T00:00:00.000+08:00"), (2, "A", "y", None)]
    rows = open_rows(path, NAMES)
    list(rows.batches)
    assert rows.found == ["case:concept:name", "case:unit", "concept:name", "time:timestamp"]


def hostile(body: str) -> str:
    return f'<?xml version="1.0"?>{body}<log><trace><string key="concept:name" value="&a;"/><event/></trace></log>'


@pytest.mark.parametrize("body", [
    '<!DOCTYPE log [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE log SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<!DOCTYPE log [<!ENTITY b "bbbbbbbbbb"><!ENTITY a "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>',
])  # fmt: skip
def test_xes_with_a_document_type_is_refused(tmp_path: Path, body: str) -> None:
    path = tmp_path / "log.xes"
    path.write_text(hostile(body), encoding="utf-8")
    with pytest.raises(CannotScan, match="DOCTYPE"):
        rows_of(path, *NAMES)


def test_a_tag_that_never_ends_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "log.xes"
    path.write_bytes(b'<log><trace><string key="' + b"a" * (10 << 20))
    with pytest.raises(CannotScan, match="标签过长"):
        rows_of(path, *NAMES)


def test_deep_nesting_is_read_past(tmp_path: Path) -> None:
    path = tmp_path / "log.xes"
    inner = '<list key="l">' * 50_000 + "</list>" * 50_000
    path.write_text(XES.replace('<string key="unit" value="一中队"/>', inner), encoding="utf-8")
    assert [row[1:3] for row in rows_of(path, *NAMES)] == [("A", "x"), ("A", "y")]


@pytest.mark.parametrize(("name", "content", "said"), [
    ("none.csv", None, "没有日志文件"),
    ("log.csv", b"", "是空的"),
    ("log.doc", b"x", "不是能读的日志"),
    ("log.csv", b"\xff\xff\xff\xff", "读不出文字"),
    ("log.csv", b"\n", "没有列名"),
    ("log.csv.gz", gzip.compress(CSV.encode())[:-12], "压缩不完整"),
    ("log.parquet", b"PAR1 nothing", "不是完整的 Parquet"),
    ("log.xes", b"<log><trace><event>", "不是完整的 XES"),
    ("log.xes", b"case,act,time", "不是完整的 XES"),
])  # fmt: skip
def test_what_is_no_log_is_said_to_be_none(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CannotScan, match=said):
        rows_of(tmp_path / name, "case")
