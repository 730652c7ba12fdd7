"""What was handed over, for the pages of both sides."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import UnitKind
from mingheng.supervision.models import Handing, Opinion


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
    return "已到期" if row.until < today else ""
