"""Reading a CSV file as people's spreadsheets write it: its encoding, its columns, its lines.

A line's number is its row in the spreadsheet, the heading being row 1.
"""

import codecs
import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mingheng.kit.dates import BadDay, parse_day
from mingheng.organisation.rules.details import tidy
from mingheng.organisation.rules.refusals import Problem, Refused, refuse

LARGEST_FILE = 1_000_000
MOST_LINES = 500  # each line is a whole act with its entry in the ledger; more would keep the reader waiting too long

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an import: the field it fills and its heading; `example` goes into the template."""

    field: str
    title: str
    example: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number and its values by field, tidied; columns that are missing are empty."""

    number: int
    values: Mapping[str, str]

    def missing(self, columns: Sequence[Column]) -> Iterator[Problem]:
        """A problem for every required value that is empty."""
        for column in columns:
            if column.required and not self.values[column.field]:
                yield Problem(column.field, f"{column.title}是空的", "请填写")

    def day(self, field: str, today: date) -> date | None:
        """The day in a field, None when empty; raises Refused when it is no day or lacks its year."""
        text = self.values[field]
        if not text:
            return None
        if sum(character.isdigit() for character in text) < len("2026-1-1") - 2:
            raise refuse(field, f"“{text}”没有写明年月日", "请写成 2026-01-31 或 2026/1/31")
        try:
            return parse_day(text, today=today)
        except BadDay as error:
            raise refuse(field, f"“{text}”不是日期", "请写成 2026-01-31 或 2026/1/31") from error


def decode(data: bytes, largest: int = LARGEST_FILE) -> str:
    """The text of a file in UTF-8 (with or without BOM), GBK or UTF-16 with BOM; raises Refused for anything else and over `largest` bytes."""
    if not data.strip():
        raise refuse("file", "文件是空的", "请选有内容的 CSV 文件")
    if len(data) > largest:
        raise refuse("file", f"文件超过{largest // 1_000_000} MB", "请拆成几个文件")
    if data.startswith(_WORKBOOKS):
        raise refuse("file", "这是 Excel 工作簿，不是 CSV", "请在 Excel 里“另存为 CSV”，再选存好的文件")
    encodings = ("utf-16",) if data.startswith(_UTF16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(text):
            return text
    raise refuse("file", "读不出文字，不像是 CSV 文件", "请在 Excel 里“另存为 CSV”，再选存好的文件")


def read_lines(text: str, columns: Sequence[Column]) -> list[Line]:
    """The lines below the heading, blank ones left out; raises Refused when the heading or the quoting is wrong."""
    rows = rows_in(text)
    heading = next(rows, [])
    titles = {column.title: column.field for column in columns}
    fields = [titles.get(title) for title in heading]
    _refuse_heading(heading, fields, columns)
    lines = []
    for number, row in enumerate(rows, start=2):
        if not any(row):
            continue
        if len(row) > len(fields) and any(row[len(fields) :]):
            raise refuse("file", f"第{number}行比标题多出几格", "请核对这一行是否多了逗号")
        given = {field: value for field, value in zip(fields, row, strict=False) if field}
        lines.append(Line(number, {column.field: given.get(column.field, "") for column in columns}))
    if not lines:
        raise refuse("file", "标题下面没有内容", "请从第2行起填写")
    if len(lines) > MOST_LINES:
        raise refuse("file", f"有{len(lines)}行，一次最多{MOST_LINES}行", "请拆成几个文件")
    return lines


def template(columns: Sequence[Column]) -> str:
    """A file to fill in: the heading and one example line."""
    return "".join(",".join(cells) + "\r\n" for cells in ([c.title for c in columns], [c.example for c in columns]))


def rows_in(text: str) -> Iterator[list[str]]:
    """The rows with their cells tidied, the heading first; raises Refused where it is no text or a quote has no end."""
    if _CONTROLS.search(text):
        raise refuse("file", "有看不见的控制字符，不像是 CSV 文件", "请在 Excel 里“另存为 CSV”，再选存好的文件")
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield [tidy(cell) for cell in row]
    except csv.Error as error:
        raise refuse("file", f"第{reader.line_num}行的引号不成对", "请核对这一行的引号") from error


def _refuse_heading(heading: Sequence[str], fields: Sequence[str | None], columns: Sequence[Column]) -> None:
    problems = []
    strange = [title for title, field in zip(heading, fields, strict=True) if title and not field]
    expected = "、".join(column.title for column in columns)
    if strange:
        problems.append(Problem("file", f"标题行里有不认识的列：{'、'.join(strange)}", f"可用的列：{expected}"))
    lacking = [column.title for column in columns if column.required and column.field not in fields]
    if lacking:
        problems.append(Problem("file", f"标题行里缺少：{'、'.join(lacking)}", "请按模板补上这几列"))
    known = [field for field in fields if field]
    if len(known) != len(set(known)):
        problems.append(Problem("file", "标题行里有重复的列", "请每列只留一个"))
    if problems:
        raise Refused(*problems)
