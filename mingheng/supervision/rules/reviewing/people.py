"""Who may review what, and who may look at whose sheet."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """Somebody who might review: his unit, whether he is in office, and his duties on that day."""

    officer: int
    unit: str
    active: bool
    duties: frozenset[str]


@dataclass(frozen=True)
class Reviewed:
    """What is reviewed: whose it is, whoever acted in it, and who has or had a sheet of it."""

    unit: str
    acted: frozenset[int]
    reviewers: frozenset[int]


@dataclass(frozen=True)
class SheetStanding:
    """A sheet of a review as far as looking goes."""

    reviewer: int
    submitted: bool
    withdrawn: bool


def unfit(candidate: Candidate, reviewed: Reviewed, duties: Collection[str]) -> str:
    """Why this person cannot review it; empty when he can. `duties` are those of which a reviewer has one."""
    if not candidate.active or candidate.duties.isdisjoint(duties):
        return "没有担任评查人的职责"
    if candidate.unit == reviewed.unit:
        return "属于被评查的单位，应当回避"
    if candidate.officer in reviewed.acted:
        return "办理过本案，应当回避"
    if candidate.officer in reviewed.reviewers:
        return "已经分到过本案的评分表"
    return ""


def may_see(reader: int, whose: int, sheets: Iterable[SheetStanding], *, resulted: bool) -> bool:
    """Whether the reader may look at that reviewer's sheet: his own; any once there is a result; another's after his own is in.

    Nobody who might still review sees one before: a third reviewer is found among those who have none.
    """
    if reader == whose:
        return True
    sheets = [sheet for sheet in sheets if not sheet.withdrawn]
    if any(sheet.reviewer == reader and not sheet.submitted for sheet in sheets):
        return False
    theirs_in = any(sheet.reviewer == whose and sheet.submitted for sheet in sheets)
    own_in = any(sheet.reviewer == reader and sheet.submitted for sheet in sheets)
    return theirs_in and (resulted or own_in)


def dealt(n: int, bench: Iterable[tuple[int, int]]) -> list[int]:
    """The `n` with the fewest sheets in hand, in turn by number where equal. `bench` is (officer, sheets in hand)."""
    return [officer for officer, _ in sorted(bench, key=lambda one: (one[1], one[0]))[:n]]
