"""What a new matter comes from: a warning, a review or an entry of a register that the address names, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from mingheng.cases.access import cases_for
from mingheng.kit import clock
from mingheng.law.rules.reading import Lawbook
from mingheng.organisation.access import authority_of
from mingheng.supervision.access.complaints import complaints_for
from mingheng.supervision.access.findings import finding_for
from mingheng.supervision.access.reviews import review_for
from mingheng.supervision.queries.disclosures.month import Disclosed, disclosed
from mingheng.supervision.queries.matters.beginnings import initial_of_complaint, initial_of_disclosure
from mingheng.supervision.queries.matters.form_page import initial_from
from mingheng.supervision.queries.matters.from_reviews import initial_from_review
from mingheng.supervision.rules.matters import draft_ref
from mingheng.supervision.rules.obligations.months import Month
from mingheng.supervision.views.reviews import standing

LONGEST_NUMBER, LONGEST_ORIGIN = 9, 36


@dataclass(frozen=True)
class Begun:
    """Where a new matter comes from, what its form starts with and tells because of it, and under what a draft of it is kept."""

    initial: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    finding: int | None = None
    review: UUID | None = None
    draft: str = ""


def begun(request: HttpRequest, book: Lawbook, procedure: str) -> Begun:
    """What the address names; Http404 for a warning or a review that is not the reader's to see."""
    found = _named(request, book)
    origin = found.finding or found.review or found.initial.get("complaint") or found.initial.get("case_ref", "")
    return replace(found, draft=draft_ref(f"new/{procedure}/{str(origin)[:LONGEST_ORIGIN]}"))


def _named(request: HttpRequest, book: Lawbook) -> Begun:
    held, warning = authority_of(request), request.GET.get("finding", "")
    if warning.isascii() and warning.isdigit() and len(warning) < LONGEST_NUMBER:
        warned = finding_for(held, int(warning))
        return Begun(*initial_from(warned, book, clock.today()), finding=warned.pk)
    number = request.GET.get("complaint", "").replace("\x00", "")
    complaint = complaints_for(held).filter(number=number).first() if number else None
    if complaint is not None:
        return Begun(initial_of_complaint(complaint))
    if (late := _disclosed(request, book)) is not None:
        return Begun(*initial_of_disclosure(late, book, clock.today()))
    try:
        review = UUID(request.GET.get("review", ""))
    except ValueError:
        return Begun()
    now = standing(review_for(held, review).pk)
    return Begun(*initial_from_review(now), review=review) if now.one("result") else Begun()


def _disclosed(request: HttpRequest, book: Lawbook) -> Disclosed | None:
    """The decision of a month whose publication is at fault, if the address names one the reader may see."""
    ref, month = request.GET.get("disclosure", "").replace("\x00", ""), Month.named(request.GET.get("month", ""))
    case = cases_for(authority_of(request)).filter(ref=ref).first() if ref and month else None
    return disclosed(case, month, book, clock.today()) if case and month else None
