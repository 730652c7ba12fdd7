"""What was handed over, for the pages of both sides."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mingheng.law import queries as law
from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.law.rules.lawbook import Unit
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import UnitKind
from mingheng.supervision.models import Handing, Opinion

LONGEST = "supervision.handing.months"


@dataclass(frozen=True)
class Listed:
    """One handing in a list: opinions, how many wait for an answer, and whether one is late."""

    row: Handing
    opinions: int
    waiting: int
    late: bool
    state: str


def listed(rows: QuerySet[Handing], today: date) -> list[Listed]:
    """These handings, those with opinions that wait first. One query."""
    unanswered = Opinion.objects.filter(handing=OuterRef("pk"), answer=None)
    counted = rows.annotate(
        said=Count("opinions"),
        waiting=Count("opinions", filter=Q(opinions__answer=None)),
        late=Exists(unanswered.filter(due__lt=today)),
    )
    found = [Listed(row, row.said, row.waiting, row.late, _state(row, today)) for row in counted]
    return sorted(found, key=lambda one: (not one.late, not one.waiting))


def running(today: date) -> Q:
    """Which handings have neither ended nor been taken back."""
    return Q(until__gte=today, taken_back=None)


def seen_until(one: Handing, today: date) -> date | None:
    """Until when the unit still sees the thing by another handing, one of a time when a thing could be handed twice. One query."""
    others = Handing.objects.filter(running(today), to=one.to, **{f"{one.what}_id": one.thing}).exclude(pk=one.pk)
    return others.order_by("-until").values_list("until", flat=True).first()


def latest_until(today: date) -> date:
    """The latest last day of what is handed over today."""
    months = int(str(law.lawbook().value(LONGEST, today).value))
    return WorkingCalendar(()).end_of(today, months, Unit.MONTHS, roll=False).day


def opinions_of(handing: UUID) -> list[Opinion]:
    """The opinions on a handing with their answers, first to last. One query."""
    return list(Opinion.objects.filter(handing=handing).select_related("by__unit", "answer__by").order_by("n"))


def all_handings() -> list[UUID]:
    """Every handing there was, the newest first. One query."""
    return list(Handing.objects.values_list("pk", flat=True))


def unanswered() -> list[int]:
    """The opinions that wait for an answer, the oldest first. One query."""
    return list(Opinion.objects.filter(answer=None).order_by("at").values_list("pk", flat=True))


def outside_units() -> list[tuple[str, str]]:
    """The outside units by key and name."""
    return [(unit.key, unit.name) for unit in organisation.units() if unit.kind == UnitKind.OUTSIDE and unit.closed_on is None]


def _state(row: Handing, today: date) -> str:
    if getattr(row, "taken_back", None) is not None:
        return "已收回"
    return "" if row.runs_on(today) else "已到期"
