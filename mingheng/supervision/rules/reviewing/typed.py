"""A scoring sheet as typed: what the fields are called, and the sheet they make. Nothing typed is changed here."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from mingheng.law.rules.standards import FatalItem, ReviewStandard, ScoredItem
from mingheng.supervision.rules.reviewing.sheets import FAULT, NONE, Mark, SheetValue, Verdict

FIELDS = ("points", "page", "reason", "said", "found")
LONGEST_REASON, LONGEST_NUMBER = 2000, 8
TENTH = Decimal("0.1")  # scores are written with one decimal


def typed(standard: ReviewStandard, given: Mapping[str, str]) -> dict[str, str]:
    """Of what a form sent, the fields of the sheet, as they were typed."""
    names = [f"{field}-{item.key}" for item in standard.items for field in FIELDS]
    return {name: str(given[name]).replace("\x00", "")[:LONGEST_REASON] for name in names if given.get(name)}


def read_sheet(standard: ReviewStandard, body: Mapping[str, str]) -> tuple[SheetValue, list[str]]:
    """The sheet that was typed, and what cannot be read in it, in sentences."""
    marks, verdicts, problems = [], [], list[str]()
    for item in standard.items:
        said, reason = body.get(f"said-{item.key}", ""), body.get(f"reason-{item.key}", "").strip()
        points, page = body.get(f"points-{item.key}", "").strip(), body.get(f"page-{item.key}", "").strip()
        if said in (FAULT, NONE):
            verdicts.append(Verdict(item.key, said, reason))
        if page and not _page(page):
            problems.append(f"“{item.title}”的页码“{page}”不是数字")
        if _marked(item, body, points):
            number = _points(points) if isinstance(item, ScoredItem) else Decimal()
            if number is None:
                problems.append(f"“{item.title}”的扣分“{points}”不是数字。写成 1 或者 0.5 的样子")
            else:
                marks.append(Mark(item.key, number, _page(page), reason))
        elif reason and not said:
            problems.append(f"“{item.title}”写了理由，没有写扣几分。不扣分的，请删去理由")
    return SheetValue(tuple(marks), tuple(verdicts)), problems


def _marked(item: FatalItem, body: Mapping[str, str], points: str) -> bool:
    if isinstance(item, ScoredItem):
        return bool(points)
    return bool(body.get(f"found-{item.key}")) or body.get(f"said-{item.key}") == FAULT


def _points(text: str) -> Decimal | None:
    """A number with at most one decimal, e.g. 1.5; None for anything else."""
    try:
        number = Decimal(text) if len(text) < LONGEST_NUMBER else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and number == number.quantize(TENTH) else None


def _page(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else None
