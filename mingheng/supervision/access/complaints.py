"""Fetching complaints and asking whether one may, in one function: absent and forbidden are the same 404."""

from django.db.models import QuerySet
from django.http import Http404

from mingheng.organisation.rules import Authority, Duty
from mingheng.supervision.models import Complaint
from mingheng.supervision.queries.complaints.register import current
from mingheng.supervision.rules.complaints.columns import EVERY_COMPLAINT


def complaints_for(held: Authority) -> QuerySet[Complaint]:
    """What this person may see, as the register says it now: all, or those his squads handle."""
    if held.holds(*EVERY_COMPLAINT):
        return current()
    return current().filter(unit__in=held.reach(Duty.SQUAD_LEADER))


def complaint_for(held: Authority, number: str) -> Complaint:
    """One complaint; Http404 when it does not exist or is not this person's to see."""
    if "\x00" in number:  # no number has one, and the database takes no such text to look for
        raise Http404
    found = complaints_for(held).filter(number=number).first()
    if found is None:
        raise Http404
    return found
