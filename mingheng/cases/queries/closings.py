"""The cases filed and closed in a span of days, by their dockets: the day the act happened, not the day it was entered."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from mingheng.cases.models import Case, Step

ARCHIVED = "archive_case"


@dataclass(frozen=True)
class Closing:
    """A closed case: the unit that has it, its number, and the day it was closed by its docket."""

    case: UUID
    ref: str
    number: str
    unit: str
    procedure: str
    day: date


def closed_between(since: date, until: date) -> list[Closing]:
    """The cases that stand closed and whose last archiving happened on `since` or later and before `until`, by reference. Two queries."""
    archived = Step.objects.filter(act=ARCHIVED, happened__gte=since, case__closed=True).values("case")
    days = dict(archived.annotate(day=Max("happened")).filter(day__lt=until).values_list("case", "day"))
    rows = Case.objects.filter(pk__in=days).order_by("ref").values_list("pk", "ref", "number", "unit", "procedure")
    return [Closing(pk, ref, number or ref, unit, procedure, days[pk]) for pk, ref, number, unit, procedure in rows]


def filed_between(since: date, until: date) -> list[tuple[str, str]]:
    """Unit and reference of the cases that were filed on `since` or later and before `until`. One query."""
    return list(Case.objects.filter(filed_on__gte=since, filed_on__lt=until).order_by("ref").values_list("unit", "ref"))


def having(act: str, since: date, until: date) -> set[UUID]:
    """Closed cases of the span in whose docket the act was taken. One query."""
    closed = Step.objects.filter(act=ARCHIVED, happened__gte=since, happened__lt=until, case__closed=True).values("case")
    return set(Step.objects.filter(act=act, case__in=closed).values_list("case", flat=True))
