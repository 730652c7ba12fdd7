"""The table of another system, and how its columns become the acts of a docket."""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mingheng.kit.dates import BadDay, parse_day
from mingheng.kit.encodings import encoding_of
from mingheng.kit.yaml_files import read_yaml
from mingheng.law.rules.procedure import FactSpec, Procedure

SEPARATORS = "、,，;；"
CASE_NUMBER = "case_number"
LONGEST_NUMBER = 60
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_YEAR = re.compile(r"[\[(【〔](\d{4})[\])】〕]")


class MappingWrong(ValueError):
    """The mapping or the table cannot be used at all; the message says where and what to do."""


@dataclass(frozen=True)
class Refusal:
    """Why a line was not brought over: its row in the table (the heading is row 1), the column, the reason and the remedy."""

    line: int
    column: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        place = f"第 {self.line} 行" + (f"“{self.column}”" if self.column else "")
        return f"{place}：{self.reason}。{self.remedy}。"


class Said(BaseModel):
    """Where a fact comes from: a column, its words translated if `words` says how; or always the same (`is`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    column: str = ""
    always: Any = Field(default=None, alias="is")
    words: dict[str, Any] = Field(default_factory=dict)


class MappedAct(BaseModel):
    """One act of each case: its day and its officer by column, its facts. A line whose day is empty has no such act."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    act: str
    day: str
    by: str
    facts: dict[str, Said] = Field(default_factory=dict)


