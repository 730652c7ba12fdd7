"""Fetching matters and asking whether one may, in one function: absent and forbidden are the same 404."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from mingheng.organisation.rules import Authority, Duty
from mingheng.supervision.models import Matter
from mingheng.supervision.queries.matters.urging import unurged
from mingheng.supervision.rules.matters import EVERYTHING, OPENERS


def matters_for(held: Authority) -> QuerySet[Matter]:
    """What this person may see: all, or those addressed to the squads he leads."""
    if held.holds(*EVERYTHING):
        return Matter.objects.all()
    return Matter.objects.filter(unit__in=held.reach(Duty.SQUAD_LEADER))


def matter_for(held: Authority, pk: UUID) -> Matter:
    """One matter; Http404 when it does not exist or is not this person's to see."""
    found = matters_for(held).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def waiting_for(held: Authority, today: date) -> QuerySet[Matter]:
    """The matters that wait for this person: it is the turn of a duty of his, in a unit where it counts.

    For who supervises also key matters whose report is late and was not urged since, whoever's turn it is.
    """
    wanted = Q(pk__in=unurged(today)) if held.holds(*OPENERS) else Q(pk__in=())
    for duty in sorted(held.duties):
        mine = Q(turn_duties__contains=[duty])
        wanted |= mine if duty in EVERYTHING else mine & Q(unit__in=held.reach(duty))
    return matters_for(held).filter(wanted, closed=False)
