"""Values of the law in words: units, spans, statuses, links to articles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from mingheng.kit.display import Badge, Cite
from mingheng.kit.money import show_yuan
from mingheng.law.rules.lawbook import Absolute, Clause, DatedValue, FineRange, Item, Level, PerUnit, Status, Unit, Who
from mingheng.law.rules.reading import Lawbook

STATUS: dict[Status, Badge] = {
    Status.VERIFIED: Badge("已核对", "ok"),
    Status.SECOND_HAND: Badge("据转载", "line"),
    Status.SEED: Badge("据来源文件", "line"),
    Status.SEEN_IN_PROGRAMS: Badge("据公开程序", "line"),
    Status.COMPUTED: Badge("已计算", "line"),
    Status.UNVERIFIED: Badge("未核实", "near"),
    Status.DESIGN: Badge("本系统约定", "hold"),
}
DEMONSTRATION = Badge("演示用，不是法律", "near")
LEVELS: dict[Level, str] = {
    Level.LAW: "法律",
    Level.ADMINISTRATIVE_REGULATION: "行政法规",
    Level.LOCAL_REGULATION: "地方性法规",
    Level.DEPARTMENT_RULE: "部门规章",
    Level.LOCAL_RULE: "地方政府规章",
    Level.NORMATIVE_DOCUMENT: "规范性文件",
    Level.SOURCE_DOCUMENT: "来源文件",
}
UNITS: dict[Unit, str] = {
    Unit.WORKING_DAYS: "个工作日",
    Unit.CALENDAR_DAYS: "日（自然日）",
    Unit.MONTHS: "个月",
    Unit.YEARS: "年",
    Unit.HOURS: "小时",
    Unit.YUAN: "元",
    Unit.COUNT: "",
    Unit.CHARACTERS: "字",
    Unit.CLOCK_TIME: "",
    Unit.WORDS: "",
}
STAGES = {"first": "一般", "refusal": "拒不改正", "grave": "情节严重"}
WHO = {Who.ANYONE: "", Who.CITIZEN: "个人", Who.ORGANISATION: "单位"}
CODED = {"citizen": "公民", "organisation": "组织", "refusal": "拒不改正", "grave": "情节严重"}
"""What the lawbook writes in code where a value or a note says it, in words."""
SEVERITIES = {
    "fatal": Badge("不满足不能办", "over"),
    "heavy": Badge("记录并提示", "near"),
    "light": Badge("提示", "line"),
}
PROCEDURES = {"ordinary": "普通程序", "simple": "简易程序", "off_site": "非现场"}
HUNDRED = Decimal(100)
_CODED = re.compile(rf" ?\b({'|'.join(CODED)})\b ?", re.ASCII)


@dataclass(frozen=True)
class Words:
    """Says the law of one lawbook on one day; citations open the article of that day."""

    book: Lawbook
    day: date

    def cite(self, ref: str, on: date | None = None) -> Cite:
        """A citation that opens its article as in force on the day."""
        return Cite(self.book.cite_text(ref), f"{reverse('law:article', args=[ref])}?on={on or self.day}")

    def cites(self, refs: Iterable[str], on: date | None = None) -> tuple[Cite, ...]:
        """Several citations."""
        return tuple(self.cite(ref, on) for ref in refs)


def value_words(value: DatedValue, unit: Unit) -> str:
    """A parameter's value with its unit: 90 日（自然日）, 3%, 22:00; 已废止 for none."""
    held = value.value
    if held is None:
        return "已废止"
    if isinstance(held, tuple):
        return "、".join(held)
    if isinstance(held, str):
        return CODED.get(held, held)
    if unit is Unit.RATE:
        return f"{_plain(held * HUNDRED)}%"
    return f"{_plain(held)} {UNITS[unit]}".strip()


def note_words(note: str) -> str:
    """A note of the lawbook for people: words of its code are said in Chinese."""
    return _CODED.sub(lambda found: f"“{CODED[found[1]]}”", note)


def clause_words(clause: Clause, item: Item) -> str:
    """Everything a clause may lead to: 警告；罚款 500 元至 5,000 元；没收工具."""
    parts = ["警告"] if clause.warning else []
    if clause.fine is not None:
        may = "可以" if clause.optional else ""
        parts.append(f"{may}罚款 {span_words(clause.fine, item)}")
    return "；".join([*parts, *clause.also])


def span_words(span: FineRange, item: Item) -> str:
    """A span of a fine: amounts, per cent or multiples of a measure, amounts per unit and day."""
    if isinstance(span, Absolute):
        return _between(span.min, span.max, " 元")
    if isinstance(span, PerUnit):
        each = f"每{_unit(item, span.of)}" + (f"每{_unit(item, span.days)}" if span.days else "")
        return each + _between(span.min, span.max, " 元")
    measure = item.measures[span.of].title if span.of in item.measures else span.of
    if span.max > 1:
        return f"{measure}的 {_between(span.min, span.max, ' 倍')}"
    return f"{measure}的 {_between(span.min * HUNDRED, span.max * HUNDRED, '%')}"


def _unit(item: Item, measure: str) -> str:
    return item.measures[measure].unit if measure in item.measures else measure


def _between(low: Decimal, high: Decimal, unit: str) -> str:
    if low == high:
        return f"{_plain(low)}{unit}"
    return f"{_plain(high)}{unit}以下" if low == 0 else f"{_plain(low)}{unit}至 {_plain(high)}{unit}"


def _plain(number: Decimal) -> str:
    """500, 5,000, 10.5: no decimals where there are none."""
    return f"{number:,.0f}" if number == number.to_integral_value() else show_yuan(number).rstrip("0")