class Mapped(BaseModel):
    """A whole mapping. `source` is how screens name the system the cases come from."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    source: str = Field(min_length=2, max_length=120)
    procedure: str = "ordinary"
    acts: tuple[MappedAct, ...] = Field(min_length=1)

    @property
    def columns(self) -> set[str]:
        """Every column it reads."""
        facts = {said.column for act in self.acts for said in act.facts.values() if said.column}
        return facts | {name for act in self.acts for name in (act.day, act.by)}


@dataclass(frozen=True)
class OldAct:
    """An act as the line tells it; people are still named by their 工号."""

    act: str
    day: date
    by: str
    facts: Mapping[str, Any]


def read_mapping(path: Path, procedure_of: Callable[[str], Procedure]) -> Mapped:
    """The mapping of a file. Raises MappingWrong naming every act or fact the procedure does not know."""
    try:
        mapped = Mapped.model_validate(read_yaml(path))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise MappingWrong(f"对照表 {path.name} 读不懂：{error}。请按 docs/operations.md 的例子改正") from error
    try:
        procedure = procedure_of(mapped.procedure)
    except LookupError as error:
        raise MappingWrong(str(error)) from error
    if mapped.acts[0].act != "register_lead":
        raise MappingWrong("对照表的第一步应为 register_lead（登记线索）。请把它写在最前面")
    for mapped_act in mapped.acts:
        spec = procedure.acts.get(mapped_act.act)
        unknown = (
            [mapped_act.act] if spec is None else [name for name in mapped_act.facts if name not in {*spec.facts, "case_number"}]
        )
        if unknown:
            raise MappingWrong(f"{mapped_act.act}：程序里没有 {'、'.join(unknown)}。请核对名称（mingheng law show 可以查）")
    return mapped


def read_table(path: Path, mapped: Mapped) -> Iterator[tuple[int, dict[str, str]]]:
    """Row number and cells by heading, row by row. Raises MappingWrong for a file that is no such table."""
    with path.open(encoding=_encoding(path), newline="") as file:
        rows = csv.DictReader(file, strict=True)
        lacking = mapped.columns - set(rows.fieldnames or ())
        if lacking:
            raise MappingWrong(f"表里缺少列：{'、'.join(sorted(lacking))}。请补上，或者改对照表")
        try:
            for number, row in enumerate(rows, start=2):
                yield number, {str(key): (value or "").strip() for key, value in row.items() if isinstance(value, str | None)}
        except csv.Error as error:
            raise MappingWrong(f"第 {rows.line_num} 行的引号不成对。请核对这一行") from error


def acts_of(
    number: int, row: Mapping[str, str], mapped: Mapped, procedure: Procedure, today: date
) -> tuple[list[OldAct], list[Refusal]]:
    """The acts of one line, in the order of the mapping, or everything that is wrong with the line."""
    acts: list[OldAct] = []
    wrong = [
        Refusal(number, column, "有看不见的控制字符", "在原表里清除这一格的控制字符")
        for column in sorted(mapped.columns)
        if _CONTROLS.search(row[column])
    ]
    for told in mapped.acts if not wrong else ():
        if not row[told.day]:
            continue
        day = _day(number, told.day, row, today, wrong)
        if day and day < procedure.since:
            reason = f"{day} 早于本程序的施行日期 {procedure.since}"
            wrong.append(Refusal(number, told.day, reason, "核对日期；更早的案件留在原系统，不带入"))
        elif day and acts and day < acts[-1].day:
            wrong.append(Refusal(number, told.day, f"{day} 早于前一步的 {acts[-1].day}", "核对两个日期，按先后填写"))
        facts = {
            name: _value(number, said, procedure.acts[told.act].facts.get(name), row, wrong) for name, said in told.facts.items()
        }
        if facts.get(CASE_NUMBER):
            facts[CASE_NUMBER] = plain_number(str(facts[CASE_NUMBER]))
        if day:
            acts.append(OldAct(told.act, day, row[told.by], {k: v for k, v in facts.items() if v not in (None, "", [])}))
        if len(str(facts.get(CASE_NUMBER) or "")) > LONGEST_NUMBER:
            wrong.append(Refusal(number, told.facts[CASE_NUMBER].column, f"案号超过 {LONGEST_NUMBER} 字", "核对案号"))
    if not wrong and (not acts or acts[0].act != mapped.acts[0].act):
        wrong.append(Refusal(number, mapped.acts[0].day, "没有案件来源的日期", "填写线索登记的日期"))
    return acts, wrong


def plain_number(text: str) -> str:
    """A case number in one width, without spaces, with one kind of bracket: [2025], 【2025】 and 〔2025〕 are one number."""
    return _YEAR.sub(r"〔\1〕", unicodedata.normalize("NFKC", "".join(text.split())))


def _day(number: int, column: str, row: Mapping[str, str], today: date, wrong: list[Refusal]) -> date | None:
    try:
        return parse_day(row[column], today=today)
    except BadDay:
        wrong.append(Refusal(number, column, f"“{row[column]}”不是日期", "写成 2025-01-31 这样"))
        return None


def _value(number: int, said: Said, spec: FactSpec | None, row: Mapping[str, str], wrong: list[Refusal]) -> Any:
    """The fact as the act takes it."""
    if not said.column:
        return said.always
    text = row[said.column]
    if said.words and text and text not in said.words:
        wrong.append(
            Refusal(number, said.column, f"对照表里没有“{text}”", f"改成 {'、'.join(said.words)} 之一，或者在对照表里补上")
        )
        return None
    value = said.words.get(text, text)
    kind = spec.type if spec else "text"
    if value and kind == "money":
        return _money(number, said.column, str(value), wrong)
    return _parted(value) if kind in ("officer_pair", "elements") and isinstance(value, str) else value


def _money(number: int, column: str, text: str, wrong: list[Refusal]) -> str:
    try:
        return str(Decimal(text.replace(",", "").removesuffix("元")))
    except InvalidOperation:
        wrong.append(Refusal(number, column, f"“{text}”不是金额", "写成以元为单位的数字，例如 5000 或 5000.00"))
        return ""


def _parted(text: str) -> Sequence[str]:
    for mark in SEPARATORS[1:]:
        text = text.replace(mark, SEPARATORS[0])
    return [part.strip() for part in text.split(SEPARATORS[0]) if part.strip()]


def _encoding(path: Path) -> str:
    """The encoding of the table. Raises MappingWrong for what is no text."""
    with path.open("rb") as file:
        found = encoding_of(file)
    if found is None:
        raise MappingWrong(f"{path.name} 读不出文字，不像是 CSV 文件。请在 Excel 里另存为 CSV 再试")
    return found
