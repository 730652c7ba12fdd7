"""Reading a file of complaints: each line becomes a row of the register, or is told of with why it cannot and what to do."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mingheng.organisation.rules.lines import Line, rows_in
from mingheng.organisation.rules.refusals import Problem, Refused, refuse
from mingheng.supervision.rules.complaints.columns import CALLED, COLUMNS, FIELDS, HEADINGS, SATISFIED, TITLES

LARGEST_FILE = 8_000_000  # bytes: a year's 55,000 lines
FIRST_LINE = 2  # the heading is line 1, as in a spreadsheet
LONGEST = {"number": 40, "source": 20}
MOST_TIMES = 9999
SPILT = "spilt"  # said of a line with more cells than the heading: one does not know which is which
PERSONAL = re.compile(r"^(?:1[3-9]\d{9}|\d{17}[\dXx])$")  # a mobile's number, an identity number


@dataclass(frozen=True)
class Row:
    """What a line says of a complaint; without its line, so that the same said twice is equal."""

    number: str
    source: str
    received: date
    unit: str
    field: str
    times: int
    satisfied: bool | None
    answered: date | None
    case: str


@dataclass(frozen=True)
class Reject:
    """A line that cannot be taken: its line in the file, the column, why, and what to do. It does not repeat what was written."""

    line: int
    column: str
    reason: str
    remedy: str


@dataclass(frozen=True)
class Sheet:
    """A file as it was read: its lines, and the headings of columns that are not taken."""

    lines: tuple[Line, ...]
    dropped: tuple[str, ...]

    @property
    def text(self) -> str:
        """Only what is taken, as a file again with the same numbers of lines: what is kept until its preview is agreed to."""
        out = io.StringIO()
        write = csv.writer(out)
        write.writerow(column.title for column in COLUMNS)
        at = FIRST_LINE
        for line in self.lines:
            out.write("\r\n" * (line.number - at))
            write.writerow(line.values[name] for name in (*TITLES, SPILT))
            at = line.number + 1
        return out.getvalue()


def read_sheet(text: str) -> Sheet:
    """The lines of a file, blank ones left out. Raises Refused where the heading or the quoting is wrong or nothing stands below."""
    rows = rows_in(text)
    heading = next(rows, [])
    fields = [HEADINGS.get(title) for title in heading]
    _complete([field for field in fields if field])
    lines = tuple(Line(number, _values(fields, row)) for number, row in enumerate(rows, start=FIRST_LINE) if any(row))
    if not lines:
        raise refuse("file", "标题下面没有内容", "请从第2行起填写")
    return Sheet(lines, tuple(title for title, field in zip(heading, fields, strict=True) if title and not field))


def read_line(line: Line, units: Mapping[str, str], cases: Mapping[str, str], today: date) -> Row:
    """What a line says. Raises Refused with every reason why it cannot be taken.

    `units` are keys by what units are called, `cases` references by number or reference.
    """
    given = line.values
    if given[SPILT]:
        raise refuse("", "这一行比标题多出几格", "请核对是否多了逗号，或者内容里的逗号没有加引号")
    problems = list(line.missing(COLUMNS))
    problems += _written(given)
    if given["number"] and not _addressable(given["number"]):
        problems.append(
            Problem(
                "number",
                "工单编号不是以字母、数字或者汉字开头，里面没有数字，或者“/”之间只有点、是空的",
                "请照原系统的工单编号填写，如 12345-2026100001",
            )
        )
    received, answered = _day(line, "received", today, problems), _day(line, "answered", today, problems)
    if received and answered and answered < received:
        problems.append(Problem("answered", "答复在受理以前", "请核对两个日期"))
    times = given["times"] or "1"
    if not (times.isascii() and times.isdigit() and len(times) <= len(str(MOST_TIMES))):
        problems.append(
            Problem("times", f"投诉次数不是 {MOST_TIMES} 以内的数", f"请写成 1 至 {MOST_TIMES} 的整数，没有重复的可以不填")
        )
    if given["unit"] and given["unit"] not in units:
        problems.append(Problem("unit", "没有这个单位", "请写单位的全称或者简称，与“单位”页上的一致"))
    if given["field"] and given["field"] not in CALLED:
        problems.append(Problem("field", "没有这个领域", f"请写成{'、'.join(FIELDS.values())}之一"))
    if given["satisfied"] not in SATISFIED:
        problems.append(Problem("satisfied", "看不出是否满意", "请写满意或者不满意，没有回访的不填"))
    if given["case"] and given["case"] not in cases:
        problems.append(Problem("case", "没有这个案号", "请核对案号；没有立案的不填"))
    if problems or received is None:
        raise Refused(*problems)
    return Row(
        given["number"], given["source"], received, units[given["unit"]], CALLED[given["field"]].value, max(int(times), 1),
        SATISFIED[given["satisfied"]], answered, cases.get(given["case"], ""),
    )  # fmt: skip


def rejects_of(line: int, refused: Refused) -> Iterator[Reject]:
    """What is told of a line that cannot be taken."""
    return (Reject(line, TITLES.get(one.field, "整行"), one.reason, one.remedy) for one in refused.problems)


def _values(fields: Sequence[str | None], row: Sequence[str]) -> dict[str, str]:
    given = {field: value for field, value in zip(fields, row, strict=False) if field}
    spilt = SPILT if any(row[len(fields) :]) else ""
    return {column.field: given.get(column.field, "") for column in COLUMNS} | {SPILT: spilt}


def _complete(fields: Sequence[str]) -> None:
    lacking = [column.title for column in COLUMNS if column.required and column.field not in fields]
    if lacking:
        raise refuse("file", f"标题行里缺少：{'、'.join(lacking)}", "请按模板补上这几列")
    twice = sorted({TITLES[field] for field in fields if fields.count(field) > 1})
    if twice:
        raise refuse("file", f"标题行里{'、'.join(twice)}出现了两次", "请每列只留一个")


def _written(given: Mapping[str, str]) -> Iterator[Problem]:
    for field, longest in LONGEST.items():
        if len(given[field]) > longest:
            yield Problem(field, f"{TITLES[field]}超过 {longest} 个字", "请核对是不是串了列")
        elif PERSONAL.match(given[field]):
            yield Problem(field, f"{TITLES[field]}像是手机号或者身份证号，个人信息不收", "请核对是不是串了列")


def _addressable(number: str) -> bool:
    """Whether the complaint's page can have the number in its address: no other page's name, no way to another folder.

    Nor may it be a formula to the spreadsheet in which a list is opened.
    """
    return number[0].isalnum() and any(map(str.isdigit, number)) and all(part.strip(".") for part in number.split("/"))


def _day(line: Line, field: str, today: date, problems: list[Problem]) -> date | None:
    """The day in a field; a time of day behind it is left aside."""
    bare = {**line.values, field: re.split(r"[ T]", line.values[field], maxsplit=1)[0]}
    try:
        found = Line(line.number, bare).day(field, today)
    except Refused:
        problems.append(Problem(field, f"{TITLES[field]}不是日期", "请写成 2026-01-31 或 2026/1/31"))
        return None
    if found and found > today:
        problems.append(Problem(field, f"{TITLES[field]}在今天以后", "请核对年份"))
        return None
    return found
