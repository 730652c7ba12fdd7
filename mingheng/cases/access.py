"""Fetching a case and asking whether one may, in one function: absent and forbidden are the same 404."""

from django.db.models import Q, QuerySet
from django.http import Http404

from mingheng.cases.models import Case
from mingheng.organisation.rules import Authority, Duty

CASE_DUTIES = frozenset(
    {Duty.OFFICER, Duty.SQUAD_LEADER, Duty.SQUAD_LEGAL_OFFICER, Duty.CENTRE_REVIEWER, Duty.BUREAU_HEAD, Duty.SUPERVISOR}
)


def cases_for(authority: Authority) -> QuerySet[Case]:
    """The cases this person may see: all, those of the units where a case duty counts, and those they handle."""
    if authority.sees_all:
        return Case.objects.all()
    units = {u for g in authority.grants if g.duty in CASE_DUTIES for u in g.reach}
    return Case.objects.filter(Q(unit__in=units) | Q(handlers__contains=[authority.officer_id]))


def case_for(authority: Authority, ref: str) -> Case:
    """One case by its reference; Http404 when it does not exist or is not this person's to see."""
    case = cases_for(authority).filter(ref=ref).first()
    if case is None:
        raise Http404
    return case
