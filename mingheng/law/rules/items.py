"""Which text of an item applies to a conduct, and what it allows to be fined.

The law of the day of the act applies; a later text applies when it is lighter or no longer treats
the act as unlawful (行政处罚法 37, 从旧兼从轻). The applied text must come with its reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from mingheng.law.rules.lawbook import Absolute, Clause, FineRange, Item, ItemVersion, PerUnit, Who


class Choice(StrEnum):
    """Why a text was chosen."""

    ONLY = "only"
    OLD_EQUAL = "old_equal"
    OLD_LIGHTER = "old_lighter"
    NEW_LIGHTER = "new_lighter"
    NOT_YET_UNLAWFUL = "not_yet_unlawful"
    NO_LONGER_UNLAWFUL = "no_longer_unlawful"
    TO_BE_REASONED = "to_be_reasoned"


@dataclass(frozen=True)
class Applied:
    """The text that applies; `version` is None when no penalty may be given."""

    version: ItemVersion | None
    clause: Clause | None
    choice: Choice


@dataclass(frozen=True)
class Bounds:
    """A fine's lawful span in yuan, both ends included."""

    low: Decimal
    high: Decimal

    def holds(self, amount: Decimal) -> bool:
        """Whether the amount lies inside, ends included."""
        return self.low <= amount <= self.high


class MeasureMissing(LookupError):
    """A range needs a measured fact that was not given; `args[0]` is the measure's key."""


def version_on(item: Item, day: date) -> ItemVersion | None:
    """The text of the item in force on the day."""
    return next((v for v in item.versions if v.holds_on(day)), None)


def clause_of(version: ItemVersion, *, stage: str, citizen: bool, key: str = "") -> Clause | None:
    """The clause for that kind of party: the one named `key`, else that of the stage, else the general one.

    A text that knows no heavier stage punishes the refusal or the grave act as it punishes any.
    """
    kind = Who.CITIZEN if citizen else Who.ORGANISATION
    fitting = [c for c in version.clauses if c.who in (kind, Who.ANYONE)]
    fitting.sort(key=lambda c: c.who is Who.ANYONE)
    named = next((c for c in fitting if c.key == key), None)
    at_stage = next((c for c in fitting if c.stage == stage), None)
    return named or at_stage or next((c for c in fitting if c.stage == "first"), None)


def bounds(fine: FineRange, measures: Mapping[str, Decimal]) -> Bounds:
    """The span in yuan for the measured facts. Raises MeasureMissing when one is not given."""
    if isinstance(fine, Absolute):
        return Bounds(fine.min, fine.max)
    wanted = [fine.of] + ([fine.days] if isinstance(fine, PerUnit) and fine.days else [])
    factor = Decimal(1)
    for measure in wanted:
        if measure not in measures:
            raise MeasureMissing(measure)
        factor *= measures[measure]
    return Bounds(fine.min * factor, fine.max * factor)


def applied(
    item: Item, *, stage: str, citizen: bool, conduct: date, decided: date, measures: Mapping[str, Decimal], key: str = ""
) -> Applied:
    """The text for a conduct of one day decided on another (行政处罚法 37; 生态环境法典 1057)."""
    old, new = version_on(item, conduct), version_on(item, decided)
    old_clause = clause_of(old, stage=stage, citizen=citizen, key=key) if old else None
    if old is None or old_clause is None:
        return Applied(None, None, Choice.NOT_YET_UNLAWFUL)
    if new is old:
        return Applied(old, old_clause, Choice.ONLY)
    new_clause = clause_of(new, stage=stage, citizen=citizen, key=key) if new else None
    if new is None or new_clause is None:
        return Applied(None, None, Choice.NO_LONGER_UNLAWFUL)
    choice = lighter(old_clause, new_clause, measures)
    if choice is Choice.NEW_LIGHTER:
        return Applied(new, new_clause, choice)
    return Applied(old, old_clause, choice)


def lighter(old: Clause, new: Clause, measures: Mapping[str, Decimal]) -> Choice:
    """Which of two clauses is lighter: no fine before a fine, then both ends of the span compared.

    Ends that point different ways are not decided here: a person must reason the choice.
    """
    if old.fine is None or new.fine is None:
        if old.fine is None and new.fine is None:
            return Choice.OLD_EQUAL
        return Choice.NEW_LIGHTER if new.fine is None else Choice.OLD_LIGHTER
    a, b = bounds(old.fine, measures), bounds(new.fine, measures)
    if (a.low, a.high) == (b.low, b.high):
        return Choice.OLD_EQUAL
    if b.low <= a.low and b.high <= a.high:
        return Choice.NEW_LIGHTER
    return Choice.OLD_LIGHTER if a.low <= b.low and a.high <= b.high else Choice.TO_BE_REASONED
