"""One page of a list of cases, at the same cost whatever the number of cases behind it.

Rows of a list are found by an index in the order they are shown in; they are counted up to a limit, and beyond it the page
says "more than". Words are found by the word index, which knows no order: what few cases hold is put in order, for
what many hold the cases are gone through from the newest until the page is full. (The database takes two words side by
side for rarer than they are; within `Coalesce` it does not guess, and goes through the cases.)
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from mingheng.cases.models import Case, CaseParty
from mingheng.cases.queries.tasks import NEWEST, PAGE_SIZE, Sought, filtered, sought
from mingheng.kit.search import BigramQuery
from mingheng.kit.shell import Pager

MOST_COUNTED = 10_000
MOST_ORDERED = 1_000  # so many finds of a word are put in order; where there are more, the newest are soon met with


@dataclass(frozen=True)
class Page:
    """Rows of a list, each with the names of its parties in `party_names`; `total` was counted no further when there is `more`."""

    rows: Sequence[Case]
    total: int = 0
    more: bool = False


def slice_of(cases: QuerySet[Case], wanted: Sought, today: date, first: int, size: int) -> Page:
    """So many of the cases wanted, newest first, from place `first` (0 is the newest): one query, two for words."""
    if wanted.text.strip():
        return _found(cases, wanted, today, first, size)
    kept = filtered(cases, wanted, today)
    here = Subquery(kept.order_by(*NEWEST).values("pk")[first : first + size])
    counted = _Counted(kept.order_by().values("pk")[: MOST_COUNTED + 1])
    rows = list(_named(Case.objects.filter(pk__in=here)).annotate(total=counted).order_by(*NEWEST))
    total = rows[0].total if rows else 0
    return Page(rows, min(total, MOST_COUNTED), more=total > MOST_COUNTED)


def page_of(cases: QuerySet[Case], wanted: Sought, today: date) -> tuple[Sequence[Case], Pager]:
    """One page of rows and where it stands; a page past the last counted row is the first."""
    first = (max(wanted.page, 1) - 1) * PAGE_SIZE
    page = slice_of(cases, wanted, today, first, PAGE_SIZE) if first < MOST_COUNTED else Page(())
    if not page.rows and first:
        return page_of(cases, replace(wanted, page=1), today)
    pages, number = max(1, -(-page.total // PAGE_SIZE)), first // PAGE_SIZE + 1
    base = wanted.without("page")

    def href(n: int) -> str:
        return f"?{base}&page={n}" if 1 <= n <= pages else ""

    shown = len(page.rows)
    return page.rows, Pager(
        page.total, first + 1 if shown else 0, first + shown, number, pages, href(number - 1), href(number + 1), more=page.more
    )


def _found(cases: QuerySet[Case], wanted: Sought, today: date, first: int, size: int) -> Page:
    met = list(sought(cases, wanted, today).order_by().values_list("opened_at", "pk")[: MOST_ORDERED + 1])
    if len(met) <= MOST_ORDERED:
        ordered = sorted(met, key=lambda one: (-one[0].timestamp(), one[1]))
        here = [pk for _, pk in ordered[first : first + size]]
        return Page(list(_named(Case.objects.filter(pk__in=here)).order_by(*NEWEST)) if here else [], len(met))
    holds = Coalesce(ExpressionWrapper(Q(search=BigramQuery(wanted.text)), BooleanField()), Value(value=False))
    walked = filtered(cases, wanted, today).filter(holds).order_by(*NEWEST).values("pk")[first : first + size]
    return Page(list(_named(Case.objects.filter(pk__in=Subquery(walked))).order_by(*NEWEST)), MOST_ORDERED, more=True)


def _named(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Each row with the names of its parties in order."""
    parties = CaseParty.objects.filter(case=OuterRef("pk")).order_by("n").values("name")
    return cases.annotate(party_names=ArraySubquery(parties))


class _Counted(Subquery):
    """How many rows a query with a limit has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field: ClassVar = IntegerField()
