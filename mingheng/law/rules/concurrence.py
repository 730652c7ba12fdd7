"""One conduct that meets several items (法条竞合): which items, and which of them the rule picks.

A special provision goes before the general one it is special to, where the lawbook says so (立法法); among the rest
the one with the higher fine is applied, and one fine is given (行政处罚法 29).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingheng.law.rules.items import Applied, Bounds, MeasureMissing, applied, bounds
from mingheng.law.rules.lawbook import Item


@dataclass(frozen=True)
class Candidate:
    """An item the conduct meets: its text for the party and day, its span (None: no fine, or a measure is missing)."""

    item: Item
    text: Applied
    span: Bounds | None

    @property
    def weight(self) -> tuple[Decimal, Decimal]:
        """The upper end, then the lower; nothing where there is no fine to compare."""
        return (self.span.high, self.span.low) if self.span else (Decimal(-1), Decimal(-1))


def concurring(items: Mapping[str, Item], key: str) -> tuple[str, ...]:
    """The items the lawbook says may concur with this one, whichever of the two says it."""
    own = items[key].concurs if key in items else {}
    others = [k for k, item in items.items() if key in item.concurs]
    return tuple(sorted({k for k in (*own, *others) if k in items}))


def candidate(item: Item, *, citizen: bool, conduct: date, decided: date, measures: Mapping[str, Decimal]) -> Candidate:
    """The item as it would be applied at once to this party's conduct."""
    try:
        text = applied(item, stage="first", citizen=citizen, conduct=conduct, decided=decided, measures=measures)
        fine = text.clause.fine if text.clause else None
        return Candidate(item, text, bounds(fine, measures) if fine else None)
    except MeasureMissing:
        text = applied(item, stage="first", citizen=citizen, conduct=conduct, decided=conduct, measures=measures)
        return Candidate(item, text, None)


def picked(found: Iterable[Candidate]) -> Candidate | None:
    """The candidate the rule picks: not one that another of them is special to; of the rest the highest fine."""
    able = [c for c in found if c.text.version is not None]
    beaten = {key for c in able for key, relation in c.item.concurs.items() if relation.special}
    left = [c for c in able if c.item.key not in beaten] or able
    return max(left, key=lambda c: c.weight, default=None)
