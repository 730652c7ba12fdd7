"""The fictional district: its units and people, in the order in which they are entered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from mingheng.demo.rules.reading import Told, told
from mingheng.organisation.rules import Duty, OfficerKind

PASSWORD = "Lanjiang-2026"  # noqa: S105  # the demo's own, printed at every start; nothing else has a default password
NO_DUTY = "none"
AUXILIARY = "auxiliary"
STAFF_DUTIES = frozenset({Duty.LAW_ADMINISTRATOR, Duty.SYSTEM_ADMINISTRATOR, Duty.OUTSIDE_SUPERVISOR, NO_DUTY})
VALID_FROM = date(2024, 1, 1)
VALID_UNTIL = date(2028, 12, 31)


class Bureau(Told):
    """The topmost unit."""

    name: str
    short_name: str
    code: str
    number: int


class DistrictUnit(Told):
    """A unit below the bureau; `number` is the middle of the 工号 of its people."""

    key: str
    short_name: str
    kind: str
    number: int


class CertificateStory(Told):
    """What befell a certificate."""

    until: date = VALID_UNTIL
    suspended: date | None = None
    restored: date | None = None
    withdrawn: date | None = None
    reason: str = ""
    restored_reason: str = ""


class District(Told):
    """Everything of `district.yaml`."""

    entered: date
    bureau: Bureau
    units: tuple[DistrictUnit, ...]
    administrator: str
    people: dict[str, dict[str, tuple[str, ...]]]
    qualified: dict[str, date]
    certificates: dict[str, CertificateStory]
    logins: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """One person as entered: `duty` is None for auxiliaries and for staff without one."""

    username: str
    name: str
    unit: str
    kind: OfficerKind
    duty: Duty | None
    qualified_since: date | None


@cache
def district() -> District:
    """The district as told."""
    return District.model_validate(told("district.yaml"))


@cache
def people() -> tuple[Person, ...]:
    """Everybody, unit by unit; the first administrator comes first."""
    return tuple(_people(district()))


def _people(found: District) -> Iterator[Person]:
    numbers = {"bureau": found.bureau.number, **{unit.key: unit.number for unit in found.units}}
    yield Person(username(0, 1), found.administrator, "bureau", OfficerKind.STAFF, Duty.SYSTEM_ADMINISTRATOR, None)
    for unit, by_duty in found.people.items():
        serial = 2 if unit == "bureau" else 1
        for duty, names in by_duty.items():
            for name in names:
                yield Person(username(numbers[unit], serial), name, unit, _kind(duty), _duty(duty), found.qualified.get(name))
                serial += 1


def username(unit: int, serial: int) -> str:
    """工号: LJ, two digits of the unit, two of the person."""
    return f"LJ{unit:02}{serial:02}"


def _kind(duty: str) -> OfficerKind:
    if duty == AUXILIARY:
        return OfficerKind.AUXILIARY
    return OfficerKind.STAFF if duty in STAFF_DUTIES else OfficerKind.OFFICER


def _duty(duty: str) -> Duty | None:
    return None if duty in (AUXILIARY, NO_DUTY) else Duty(duty)
