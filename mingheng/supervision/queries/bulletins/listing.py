"""What one figure of a bulletin counted, and which of it the reader may open."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingheng.kit.links import link
from mingheng.organisation.rules import Authority, Duty
from mingheng.supervision.rules.answering import EVERYTHING
from mingheng.supervision.rules.bulletins.titles import OPENS, TITLES

SHORT = 8  # characters of a reference that has no name, enough to tell it from the others


@dataclass(frozen=True)
class Listed:
    """What one figure counted: of which figure and unit, and the lines."""

    title: str
    note: str
    unit: str
    rows: tuple[tuple[str, str, str], ...]


def listed(frozen: Mapping[str, Any], held: Authority, figure: str, unit: str) -> Listed | None:
    """What a figure counted, of one unit or of all; None for a figure or a unit that is not in the bulletin."""
    units: Mapping[str, str] = frozen["units"]
    if figure not in frozen["counted"] or (unit and unit not in units):
        return None
    title, _, note = TITLES[figure]
    rows = [
        _row(frozen.get("names", {}), figure, ref, units[key], may=_may(held, figure, key))
        for key, refs in frozen["counted"][figure].items()
        if unit in ("", key)
        for ref in refs
    ]
    return Listed(title, note, units.get(unit, "全区"), tuple(rows))


def _row(names: Mapping[str, str], figure: str, ref: str, unit: str, *, may: bool) -> tuple[str, str, str]:
    """A line; what the reader may not open he is told by its reference alone."""
    page, bare = OPENS[figure], ref.partition("/")[0]
    called = names.get(ref, ref) if may or ref not in names else bare[:SHORT]
    return called, unit, link(page, int(bare) if page in ("supervision:finding", "supervision:task") else bare) if may else ""


def _may(held: Authority, figure: str, unit: str) -> bool:
    """Whether the reader may open what a figure counted of a unit."""
    if held.holds(*EVERYTHING):
        return True
    if OPENS[figure] == "supervision:draw":
        return figure == "draws_drawn"
    if OPENS[figure] in ("supervision:matter", "supervision:task"):
        return held.may(Duty.SQUAD_LEADER, unit)
    return unit in held.unit_keys
