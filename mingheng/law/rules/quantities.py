"""Things by name and quantity, as lists of seized goods write them, and what is left when some of them go."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from mingheng.law.rules.letters import letters

_DIGITS = {d: n for n, ds in enumerate(("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for d in ds}
_TENS = {"十": 10, "百": 100, "千": 1000}
_WRITTEN = re.compile(r"([0-9]+(?:\.[0-9]+)?|[〇零一二两三四五六七八九十百千]+)(.*)")


@dataclass(frozen=True)
class Lot:
    """So much of one thing. Where the quantity is no number, `number` is one and the words are its unit."""

    name: str
    number: Decimal
    unit: str
    said: str = ""

    @property
    def words(self) -> str:
        """The lot as a list writes it."""
        return f"{self.said or self.name} {self.number.normalize():f}{self.unit}"

    def like(self, other: "Lot") -> bool:
        """Whether the two are of one thing and one unit."""
        return (self.name, self.unit) == (other.name, other.unit)


def lots(rows: Iterable[Mapping[str, Any]] | None) -> tuple[Lot, ...]:
    """The rows of a list as lots; rows without a name are left out."""
    return tuple(_lot(row) for row in rows or () if letters(str(row.get("name") or "")))


def _lot(row: Mapping[str, Any]) -> Lot:
    name, quantity = str(row.get("name")), unicodedata.normalize("NFKC", str(row.get("quantity") or "")).strip()
    written = _WRITTEN.fullmatch(quantity)
    number, unit = (_number(written[1]), written[2]) if written else (Decimal(1), quantity)
    return Lot(letters(name), number, letters(unit), name.strip())


def _number(text: str) -> Decimal:
    if text[0] in "0123456789":
        return Decimal(text)
    total, digit = 0, 0
    for ch in text:
        if ch in _TENS:
            total, digit = total + (digit or 1) * _TENS[ch], 0
        else:
            digit = _DIGITS[ch]
    return Decimal(total + digit)


def without(there: Iterable[Lot], gone: Iterable[Lot]) -> tuple[tuple[Lot, ...], tuple[Lot, ...]]:
    """What is left when some lots go, and what of those was not there."""
    left, lacking = list(there), []
    for lot in gone:
        wanted = lot.number
        for i, here in enumerate(left):
            taken = min(wanted, here.number) if here.like(lot) else Decimal(0)
            left[i], wanted = replace(here, number=here.number - taken), wanted - taken
        lacking += [replace(lot, number=wanted)] if wanted > 0 else []
    return tuple(here for here in left if here.number > 0), tuple(lacking)


def listed(found: Iterable[Lot]) -> str:
    """The lots in words."""
    return "、".join(lot.words for lot in found)
