"""The register of complaints as it stands: the last row of each counts."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from mingheng.law.rules.reading import Lawbook
from mingheng.supervision.models import Complaint, MatterAct
from mingheng.supervision.rules.matters import KEY, OPENING
from mingheng.supervision.rules.obligations.months import Month

REPEATED, LOOKED_BACK = "supervision.complaint.repeat.count", "supervision.complaint.repeat.months"
NUMBER = "complaint"  # the fact of a key matter that names the complaint


def current() -> "QuerySet[Complaint]":
    """Every complaint as it stands by its last row."""
    later = Complaint.objects.filter(number=OuterRef("number"), n__gt=OuterRef("n"))
    return Complaint.objects.filter(~Exists(later))


def received_between(since: date, until: date) -> list[Complaint]:
    """The complaints received on `since` or later and before `until`, by number. One query."""
    return list(current().filter(received__gte=since, received__lt=until).order_by("number"))


def repeat_count(book: Lawbook, on: date) -> int:
    """From how many times on a complaint counts as repeated."""
    return int(str(book.value(REPEATED, on).value))


def key_matters_of(numbers: Collection[str]) -> Mapping[str, UUID]:
    """The key matter opened about each of these complaints. One query."""
    rows = MatterAct.objects.filter(act=OPENING, matter__procedure=KEY, facts__complaint__in=list(numbers))
    return {str(facts[NUMBER]): matter for matter, facts in rows.order_by("at").values_list("matter_id", "facts")}


def without_key_matter(rows: "QuerySet[Complaint]", book: Lawbook, today: date) -> list[str]:
    """The numbers of repeated complaints of the months looked back at about which no key matter was opened, the most often repeated first."""
    since = Month.of(today).moved(-int(str(book.value(LOOKED_BACK, today).value))).first
    repeated = rows.filter(times__gte=repeat_count(book, today), received__gte=since)
    numbers = list(repeated.order_by(F("times").desc(), "number").values_list("number", flat=True))
    opened = key_matters_of(numbers) if numbers else {}
    return [number for number in numbers if number not in opened]
