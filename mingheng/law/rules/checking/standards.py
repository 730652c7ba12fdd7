"""Scoring standards: points that do not add up, grades out of order, names nothing answers to."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from mingheng.law.rules.lawbook import Pattern
from mingheng.law.rules.procedure import Procedure
from mingheng.law.rules.reading.folder import Entry
from mingheng.law.rules.reading.problems import Problem
from mingheng.law.rules.standards import FatalItem, ReviewStandard

FULL = Decimal(100)  # a score is out of a hundred: what makes two of them comparable


def standard_problems(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Everything wrong in the standards, each at its place."""
    entries = list(entries)
    parameters = {entry.key for entry in entries if entry.kind == "parameter"}
    answering = _answering(entries)
    for entry in entries:
        if isinstance(entry.value, ReviewStandard):
            yield from _points(entry, entry.value)
            yield from _grades(entry, entry.value)
            yield from _keys(entry, entry.value)
            yield from _rules(entry, entry.value, answering)
            if entry.value.third_over not in parameters:
                yield entry.problem(("third_over",), f"法律库没有参数 {entry.value.third_over}，请在 parameters/ 中补上")


def _answering(entries: Iterable[Entry]) -> set[str]:
    """Every name under which the scan may answer: rules, clocks, patterns."""
    found: set[str] = set()
    for entry in entries:
        if isinstance(entry.value, Procedure):
            found |= entry.value.rules.keys() | entry.value.clocks.keys()
        elif isinstance(entry.value, Pattern):
            found.add(entry.value.key)
    return found


def _points(entry: Entry, told: ReviewStandard) -> Iterator[Problem]:
    whole = sum((area.points for area in told.areas), Decimal())
    if whole != FULL:
        yield entry.problem(("areas",), f"各部分的分相加是 {whole}，须为 {FULL}")
    for n, area in enumerate(told.areas):
        within = sum((item.points for item in area.items), Decimal())
        if within != area.points:
            yield entry.problem(("areas", n, "points"), f"{area.title}各项的分相加是 {within}，须为 {area.points}")
        for m, item in enumerate(area.items):
            if item.points <= 0:
                yield entry.problem(("areas", n, "items", m, "points"), "分值须大于 0")


def _grades(entry: Entry, told: ReviewStandard) -> Iterator[Problem]:
    floors = [grade.floor for grade in told.grades]
    if not floors or floors[-1] != 0:
        yield entry.problem(("grades",), "最后一级的 floor 须为 0，否则有的分数没有等级")
    if any(lower >= higher for higher, lower in pairwise(floors)):
        yield entry.problem(("grades",), "等级须由高到低排列，floor 不能相同")


def _keys(entry: Entry, told: ReviewStandard) -> Iterator[Problem]:
    counted = Counter(item.key for item in (*told.fatal, *told.scored))
    for key in sorted(key for key, n in counted.items() if n > 1):
        yield entry.problem((), f"条目 {key} 出现不止一次，请改键名")


def _rules(entry: Entry, told: ReviewStandard, answering: set[str]) -> Iterator[Problem]:
    listed: list[tuple[tuple[str | int, ...], FatalItem]] = [(("fatal", n), item) for n, item in enumerate(told.fatal)]
    listed += [(("areas", n, "items", m), item) for n, area in enumerate(told.areas) for m, item in enumerate(area.items)]
    for place, item in listed:
        for n, code in enumerate(item.rules):
            if code not in answering:
                yield entry.problem((*place, "rules", n), f"没有规则、期限或者预警情形叫 {code}")
