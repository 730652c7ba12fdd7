"""Reading CSV files as spreadsheets write them."""

import codecs
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingheng.organisation.rules import Refused
from mingheng.organisation.rules.imports import COLUMNS, ImportKind
from mingheng.organisation.rules.lines import LARGEST_FILE, MOST_LINES, decode, read_lines, template

PEOPLE = ImportKind.PEOPLE.columns
TEXT = "工号,姓名,单位,类别\r\nLJ0101,陈砚秋,云汀街道中队,执法人员\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_it_reads_every_encoding_a_spreadsheet_writes(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "空的"),
        (b"  \r\n", "空的"),
        (b"PK\x03\x04" + b"x" * 100, "Excel 工作簿"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "Excel 工作簿"),
        (bytes(range(256)), "读不出文字"),
        (b"a\x00b", "读不出文字"),
        (codecs.BOM_UTF16_LE + b"a", "读不出文字"),
        (b"a" * (LARGEST_FILE + 1), "超过1 MB"),
    ],
)
def test_it_refuses_what_is_no_list(data: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        decode(data)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail_otherwise_than_by_refusing(data: bytes) -> None:
    with suppress(Refused):
        assert read_lines(decode(data), PEOPLE)


def test_lines_are_numbered_as_in_the_spreadsheet_and_blank_ones_left_out() -> None:
    text = TEXT + ',,,\r\n\r\nLJ0102,"顾\n明川",云汀街道中队,执法人员\r\nLJ0103,许闻笛,云汀街道中队,执法人员\r\n'
    lines = read_lines(text, PEOPLE)
    assert [(line.number, line.values["name"]) for line in lines] == [(2, "陈砚秋"), (5, "顾 明川"), (6, "许闻笛")]


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_other_separators_are_found_out(mark: str) -> None:
    assert read_lines(TEXT.replace(",", mark), PEOPLE)[0].values["unit"] == "云汀街道中队"


def test_columns_may_stand_in_any_order_and_optional_ones_may_lack() -> None:
    line = read_lines("类别,单位,姓名,工号\n执法人员,云汀,陈砚秋,LJ0101\n", PEOPLE)[0]
    assert (line.values["username"], line.values["duties"]) == ("LJ0101", "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("工号,姓名\nLJ0101,陈砚秋\n", "缺少：单位、类别"),
        ("工号,姓名,单位,类别,电话\nLJ0101,陈砚秋,云汀,执法人员,1\n", "不认识的列：电话"),
        ("工号,工号,姓名,单位,类别\n1,2,3,4,5\n", "重复的列"),
        ("工号,姓名,单位,类别\n", "没有内容"),
        ('工号,姓名,单位,类别\n"LJ0101,陈砚秋,云汀,执法人员\n', "引号不成对"),
        ("工号,姓名,单位,类别\nLJ0101,陈砚秋,云汀,执法人员,多\n", "第2行比标题多出几格"),
        ("工号,姓名,单位,类别\n" + "1,2,3,4\n" * (MOST_LINES + 1), "一次最多"),
    ],
)
def test_it_says_what_is_wrong_with_the_file_as_a_whole(text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read_lines(text, PEOPLE)


def test_a_day_needs_its_year() -> None:
    line = read_lines("工号,证号,有效期起,有效期止\nLJ0101,0931,2026/1/2,1019\n", ImportKind.CERTIFICATES.columns)[0]
    assert line.day("valid_from", date(2026, 11, 20)) == date(2026, 1, 2)
    assert line.day("since", date(2026, 11, 20)) is None
    with pytest.raises(Refused, match="没有写明年月日"):
        line.day("valid_until", date(2026, 11, 20))


@pytest.mark.parametrize("kind", list(ImportKind))
def test_the_template_can_be_read_back(kind: ImportKind) -> None:
    line = read_lines(template(COLUMNS[kind]), kind.columns)[0]
    assert list(line.missing(kind.columns)) == []
