"""The cases filed and closed in a span of days, by their dockets: the day the act happened, not the day it was entered.

A span begins with `since` and ends before `until`.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case as Choice
from django.db.models import CharField, Count, F, QuerySet, Value, When

from mingheng.cases.models import Case, Step


@dataclass(frozen=True)
class Closing:
    """A closed case: the unit that has it, its number, and the day it was closed by its docket."""

    case: UUID
    ref: str
    number: str
    unit: str
    procedure: str
    day: date


@dataclass(frozen=True)
class Closings:
    """So many closed cases of one unit, closed in the month that begins on `month`; `ref` where it is one that was named.

    `having`: whether the act that was asked for was taken in them.
    """

    unit: str
    month: date
    ref: str
    having: bool
    n: int


def closed_between(since: date, until: date) -> list[Closing]:
    """The cases that stand closed and were last archived in the span, by reference. One query."""
    rows = _closed(since, until).order_by("ref").values_list("pk", "ref", "number", "unit", "procedure", "closed_on")
    return [Closing(pk, ref, number or ref, unit, procedure, day) for pk, ref, number, unit, procedure, day in rows if day]


def closings_counted(since: date, until: date, *, act: str, named: Collection[str]) -> list[Closings]:
    """The same counted by unit and month, those `named` by reference each by itself, apart by whether `act` was taken. Two queries."""
    all_ = _counted(_closed(since, until), "", named)
    taken = Step.objects.filter(act=act, case__closed_on__gte=since, case__closed_on__lt=until)
    having = _counted(taken, "case__", named)
    found = [Closings(*key, having=True, n=n) for key, n in having.items()]
    return found + [Closings(*key, having=False, n=n - having[key]) for key, n in all_.items() if n > having[key]]


def closed_by_month(since: date, until: date) -> Counter[date]:
    """How many were closed in each month of the span, by its first day. One query."""
    found = Counter[date]()
    for day, n in _closed(since, until).order_by().values_list("closed_on").annotate(n=Count("pk")):
        found[day.replace(day=1)] += n
    return found


def filed_between(since: date, until: date) -> list[tuple[str, str]]:
    """Unit and reference of the cases that were filed in the span. One query."""
    return list(Case.objects.filter(filed_on__gte=since, filed_on__lt=until).order_by("ref").values_list("unit", "ref"))


def having(act: str, since: date, until: date) -> set[UUID]:
    """Closed cases of the span in whose docket the act was taken. One query."""
    taken = Step.objects.filter(act=act, case__closed_on__gte=since, case__closed_on__lt=until)
    return set(taken.values_list("case", flat=True))


def _closed(since: date, until: date) -> QuerySet[Case]:
    return Case.objects.filter(closed_on__gte=since, closed_on__lt=until)


def _counted(rows: "QuerySet[Case] | QuerySet[Step]", to_case: str, named: Collection[str]) -> Counter[tuple[str, date, str]]:
    """Cases by unit, month and name; `to_case` leads from a row to its case. Grouped by day: a month would be worked out row by row."""
    ref = f"{to_case}ref"
    one = Choice(When(**{f"{ref}__in": list(named)}, then=F(ref)), default=Value(""), output_field=CharField())
    told = rows.annotate(one=one).order_by().values_list(f"{to_case}unit", f"{to_case}closed_on", "one")
    found = Counter[tuple[str, date, str]]()
    for unit, day, name, n in told.annotate(n=Count(f"{to_case}pk", distinct=bool(to_case))):
        found[unit, day.replace(day=1), name] += n
    return found
