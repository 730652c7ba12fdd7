"""A sheet as a value: what was found by item, the score, the grade, and what keeps it from being handed in."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mingheng.law.rules.standards import ReviewStandard, ScoredItem, ScoreGrade

FAULT, NONE = "fault", "none"
"""What a person says to an item the machine filled: there is a fault, or there is none."""
KEPT, BROKEN, UNKNOWN = "kept", "broken", "unknown"
LONGEST_REASON = 2000  # characters, as of every other reason in this room


@dataclass(frozen=True)
class Mark:
    """A fault found: in which item, what it costs (nothing for a fatal item), where, and why. `page` counts from 1; None: no pages."""

    item: str
    points: Decimal
    page: int | None
    reason: str


@dataclass(frozen=True)
class Verdict:
    """What a person says to what the machine filled in: FAULT or NONE, and why."""

    item: str
    word: str
    reason: str


@dataclass(frozen=True)
class SheetValue:
    """One reviewer's sheet, all of it."""

    marks: tuple[Mark, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


def taken(marks: Iterable[Mark], item: str) -> Decimal:
    """The points deducted from an item."""
    return sum((mark.points for mark in marks if mark.item == item), Decimal())


def left(item: ScoredItem, marks: Iterable[Mark]) -> Decimal:
    """What is left of an item: never below nothing, never above its points."""
    return min(item.points, max(Decimal(), item.points - taken(marks, item.key)))


def plain(points: Decimal | None) -> str:
    """Points as people write them: 96.75, 98.5, 100; empty for none."""
    return "" if points is None else f"{points.normalize():f}"


def score(standard: ReviewStandard, marks: Iterable[Mark]) -> Decimal:
    """The sum of what is left of every item."""
    marks = list(marks)
    return sum((left(item, marks) for item in standard.scored), Decimal())


def fatal_in(standard: ReviewStandard, marks: Iterable[Mark]) -> frozenset[str]:
    """The fatal items that were found."""
    return frozenset(mark.item for mark in marks) & {item.key for item in standard.fatal}


def grade_of(standard: ReviewStandard, points: Decimal, *, failed: bool) -> ScoreGrade:
    """The grade of a score; with a fatal fault the last one, whatever the score."""
    if failed:
        return standard.grades[-1]
    return next(grade for grade in standard.grades if points >= grade.floor)


def wanting(standard: ReviewStandard, sheet: SheetValue, machine: Mapping[str, str], pages: int | None) -> list[str]:
    """What keeps a sheet from being handed in, in sentences; nothing when it is complete.

    `machine` is what the scan answered by item; what it found broken or could not tell, a person says himself.
    `pages` is how many the dossier has, None when there is none to point into.
    """
    said = {verdict.item: verdict.word for verdict in sheet.verdicts}
    problems = [trouble for mark in sheet.marks if (trouble := _trouble(standard, mark, pages))]
    problems += [
        f"“{item.title}”只有 {item.points} 分，扣分合计超过了。请改扣分"
        for item in standard.scored
        if taken(sheet.marks, item.key) > item.points
    ]
    problems += _too_long(standard, sheet)
    marked = {mark.item for mark in sheet.marks}
    for item in standard.items:
        problems += _unsaid(item.title, machine.get(item.key), said.get(item.key), marked=item.key in marked)
    return problems


def _trouble(standard: ReviewStandard, mark: Mark, pages: int | None) -> str:
    item = standard.item(mark.item)
    if item is None:
        return f"评分标准没有条目 {mark.item}。请刷新页面再填"
    if isinstance(item, ScoredItem) and mark.points <= 0:
        return f"“{item.title}”的扣分须大于 0"
    if not isinstance(item, ScoredItem) and mark.points != 0:
        return f"“{item.title}”是否决项，不扣分"
    if pages is not None and (mark.page is None or not 1 <= mark.page <= pages):
        return f"“{item.title}”须写明在第几页（1 至 {pages}）"
    return "" if mark.reason.strip() else f"“{item.title}”须写明理由"


def _too_long(standard: ReviewStandard, sheet: SheetValue) -> Iterable[str]:
    """The reasons that are longer than one may be; of one reason under a deduction and a verdict, once."""
    titles = {item.key: item.title for item in standard.items}
    said: list[Mark | Verdict] = [*sheet.marks, *sheet.verdicts]
    lengths = {(one.item, one.reason): len(one.reason) for one in said if len(one.reason) > LONGEST_REASON}
    return (
        f"“{titles.get(item, item)}”的理由超过 {LONGEST_REASON} 字，现在 {now} 字。请删减后再提交"
        for (item, _), now in lengths.items()
    )


def _unsaid(title: str, machine: str | None, word: str | None, *, marked: bool) -> Collection[str]:
    if machine in (BROKEN, UNKNOWN) and word is None:
        found = "扫描发现问题" if machine == BROKEN else "扫描无法核对"
        return (f"“{title}”{found}，还没有确认。请选有问题或者没有问题，并写明理由",)
    if word == FAULT and not marked:
        return (f"“{title}”已确认有问题，还没有写在第几页、扣几分",)
    if word == NONE and marked:
        return (f"“{title}”已认定没有问题，却又扣分。请改其中一处",)
    return ()
