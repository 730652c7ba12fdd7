"""A scoring sheet as typed: what the fields are called, and the sheet they make. Nothing typed is changed here.

What is found in an item stands in `points-item`, `page-item`, `reason-item`; the further places where it is found add `.2`, `.3` and
so on to these names.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from unicodedata import normalize

from mingheng.kit.characters import BadCharacter, printable
from mingheng.law.rules.standards import FatalItem, ReviewStandard, ScoredItem
from mingheng.supervision.rules.reviewing.sheets import FAULT, NONE, Mark, SheetValue, Verdict

OF_A_PLACE, OF_AN_ITEM = ("points", "page", "reason"), ("said", "found")
MOST_PLACES = 9  # of one item: an item that is wrong in more places has no points left
LONGEST_NUMBER = 8
POINTS = re.compile(r"[0-9]{1,3}(?:\.[0-9])?")  # scores are written with one decimal at most


def typed(standard: ReviewStandard, given: Mapping[str, str]) -> dict[str, str]:
    """Of what a form sent, the fields of the sheet, as they were typed and as long: what is too long is refused, never cut."""
    names = [f"{field}-{item.key}" for item in standard.items for field in OF_AN_ITEM]
    names += [f"{field}-{place}" for item in standard.items for place in places(item) for field in OF_A_PLACE]
    return {name: str(given[name]).replace("\x00", "") for name in names if given.get(name)}


def places(item: FatalItem) -> tuple[str, ...]:
    """What the places of an item are called: points may be taken off in several, a fatal fault is shown in one."""
    further = range(2, MOST_PLACES + 1) if isinstance(item, ScoredItem) else ()
    return item.key, *(f"{item.key}.{n}" for n in further)


def read_sheet(standard: ReviewStandard, body: Mapping[str, str]) -> tuple[SheetValue, list[str]]:
    """The sheet that was typed, and what cannot be read in it, in sentences."""
    marks, verdicts, problems = [], [], list[str]()
    for item in standard.items:
        said = body.get(f"said-{item.key}", "")
        if said in (FAULT, NONE):
            verdicts.append(Verdict(item.key, said, _reason(item, item.key, body, [])))
        for place in places(item):
            mark = _mark(item, place, body, problems)
            marks += [mark] if mark else []
    return SheetValue(tuple(marks), tuple(verdicts)), problems


def _mark(item: FatalItem, place: str, body: Mapping[str, str], problems: list[str]) -> Mark | None:
    """What was found in one place of an item; None where nothing was, or where it cannot be read."""
    reason = _reason(item, place, body, problems)
    points, page = body.get(f"points-{place}", "").strip(), body.get(f"page-{place}", "").strip()
    if page and not _page(page):
        problems.append(f"“{item.title}”的页码“{page}”不是数字")
    if not _marked(item, body, points):
        if reason and not (place == item.key and body.get(f"said-{place}")):
            problems.append(f"“{item.title}”写了理由，没有写扣几分。不扣分的，请删去理由")
        return None
    number = _points(points) if isinstance(item, ScoredItem) else Decimal()
    if number is None:
        problems.append(f"“{item.title}”的扣分“{points}”不是数字。写成 1 或者 0.5 的样子")
        return None
    return Mark(item.key, number, _page(page), reason)


def _marked(item: FatalItem, body: Mapping[str, str], points: str) -> bool:
    if isinstance(item, ScoredItem):
        return bool(points)
    return bool(body.get(f"found-{item.key}")) or body.get(f"said-{item.key}") == FAULT


def _reason(item: FatalItem, place: str, body: Mapping[str, str], problems: list[str]) -> str:
    """The reason in the one way it is written; what cannot be printed in it is a problem."""
    try:
        return printable(body.get(f"reason-{place}", ""), f"“{item.title}”的理由", lines=True)
    except BadCharacter as refusal:
        problems.append(str(refusal))
        return ""


def _points(text: str) -> Decimal | None:
    """A number with at most one decimal, e.g. 1.5, in wide digits too; None for anything else."""
    plain = normalize("NFKC", text)
    return Decimal(plain) if POINTS.fullmatch(plain) else None


def _page(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else None
