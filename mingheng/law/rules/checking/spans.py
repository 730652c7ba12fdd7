"""Dated things of one key: they may not overlap, and a hole between them has to be meant."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from mingheng.law.rules.lawbook import Benchmark, Calendar, DatedValue, Item, Parameter, Statute, Unit
from mingheng.law.rules.procedure import Procedure
from mingheng.law.rules.reading.folder import Entry
from mingheng.law.rules.reading.problems import Problem
from mingheng.law.rules.reading.yaml_tree import Path
from mingheng.law.rules.standards import ReviewStandard

_SATURDAY = 5
_CLOCK_TIME = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", re.ASCII)

Span = tuple[date, date | None, Entry, Path]


def span_problems(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Overlaps and gaps in everything that has days."""
    entries = list(entries)
    for entry in entries:
        if isinstance(entry.value, Parameter):
            yield from _values(entry, entry.value)
        elif isinstance(entry.value, Item | Statute):
            gaps = isinstance(entry.value, Item)
            spans: list[Span] = [(v.since, v.until, entry, ("versions", i)) for i, v in enumerate(entry.value.versions)]
            yield from _spans(spans, gaps)
            if not spans:
                yield entry.problem(("versions",), "没有任何版本，请至少写一个")
    versions: dict[tuple[str, str], list[Span]] = {}
    for entry in entries:
        if isinstance(entry.value, Benchmark | Procedure | ReviewStandard):
            span = (entry.value.since, entry.value.until, entry, ())
            versions.setdefault((entry.kind, entry.key), []).append(span)
    for spans in versions.values():
        yield from _spans(spans, True)
    yield from _years([(entry, entry.value) for entry in entries if isinstance(entry.value, Calendar)])


def _spans(spans: list[Span], gaps: bool) -> Iterator[Problem]:
    ordered = sorted(spans, key=lambda span: span[0])
    for since, until, entry, path in ordered:
        if until is not None and until < since:
            yield entry.problem((*path, "until"), f"截止日 {until} 早于起始日 {since}")
    for (_, until, _, _), (since, _, entry, path) in pairwise(ordered):
        if until is None or since <= until:
            yield entry.problem((*path, "since"), f"与前一版本重叠：前一版本{_end(until)}，请写明它的截止日")
        elif gaps and since > until + timedelta(days=1):
            yield entry.problem((*path, "since"), f"与前一版本之间有缺口：{until} 之后到 {since} 之前没有规定")


def _end(until: date | None) -> str:
    return "没有截止日" if until is None else f"到 {until} 才截止"


def _values(entry: Entry, parameter: Parameter) -> Iterator[Problem]:
    if not parameter.values:
        yield entry.problem(("values",), "没有任何取值，请至少写一个")
    days = [value.since for value in parameter.values]
    for i, (earlier, later) in enumerate(pairwise(days)):
        if later <= earlier:
            reason = f"与前一取值重叠：取值须按起始日先后排列，{later} 不晚于 {earlier}"
            yield entry.problem(("values", i + 1, "since"), reason)
    for i, value in enumerate(parameter.values):
        reason = unfit(value, parameter.unit)
        if reason:
            yield entry.problem(("values", i, "value"), reason)


def unfit(value: DatedValue, unit: Unit) -> str:
    """Why the value cannot be of this unit; an empty text when it can."""
    held = value.value
    if held is None:
        return ""
    if unit is Unit.WORDS:
        return "" if isinstance(held, tuple | str) else "单位是 words，值须为词或者词的列表"
    if unit is Unit.CLOCK_TIME:
        return "" if _CLOCK_TIME.fullmatch(str(held)) else '单位是 clock_time，值须写成 "22:00" 的样子'
    if isinstance(held, tuple | str):
        return f"单位是 {unit}，值须为数字"
    if held < 0:
        return "值不能为负数"
    whole = unit not in (Unit.RATE, Unit.YUAN)
    return f"单位是 {unit}，值须为整数" if whole and held != held.to_integral_value() else ""


def _years(entries: list[tuple[Entry, Calendar]]) -> Iterator[Problem]:
    """Every day listed belongs to the year and to one list; loaded years follow one another."""
    years = []
    for entry, year in entries:
        years.append((year.year, entry))
        for name, days in (("off", year.off), ("makeup", year.makeup)):
            for day in sorted(days):
                if day.year != year.year:
                    yield entry.problem((name,), f"{day} 不在 {year.year} 年")
        for day in sorted(year.off & year.makeup):
            yield entry.problem(("makeup",), f"{day} 既是放假日又是上班日")
        for day in sorted(day for day in year.makeup if day.weekday() < _SATURDAY):
            yield entry.problem(("makeup",), f"{day} 本来就是工作日，不是调休上班日")
    years.sort(key=lambda pair: pair[0])
    for (earlier, _), (later, entry) in pairwise(years):
        if later > earlier + 1:
            yield entry.problem(("year",), f"{earlier} 年与 {later} 年之间缺少工作日历")
