"""A review as it stands: its sheets, what was done in it, its standard and its limits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import OuterRef, Prefetch, QuerySet

from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.law.rules.reading import Lawbook, NoSuchEntry
from mingheng.law.rules.standards import ReviewStandard
from mingheng.supervision.models import Review, ReviewEntry, Sheet, SheetFinding
from mingheng.supervision.rules.reviewing.comparing import Given
from mingheng.supervision.rules.reviewing.people import SheetStanding
from mingheng.supervision.rules.reviewing.states import ReviewState, state_of

SHEET_DAYS, APPEAL_DAYS, NEAR_DAYS = "scoring.sheet.days", "scoring.appeal.days", "scoring.near.days"
REVIEWER_DUTIES = "scoring.reviewer.duties"


def told(rows: "QuerySet[Review]") -> "QuerySet[Review]":
    """The reviews with their sheets, entries and findings. Five queries whatever their number."""
    findings = Prefetch("findings", SheetFinding.objects.order_by("n"))
    sheets = Prefetch("sheets", Sheet.objects.select_related("reviewer", "reviewer__unit").prefetch_related(findings))
    entries = Prefetch("entries", ReviewEntry.objects.select_related("by"))
    return rows.select_related("case", "batch").prefetch_related(sheets, entries)


def standing_sheets() -> "QuerySet[Sheet]":
    """Sheets that were not taken back."""
    return Sheet.objects.exclude(entries__kind="withdrawn")


def open_sheets() -> "QuerySet[Sheet]":
    """Sheets that are still to be handed in."""
    return standing_sheets().exclude(entries__kind="submitted")


def resulting() -> "QuerySet[ReviewEntry]":
    """The results, to be asked for inside a query of reviews."""
    return ReviewEntry.objects.filter(review=OuterRef("pk"), kind="result")


def standard_of(review: Review) -> ReviewStandard:
    """The version of the standard it is reviewed by, as its lawbook has it. Raises NoSuchEntry."""
    versions = law.edition(review.edition).standards.get(review.standard, ())
    found = next((version for version in versions if version.since == review.since), None)
    if found is None:
        raise NoSuchEntry(f"法律库没有评分标准 {review.standard}，请在 lawbook/standards/ 中补上。")
    return found


def term(book: Lawbook, key: str, start: date) -> date:
    """The last day of a period of that many working days after `start`."""
    days = int(str(book.value(key, start).value))
    return WorkingCalendar(book.calendars.values()).end_of(start, days, book.parameter_unit(key), roll=False).day


@dataclass(frozen=True)
class Standing:
    """A review (with everything of it read before) on a day."""

    review: Review
    book: Lawbook
    today: date

    @cached_property
    def standard(self) -> ReviewStandard:
        """By what it is reviewed."""
        return standard_of(self.review)

    @cached_property
    def entries(self) -> tuple[ReviewEntry, ...]:
        """What was done, in order."""
        return tuple(self.review.entries.all())

    @cached_property
    def submitted(self) -> dict[int, ReviewEntry]:
        """The entries by which sheets were handed in, by sheet."""
        return {e.sheet_id: e for e in self.entries if e.kind == "submitted" and e.sheet_id}

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets that stand: given out and not taken back."""
        gone = {e.sheet_id for e in self.entries if e.kind == "withdrawn"}
        return tuple(sheet for sheet in self.review.sheets.all() if sheet.pk not in gone)

    @cached_property
    def took_back(self) -> frozenset[int]:
        """Who took a sheet of it back from its reviewer."""
        return frozenset(e.by_id for e in self.entries if e.kind == "withdrawn")

    @cached_property
    def looks(self) -> tuple[SheetStanding, ...]:
        """The sheets as far as looking goes."""
        return tuple(SheetStanding(s.reviewer_id, s.pk in self.submitted, withdrawn=False) for s in self.sheets)

    @property
    def most(self) -> Decimal:
        """By how many points two sheets may differ."""
        return Decimal(str(self.book.value(self.standard.third_over, day_of(self.review.at)).value))

    def given(self) -> list[Given]:
        """What the sheets that are in come to."""
        return [given_of(self.standard, self.submitted[s.pk], s.findings.all()) for s in self.sheets if s.pk in self.submitted]

    def one(self, kind: str) -> ReviewEntry | None:
        """The last entry of a kind."""
        return next((entry for entry in reversed(self.entries) if entry.kind == kind), None)

    @property
    def appeal_until(self) -> date | None:
        """The last day to appeal; None before there is a result."""
        result = self.one("result")
        return term(self.book, APPEAL_DAYS, day_of(result.at)) if result else None

    @property
    def state(self) -> ReviewState:
        """Where it stands."""
        until = self.appeal_until
        over = until is not None and self.today > until
        return state_of({e.kind for e in self.entries}, len(self.sheets), len(self.submitted), term_over=over)

    @property
    def final(self) -> ReviewEntry | None:
        """The entry whose score and grade count: of the decision that changed it, else of the result."""
        decision = self.one("decision")
        return decision if decision and decision.grade else self.one("result")

    def sheet_of(self, officer: int) -> Sheet | None:
        """The sheet this person has."""
        return next((sheet for sheet in self.sheets if sheet.reviewer_id == officer), None)


def given_of(standard: ReviewStandard, entry: ReviewEntry, findings: Iterable[SheetFinding]) -> Given:
    """What one sheet comes to."""
    fatal = {item.key for item in standard.fatal}
    return Given(entry.score or Decimal(), frozenset(f.item for f in findings if f.points is not None and f.item in fatal))
