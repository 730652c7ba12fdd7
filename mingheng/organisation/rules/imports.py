"""What can be imported: the columns of each kind of list, and how its words are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from mingheng.organisation.rules.certificates import Effect
from mingheng.organisation.rules.duties import Duty, OfficerKind, UnitKind
from mingheng.organisation.rules.lines import Column, Line
from mingheng.organisation.rules.refusals import Problem, refuse

T = TypeVar("T")


class ImportKind(StrEnum):
    """The lists that can be imported."""

    UNITS = "units"
    PEOPLE = "people"
    CERTIFICATES = "certificates"

    @property
    def label(self) -> str:
        """The Chinese word for it."""
        return {"units": "单位", "people": "人员", "certificates": "执法证"}[self]

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in the order of the template."""
        return COLUMNS[self]


COLUMNS: dict[ImportKind, tuple[Column, ...]] = {
    ImportKind.UNITS: (
        Column("key", "编号", "yunting"),
        Column("name", "全称", "澜江区城市管理行政执法局云汀街道中队"),
        Column("short_name", "简称", "云汀街道中队"),
        Column("kind", "类别", "中队"),
        Column("parent", "上级编号", "bureau"),
        Column("code", "机关代字", "澜城管"),
    ),
    ImportKind.PEOPLE: (
        Column("username", "工号", "LJ0101"),
        Column("name", "姓名", "陈砚秋"),
        Column("unit", "单位", "云汀街道中队"),
        Column("kind", "类别", "执法人员"),
        Column("duties", "职责", "办案人员、中队法制员", required=False),
        Column("legal_qualification", "法律职业资格证号", "", required=False),
        Column("legal_qualification_since", "取得日期", "", required=False),
    ),
    ImportKind.CERTIFICATES: (
        Column("username", "工号", "LJ0101"),
        Column("number", "证号", "09310101"),
        Column("valid_from", "有效期起", "2024-01-01"),
        Column("valid_until", "有效期止", "2028-12-31"),
        Column("effect", "状态", "", required=False),
        Column("since", "状态起始日期", "", required=False),
        Column("reason", "原因", "", required=False),
    ),
}

UNIT_KIND_WORDS: Mapping[str, UnitKind] = {kind.label: kind for kind in UnitKind} | {
    "局": UnitKind.BUREAU,
    "中心": UnitKind.CENTRE,
    "法制": UnitKind.LEGAL,
}
OFFICER_KIND_WORDS: Mapping[str, OfficerKind] = {kind.label: kind for kind in OfficerKind} | {
    "协管": OfficerKind.AUXILIARY,
    "协管员": OfficerKind.AUXILIARY,
    "其他": OfficerKind.STAFF,
}
DUTY_WORDS: Mapping[str, Duty] = {duty.label: duty for duty in Duty}
EFFECT_WORDS: Mapping[str, Effect | None] = {
    "": None,
    "有效": None,
    "暂停": Effect.SUSPENDED,
    "暂停使用": Effect.SUSPENDED,
    "收回": Effect.WITHDRAWN,
    "已收回": Effect.WITHDRAWN,
    "注销": Effect.CANCELLED,
    "已注销": Effect.CANCELLED,
}


class Outcome(StrEnum):
    """What a line does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"

    @property
    def label(self) -> str:
        """The Chinese word for it."""
        return {"new": "新增", "changed": "变更", "same": "不变", "wrong": "有错"}[self]


@dataclass(frozen=True, slots=True)
class LineResult:
    """A line with what it does, or what is wrong with it."""

    line: Line
    outcome: Outcome
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What an import does, or did, line by line; `written` says which of the two."""

    kind: ImportKind
    results: tuple[LineResult, ...]
    written: bool = False

    def count(self, outcome: Outcome) -> int:
        """How many lines have this outcome."""
        return sum(result.outcome is outcome for result in self.results)

    @property
    def wrong(self) -> tuple[LineResult, ...]:
        """The lines with something wrong."""
        return tuple(result for result in self.results if result.outcome is Outcome.WRONG)

    @property
    def writes(self) -> int:
        """How many lines change something."""
        return self.count(Outcome.NEW) + self.count(Outcome.CHANGED)

    @property
    def fingerprint(self) -> str:
        """What a reader agreed to: the outcome of every line."""
        return ",".join(f"{result.line.number}{result.outcome[0]}" for result in self.results)


def meaning(words: Mapping[str, T], field: str, text: str) -> T:
    """What a word in a cell stands for; raises Refused with the words that can be used."""
    if text not in words:
        raise refuse(field, f"不认识“{text}”", "可填：" + "、".join(filter(None, words)))
    return words[text]


def words_of(text: str) -> Sequence[str]:
    """Several words in one cell, parted by 、 , ; or white space."""
    for mark in "、，；;,/":
        text = text.replace(mark, " ")
    return text.split()
