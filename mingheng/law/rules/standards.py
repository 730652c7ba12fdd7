"""Scoring standards as law data: what a dossier, a recording, a legal review, a disclosure or a complaint is reviewed by."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from mingheng.law.rules.lawbook import Dated, LawValue, Status


class About(StrEnum):
    """What a standard is for."""

    DOSSIER = "dossier"
    RECORDING = "recording"
    LEGAL_REVIEW = "legal_review"
    DISCLOSURE = "disclosure"
    COMPLAINT = "complaint"


class FatalItem(LawValue):
    """A fault that fails the whole, whatever the score. `rules`: rules, clocks and patterns of the scan that answer it."""

    key: str
    title: str
    rules: tuple[str, ...] = ()
    cite: tuple[str, ...]


class ScoredItem(FatalItem):
    """What points are given for, and how many."""

    points: Decimal


class Area(LawValue):
    """Items that belong together; their points add up to the area's."""

    key: str
    title: str
    points: Decimal
    items: tuple[ScoredItem, ...]


class ScoreGrade(LawValue):
    """A grade and the least score that earns it."""

    key: str
    title: str
    floor: Decimal


class ReviewStandard(Dated):
    """One version of a standard. `grades` go downward; the last is also that of whatever has a fatal fault.

    `third_over` is the parameter that says by how many points two sheets may differ before a third is due.
    """

    key: str
    title: str
    about: About
    fatal: tuple[FatalItem, ...]
    areas: tuple[Area, ...]
    grades: tuple[ScoreGrade, ...]
    third_over: str
    cite: tuple[str, ...]
    status: Status
    checked_on: date
    note: str = ""

    @property
    def scored(self) -> tuple[ScoredItem, ...]:
        """Every scored item, in the order of the areas."""
        return tuple(item for area in self.areas for item in area.items)

    @property
    def items(self) -> tuple[FatalItem, ...]:
        """Every item, the fatal ones first."""
        return (*self.fatal, *self.scored)

    def item(self, key: str) -> FatalItem | None:
        """The item of this key, fatal or scored."""
        return next((item for item in self.items if item.key == key), None)
