"""Figures that keep what they counted, so that each can be opened as it was when the bulletin was issued."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from mingheng.ledger.rules.canonical import canonical_bytes

Counted = Mapping[str, Mapping[str, Sequence[str]]]
"""By the key of a figure and the key of a unit: the references of what was counted, each once, in order."""

TITLES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "filed": ("立案", "件", "立案日期在本期的案件"),
        "closed": ("办结", "件", "本期结案归档的案件，按案卷中的办理日期"),
        "breaches": ("发现问题", "条", "本期首次由全量核对发现、签发时仍存在的违反规则情况"),
        "clean": ("没有问题的办结案件", "件", "本期办结、签发时没有未消除的违反规则情况"),
        "confirmed": ("属实", "条", "本期由督察人员核定属实的问题"),
        "put_right": ("已整改", "条", "核定属实以后，签发时已经消除或者核定已整改的问题"),
        "false_alarms": ("误报", "条", "本期核定为误报，计入该规则的准确率"),
        "waiting": ("未答复", "条", "签发时还没有人答复的问题"),
    }
)
"""What each figure is called, its unit, and how it is counted."""


@dataclass(frozen=True)
class Tally:
    """One thing counted: for which figure, in which unit, under which reference."""

    figure: str
    unit: str
    ref: str


def gathered(tallies: Iterable[Tally]) -> Counted:
    """The tallies by figure and unit, each reference once."""
    found: dict[str, dict[str, set[str]]] = {key: {} for key in TITLES}
    for one in tallies:
        found[one.figure].setdefault(one.unit, set()).add(one.ref)
    return {key: {unit: sorted(refs) for unit, refs in sorted(units.items())} for key, units in found.items()}


def number(counted: Counted, key: str, unit: str | None = None) -> int:
    """How many there are, of one unit or of all; what a bulletin of former times did not count is none."""
    units = counted.get(key, {})
    return len(units.get(unit, ())) if unit is not None else sum(len(refs) for refs in units.values())


def share(part: int, whole: int) -> Fraction | None:
    """A share, or None where there is nothing to have a share of."""
    return Fraction(part, whole) if whole else None


def in_tenths(share: Fraction | None) -> str:
    """A share in per cent with one digit, half rounded up."""
    if share is None:
        return "—"
    tenths = (share * 2000 + 1) // 2
    return f"{tenths // 10}.{tenths % 10}"


def digest_of(frozen: Mapping[str, Any]) -> str:
    """The SHA-256 of what a bulletin froze, in its canonical spelling."""
    return sha256(canonical_bytes(frozen)).hexdigest()
