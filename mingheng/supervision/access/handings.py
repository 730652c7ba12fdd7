"""What was handed to whom: absent, ended and forbidden are the same 404."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from mingheng.organisation.rules import Authority
from mingheng.supervision.models import Handing
from mingheng.supervision.rules.handing import HANDING_OVER, LOOKING_IN


def handings_for(held: Authority, today: date) -> QuerySet[Handing]:
    """Everything for who hands over; for who looks in, what was handed to his unit and has not ended."""
    rows = Handing.objects.select_related("to", "by", "taken_back__by")
    if held.holds(*HANDING_OVER):
        return rows
    return rows.filter(to__key__in=held.reach(*LOOKING_IN), until__gte=today, taken_back=None)


def handing_for(held: Authority, pk: UUID, today: date) -> Handing:
    """One of them; Http404 when it is not this person's to see."""
    found = handings_for(held, today).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
