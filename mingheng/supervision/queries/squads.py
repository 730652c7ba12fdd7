"""The squads of the district as supervision counts them: those that are, those that are no more, and who stands in for these."""

from typing import TYPE_CHECKING

from mingheng.organisation.queries import units
from mingheng.organisation.rules import UnitKind
from mingheng.supervision.models import Founding, Succession
from mingheng.supervision.rules.obligations.squads import Squad, Squads

if TYPE_CHECKING:
    from mingheng.organisation.models import Unit


def squads_now() -> Squads:
    """Every squad there ever was. One of which nobody wrote when it was founded has been there from the beginning."""
    said = dict(Succession.objects.values_list("unit", "successor"))
    founded = dict(Founding.objects.values_list("unit", "since"))
    return Squads(Squad(unit.key, founded.get(unit.key), unit.closed_on, said.get(unit.key, "")) for unit in squad_units())


def squad_units() -> "tuple[Unit, ...]":
    """The units that are squads."""
    return tuple(unit for unit in units() if unit.kind == UnitKind.SQUAD)


def undated() -> "tuple[Unit, ...]":
    """Squads in use of which nobody said when they were founded."""
    said = set(Founding.objects.values_list("unit", flat=True))
    return tuple(unit for unit in squad_units() if unit.closed_on is None and unit.key not in said)


def without_successor() -> "tuple[Unit, ...]":
    """Squads that were closed and of which nobody said who stands in their place."""
    said = set(Succession.objects.values_list("unit", flat=True))
    return tuple(unit for unit in squad_units() if unit.closed_on is not None and unit.key not in said)
