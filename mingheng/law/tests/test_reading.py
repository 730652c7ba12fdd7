"""A folder becomes one frozen value, or all its faults at once."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mingheng.law.rules.lawbook import Unit
from mingheng.law.rules.reading import (
    LawbookRefused,
    NoSuchEntry,
    NoSuchParameter,
    NotInForce,
    assemble,
    read_lawbook,
    read_rows,
)
from mingheng.law.tests.sample import change, write


def refusals(folder: Path) -> list[str]:
    with pytest.raises(LawbookRefused) as refused:
        read_lawbook(folder)
    return [str(problem) for problem in refused.value.problems]


def test_it_reads_every_kind(folder: Path) -> None:
    book = read_lawbook(folder)
    assert book.items["night-stall-litter"].versions[1].clauses[1].fine is not None
    assert book.statute("ytf").short == "夜摊条例"
    assert book.procedure("ordinary").title == "普通程序"
    assert book.benchmarks["night-stall-litter"][0].demonstration
    assert list(book.calendars) == [2026]
    assert book.instruments["filing_approval"]["title"] == "立案审批表"
    assert book.parameter_unit("sweep.days") is Unit.CALENDAR_DAYS


def test_amounts_are_exact_decimals(folder: Path) -> None:
    book = read_lawbook(folder)
    assert book.value("sweep.rate", date(2026, 9, 1)).value == Decimal("0.03")
    assert book.items["night-stall-litter"].versions[1].clauses[1].fine.min == Decimal("10.5")  # type: ignore[union-attr]  # the sample has one


def test_a_value_holds_from_its_day_until_the_next(folder: Path) -> None:
    book = read_lawbook(folder)
    assert book.value("sweep.days", date(2026, 8, 14)).value == 7
    assert book.value("sweep.days", date(2026, 8, 15)).value == 5


def test_a_value_that_is_not_in_force_is_not_guessed(folder: Path) -> None:
    change(folder, "parameters/sweep.yaml", "value: 5", "value: null")
    book = read_lawbook(folder)
    with pytest.raises(NotInForce, match="尚未施行"):
        book.value("sweep.days", date(2019, 12, 31))
    with pytest.raises(NotInForce, match="已废止"):
        book.value("sweep.days", date(2026, 8, 15))
    with pytest.raises(NoSuchParameter, match="没有参数"):
        book.value("sweep.hours", date(2026, 8, 15))


def test_the_procedure_of_a_day_is_the_version_of_that_day(folder: Path) -> None:
    change(folder, "procedures/ordinary.yaml", "since: 2026-08-15", "since: 2026-08-15\nuntil: 2026-12-31")
    later = (folder / "procedures/ordinary.yaml").read_text().replace("since: 2026-08-15\nuntil: 2026-12-31", "since: 2027-01-01")
    write(folder, {"procedures/ordinary@2027.yaml": later})
    book = read_lawbook(folder)
    assert book.procedure("ordinary", date(2026, 12, 31)).until == date(2026, 12, 31)
    assert book.procedure("ordinary", date(2027, 1, 1)).until is None
    assert book.procedure("ordinary").since == date(2027, 1, 1)
    with pytest.raises(NoSuchEntry, match="没有施行中的版本"):
        book.procedure("ordinary", date(2026, 8, 14))


def test_rows_make_the_same_lawbook_again(folder: Path) -> None:
    book = read_lawbook(folder)
    again = assemble(reversed(read_rows(folder)))
    assert again == book
    assert list(again.procedure("ordinary").stages) == ["lead", "filing"]


def test_the_digest_follows_the_content_and_not_the_layout(folder: Path) -> None:
    before = read_lawbook(folder).digest
    change(folder, "parameters/sweep.yaml", "value: 5", "value: 5.0   # five")
    assert read_lawbook(folder).digest == before
    change(folder, "parameters/sweep.yaml", "value: 5.0", "value: 6")
    assert read_lawbook(folder).digest != before


def test_it_tells_all_faults_with_file_line_key_and_reason(folder: Path) -> None:
    change(folder, "parameters/sweep.yaml", "checked_on: 2026-11-01", "checked_on: 2026-13-01")
    change(folder, "items/night-stall-litter.yaml", "correction:", "corection:")
    assert refusals(folder) == [
        "items/night-stall-litter.yaml:2: night-stall-litter: 缺少 correction，请补上",
        "items/night-stall-litter.yaml:9: night-stall-litter.corection: 不认识的键 corection，请检查拼写或者删去",
        "parameters/sweep.yaml:10: sweep.days.values.0.checked_on: 日期须写成 2026-08-15 的样子，并且是真实的日期",
    ]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("since: 2020-01-01", "since: 20200101", "须为日期"),
        ("value: 7", "value: true", "须为数字"),
        ("status: V", "status: X", "只能是"),
        ("unit: calendar_days", "unit: days", "只能是"),
        ("cite: [ytf/3]", "cite: ytf/3", "须为列表"),
        ("title: 清扫期限", "title: 7", "须为文字"),
    ],
)
def test_it_refuses_values_of_the_wrong_shape(folder: Path, old: str, new: str, reason: str) -> None:
    change(folder, "parameters/sweep.yaml", old, new)
    assert reason in refusals(folder)[0]


def test_it_refuses_the_same_key_in_two_files(folder: Path) -> None:
    write(folder, {"items/again.yaml": (folder / "items/night-stall-litter.yaml").read_text()})
    assert "与 items/again.yaml 重复" in refusals(folder)[0]


def test_it_names_files_it_would_never_read(folder: Path) -> None:
    write(folder, {"parameters/more.yml": "", "acts/x.yaml": "", "scenarios/one.yaml": "", "README.md": ""})
    told = refusals(folder)
    assert [line.split(":")[0] for line in told] == ["acts/x.yaml", "parameters/more.yml"]


def test_it_refuses_a_folder_that_is_missing_or_empty(tmp_path: Path) -> None:
    assert "目录不存在" in refusals(tmp_path / "nowhere")[0]
    assert "没有任何法律文件" in refusals(tmp_path)[0]


def test_it_refuses_text_in_another_encoding(folder: Path) -> None:
    (folder / "parameters/sweep.yaml").write_bytes("title: 期限".encode("gb18030"))
    assert "UTF-8" in refusals(folder)[0]
