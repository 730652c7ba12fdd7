"""Units and people, as lists and one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import CharField, Count, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Cast

from mingheng.kit.once import once
from mingheng.organisation.models import Appointment, Officer, Unit
from mingheng.organisation.rules.duties import UnitKind


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the tree: how deep it lies and how many people work in it."""

    unit: Unit
    depth: int
    staff: int


@once
def units() -> tuple[Unit, ...]:
    """All units with their parents, in the order of the tree: each unit before those below it."""
    return tuple(unit for unit, _ in _in_tree_order(Unit.objects.select_related("parent").order_by("kind", "key")))


def unit_names() -> dict[str, str]:
    """The short name of every unit by its key."""
    return {unit.key: unit.short_name for unit in units()}


def bureau() -> Unit:
    """The bureau in whose name instruments are issued; raises Unit.DoesNotExist before there is one."""
    found = next((unit for unit in units() if unit.kind == UnitKind.BUREAU), None)
    if found is None:
        raise Unit.DoesNotExist("还没有登记局本身。")
    return found


def squads() -> dict[str, str]:
    """Keys and short names of the units that handle cases."""
    return dict(Unit.objects.filter(kind__in=["squad", "brigade"], closed_on=None).values_list("key", "short_name"))


def unit_tree() -> list[UnitRow]:
    """All units in the order of the tree, with the number of active people in each."""
    staffed = Unit.objects.annotate(staff=Count("people", filter=Q(people__is_active=True)))
    rows = staffed.select_related("parent").order_by("kind", "key")
    return [UnitRow(unit, depth, unit.staff) for unit, depth in _in_tree_order(rows)]


def officers_of(unit_keys: Iterable[str], on: date, duty: str | None = None) -> list[Officer]:
    """Active people of these units, by name; with `duty`, those who hold it on day `on` in one of them."""
    people = Officer.objects.filter(is_active=True).select_related("unit")
    keys = list(unit_keys)
    if duty is None:
        return list(people.filter(unit__key__in=keys))
    held = _in_force(on).filter(duty=duty, unit__key__in=keys)
    return list(people.filter(pk__in=held.values("officer_id")))


def holders(duty: str, on: date) -> list[Officer]:
    """Active people who hold the duty on day `on` in whatever unit, by name. One query."""
    held = _in_force(on).filter(duty=duty)
    return list(Officer.objects.filter(is_active=True, pk__in=held.values("officer_id")).select_related("unit"))


def people(
    *,
    on: date,
    unit_keys: frozenset[str] | None = None,
    unit: str = "",
    kind: str = "",
    text: str = "",
    active: bool = True,
) -> QuerySet[Officer]:
    """People by name with the duties they hold on day `on` (`duties_now`); `unit_keys` None means every unit."""
    rows = Officer.objects.filter(is_active=active).select_related("unit")
    if unit_keys is not None:
        rows = rows.filter(unit__key__in=unit_keys)
    if unit:
        rows = rows.filter(unit__key=unit)
    if kind:
        rows = rows.filter(kind=kind)
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(username__icontains=text) | Q(name_key__istartswith=text))
    in_force = _in_force(on).select_related("unit").order_by("id")
    return rows.prefetch_related(Prefetch("appointments", queryset=in_force, to_attr="duties_now"))


def officer_by_username(username: str) -> Officer | None:
    """The person with this number (工号), active or not."""
    return Officer.objects.filter(username=username).select_related("unit").first()


def names(ids: Iterable[int]) -> dict[int, str]:
    """The names of these people, active or not, in one query."""
    return dict(Officer.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def names_by_number(numbers: Iterable[str]) -> dict[str, str]:
    """The names of the people with these 工号, active or not, in one query."""
    return dict(Officer.objects.filter(username__in=set(numbers)).values_list("username", "name"))


def people_and_units(ids: Iterable[int]) -> tuple[dict[int, str], dict[str, str]]:
    """The names of these people, and the short names of all units by their keys. One query for both."""
    people = Officer.objects.filter(pk__in=set(ids)).order_by().annotate(key=Cast("pk", CharField())).values_list("key", "name")
    rows = people.annotate(person=Value(value=True)).union(
        Unit.objects.order_by().values_list("key", "short_name").annotate(person=Value(value=False)), all=True
    )
    found = list(rows)
    return {int(key): name for key, name, person in found if person}, {key: name for key, name, person in found if not person}


def units_besides(keys: Iterable[str]) -> QuerySet[Unit, str]:
    """The keys of all other units, to be put into a query."""
    return Unit.objects.exclude(key__in=list(keys)).order_by().values_list("key", flat=True)


def appointments_of(officer_id: int) -> list[Appointment]:
    """Every appointment a person ever had, the latest first."""
    rows = Appointment.objects.filter(officer_id=officer_id).select_related("unit")
    return list(rows.order_by("-since", "-id"))


def has_administrator(on: date) -> bool:
    """Whether anybody ever was made system administrator and still is on day `on`."""
    return _in_force(on).filter(duty="system_administrator", officer__is_active=True).exists()


_U = TypeVar("_U", bound=Unit)


def _in_tree_order(rows: Iterable[_U]) -> Iterator[tuple[_U, int]]:
    below: dict[int | None, list[_U]] = {}
    for unit in rows:
        below.setdefault(unit.parent_id, []).append(unit)
    waiting = [(unit, 0) for unit in reversed(below.get(None, []))]
    while waiting:
        unit, depth = waiting.pop()
        yield unit, depth
        waiting.extend((child, depth + 1) for child in reversed(below.get(unit.pk, [])))


def _in_force(on: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)
