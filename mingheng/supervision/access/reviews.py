"""Fetching reviews and sheets and asking whether one may, in one function: absent and forbidden are the same 404."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from mingheng.organisation.rules import Authority, Duty
from mingheng.supervision.models import Review, Sheet
from mingheng.supervision.queries.reviewing.standing import open_sheets, resulting, standing_sheets
from mingheng.supervision.rules.reviewing.words import EVERY_REVIEW

if TYPE_CHECKING:
    from mingheng.cases.models import Case


def reviews_for(held: Authority) -> QuerySet[Review]:
    """What this person may see: all; what he reviews; once there is a result, that of his units and of the cases he handles."""
    if held.holds(*EVERY_REVIEW):
        return Review.objects.all()
    own = Exists(standing_sheets().filter(review=OuterRef("pk"), reviewer=held.officer_id))
    theirs = Q(unit__in=held.reach(Duty.SQUAD_LEADER, Duty.SQUAD_LEGAL_OFFICER))
    if held.holds(Duty.OFFICER):
        theirs |= Q(case__handlers__contains=[held.officer_id])
    return Review.objects.filter(own | (theirs & Exists(resulting())))


def review_for(held: Authority, pk: UUID) -> Review:
    """One review; Http404 when it does not exist or is not this person's to see."""
    found = reviews_for(held).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def results_of_case(case: "Case") -> QuerySet[Review]:
    """The reviews of a case that have a result, for whoever may see the case."""
    return Review.objects.filter(Exists(resulting()), case=case).order_by("at")


def has_results(ref: str) -> bool:
    """Whether a case has a review with a result. One query; says nothing of it."""
    return Review.objects.filter(Exists(resulting()), case__ref=ref).exists()


def sheet_for(held: Authority, pk: UUID) -> Sheet:
    """The sheet of this review that this person has; Http404 without one."""
    found = standing_sheets().filter(review=pk, reviewer=held.officer_id).select_related("reviewer").first()
    if found is None:
        raise Http404
    return found


def waiting_sheets(held: Authority) -> int:
    """How many sheets wait for this person. One query, none for who neither supervises nor reviews."""
    if not held.sees_all:
        return 0
    return open_sheets().filter(reviewer=held.officer_id).count()
