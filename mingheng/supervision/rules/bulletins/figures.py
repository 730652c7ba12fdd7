"""Figures that keep what they counted, so that each can be opened as it was when the bulletin was issued."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any

from mingheng.ledger.rules.canonical import canonical_bytes
from mingheng.supervision.rules.bulletins.titles import TITLES

Counted = Mapping[str, Mapping[str, Sequence[str]]]
"""By the key of a figure and the key of a unit: the references of what was counted, each once, in order."""


@dataclass(frozen=True)
class Tally:
    """One thing counted: for which figure, in which unit, under which reference, and what a person calls it."""

    figure: str
    unit: str
    ref: str
    name: str = ""


def gathered(tallies: Iterable[Tally]) -> Counted:
    """The tallies by figure and unit, each reference once."""
    found: dict[str, dict[str, set[str]]] = {key: {} for key in TITLES}
    for one in tallies:
        found[one.figure].setdefault(one.unit, set()).add(one.ref)
    return {key: {unit: sorted(refs) for unit, refs in sorted(units.items())} for key, units in found.items()}


def names(tallies: Iterable[Tally]) -> dict[str, str]:
    """What a person calls each thing counted, where that is not its reference."""
    return dict(sorted({one.ref: one.name for one in tallies if one.name}.items()))


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
