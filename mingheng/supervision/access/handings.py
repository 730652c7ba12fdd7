"""What was handed to whom: absent, ended and forbidden are the same 404."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from mingheng.organisation.rules import Authority
from mingheng.supervision.access.draws import draw_for
from mingheng.supervision.access.matters import matter_for
from mingheng.supervision.models import Bulletin, Handing, Opinion
from mingheng.supervision.queries.handings import running
from mingheng.supervision.rules.bulletins.periods import Period
from mingheng.supervision.rules.handing import HANDING_OVER, LOOKING_IN, Handed


def handings_for(held: Authority, today: date) -> QuerySet[Handing]:
    """Everything for who hands over; for who looks in, what was handed to his unit and runs, and what he gave an opinion on."""
    rows = Handing.objects.select_related("to", "by", "taken_back__by")
    if held.holds(*HANDING_OVER):
        return rows
    spoken = Exists(Opinion.objects.filter(handing=OuterRef("pk"), by=held.officer_id))
    return rows.filter(running(today) | spoken, to__key__in=held.reach(*LOOKING_IN))


def handing_for(held: Authority, pk: UUID, today: date) -> Handing:
    """One whose thing this person may see; Http404 when it is not his to see, or no more."""
    found = spoken_for(held, pk, today)
    if not (held.holds(*HANDING_OVER) or found.runs_on(today)):
        raise Http404
    return found


def spoken_for(held: Authority, pk: UUID, today: date) -> Handing:
    """One of the list; of one that has ended he who looked in may see only what he said himself. Http404 when it is not his to see."""
    found = handings_for(held, today).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def named_for(held: Authority, named: Mapping[str, str]) -> tuple[Handed, UUID, str] | None:
    """The draw, matter or bulletin an address names, and what it is called; None where it names none. Http404 for what is not there."""
    what = next((one for one in FETCH if one in named), None)
    if what is None:
        return None
    try:
        pk = UUID(named[what])
    except ValueError as error:
        raise Http404 from error
    return what, pk, FETCH[what](held, pk)[:TITLE]


def _bulletin(pk: UUID) -> str:
    row = Bulletin.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    period = Period.named(row.period)
    return f"{period.title}{period.word}"


FETCH: Mapping[Handed, Callable[[Authority, UUID], str]] = {
    Handed.DRAW: lambda held, pk: draw_for(held, pk).title,
    Handed.MATTER: lambda held, pk: matter_for(held, pk).subject,
    Handed.BULLETIN: lambda _, pk: _bulletin(pk),
}
TITLE = 80  # letters of a title that are kept
