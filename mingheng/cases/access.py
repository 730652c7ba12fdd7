"""Fetching a case and asking whether one may, in one function: absent and forbidden are the same 404."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, QuerySet
from django.http import Http404

from mingheng.cases.models import UNIT_AS_ARRAY, Case
from mingheng.cases.queries.auditing.locks import with_lock
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Authority, Duty

CASE_DUTIES = frozenset(
    {Duty.OFFICER, Duty.SQUAD_LEADER, Duty.SQUAD_LEGAL_OFFICER, Duty.CENTRE_REVIEWER, Duty.BUREAU_HEAD, Duty.SUPERVISOR}
)

FEW_ELSEWHERE = 200


def cases_for(authority: Authority) -> QuerySet[Case]:
    """The cases this person may see: all, those of the units where a case duty counts, and those they handle."""
    if authority.sees_all:
        return Case.objects.all()
    units = {u for g in authority.grants if g.duty in CASE_DUTIES for u in g.reach}
    return Case.objects.filter(Q(unit__in=units) | Q(handlers__contains=[authority.officer_id]))


def listed_for(authority: Authority) -> QuerySet[Case]:
    """The same cases for a list of thousands: an index that knows the unit keeps the order only while no OR is in the way.

    The few that one handles in units not one's own are looked up first. One query, none for who sees all.
    """
    if authority.sees_all:
        return Case.objects.all()
    units = {u for g in authority.grants if g.duty in CASE_DUTIES for u in g.reach}
    others = ArraySubquery(organisation.units_besides(units))
    handled = Case.objects.annotate(units=UNIT_AS_ARRAY).filter(handlers__contains=[authority.officer_id], units__overlap=others)
    elsewhere = list(handled.values_list("pk", flat=True)[: FEW_ELSEWHERE + 1])
    if len(elsewhere) > FEW_ELSEWHERE:
        return cases_for(authority)
    seen = Q(unit__in=units)
    return Case.objects.filter(seen | Q(pk__in=elsewhere) if elsewhere else seen)


def case_for(authority: Authority, ref: str) -> Case:
    """One case by its reference; Http404 when it does not exist or is not this person's to see."""
    case: Case | None = with_lock(cases_for(authority)).filter(ref=ref).first()
    if case is None:
        raise Http404
    return case
