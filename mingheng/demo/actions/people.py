"""The district's units, people and certificates, entered by the acts of the organisation."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from mingheng.demo.rules.district import PASSWORD, VALID_FROM, CertificateStory, District, Person, district, people
from mingheng.kit.dates import moment_of
from mingheng.organisation import actions as organisation
from mingheng.organisation.rules import Duty, Effect, OfficerKind, UnitKind

if TYPE_CHECKING:
    from mingheng.organisation.models import Certificate, Officer, Unit

MORNING = time(9)
NEXT = timedelta(minutes=1)


@dataclass(frozen=True)
class Staff:
    """Everybody in office, by name, and units by key."""

    units: dict[str, "Unit"]
    officers: dict[str, "Officer"]
    certificates: dict[str, "Certificate"]
    held: dict[tuple[str, str], list["Officer"]] = field(default_factory=dict)

    def of_duty(self, duty: str, unit: str = "") -> list["Officer"]:
        """Who holds a duty, in the unit if one is named, in the order of the district."""
        if (duty, unit) not in self.held:
            there = (p for p in people() if p.duty == duty and unit in ("", p.unit))
            self.held[duty, unit] = [self.officers[p.name] for p in there]
        return self.held[duty, unit]


def staff_there(units: "Iterable[Unit]", officers: "Iterable[Officer]") -> Staff:
    """The district entered before, from its rows."""
    names = {person.name for person in people()}
    return Staff({unit.key: unit for unit in units}, {o.name: o for o in officers if o.name in names}, {})


def enter_district() -> Staff:
    """Enter units, people with their duties and passwords, and certificates as they were issued."""
    told = district()
    at = moment_of(told.entered, MORNING)
    first, *others = people()
    administrator = organisation.create_first_administrator(username=first.username, name=first.name, password=PASSWORD, at=at)
    staff = Staff({}, {first.name: administrator}, {})
    _enter_units(staff, told, administrator, at)
    for number, person in enumerate(others, 1):
        _enter_person(staff, person, administrator, at + number * NEXT)
    registrar = staff.of_duty(Duty.LAW_ADMINISTRATOR)[0]
    for number, person in enumerate(others, len(others) + 1):
        if person.kind is OfficerKind.OFFICER:
            _issue(staff, person, told.certificates.get(person.name, CertificateStory()), registrar, at + number * NEXT)
    return staff


def _enter_units(staff: Staff, told: District, by: "Officer", at: datetime) -> None:
    bureau = organisation.change_unit(
        unit=by.unit, revision=1, name=told.bureau.name, short_name=told.bureau.short_name, kind=UnitKind.BUREAU,
        code=told.bureau.code, by=by, at=at,
    )  # fmt: skip
    by.unit = bureau
    staff.units["bureau"] = bureau
    for unit in told.units:
        outside = unit.kind == UnitKind.OUTSIDE
        staff.units[unit.key] = organisation.add_unit(
            key=unit.key, name=f"{'澜江' if outside else told.bureau.name}{unit.short_name}", short_name=unit.short_name, kind=unit.kind,
            parent=bureau, code=told.bureau.code, by=by, at=at,
        )  # fmt: skip


def _enter_person(staff: Staff, person: Person, by: "Officer", at: datetime) -> None:
    unit = staff.units[person.unit]
    officer = organisation.add_person(
        username=person.username, name=person.name, unit=unit, kind=person.kind, by=by, at=at,
        legal_qualification=f"A{person.qualified_since:%Y}310{person.username[2:]}" if person.qualified_since else "",
        legal_qualification_since=person.qualified_since,
    )  # fmt: skip
    if person.duty is not None:
        place = staff.units["bureau"] if person.duty is Duty.LAW_ADMINISTRATOR else unit
        organisation.appoint(officer=officer, duty=person.duty, unit=place, since=at.date(), by=by, at=at)
    if person.name in district().logins:
        officer = organisation.choose_password(officer=officer, password=PASSWORD, at=at)
    staff.officers[person.name] = officer


def _issue(staff: Staff, person: Person, story: CertificateStory, by: "Officer", at: datetime) -> None:
    staff.certificates[person.name] = organisation.issue_certificate(
        officer=staff.officers[person.name], number=f"0931{person.username[2:]}", valid_from=VALID_FROM,
        valid_until=story.until, by=by, at=at,
    )  # fmt: skip


def certificate_events(staff: Staff) -> Iterator[tuple[datetime, Callable[[], object]]]:
    """What befell certificates later: when, and the act that records it."""
    registrar = staff.of_duty(Duty.LAW_ADMINISTRATOR)[0]
    for name, story in district().certificates.items():
        for effect, since, reason in _effects(story):
            at = moment_of(since, MORNING)
            yield at, _recorder(staff.certificates[name], effect, since, reason, registrar, at)


def _effects(story: CertificateStory) -> Iterator[tuple[Effect, date, str]]:
    if story.suspended:
        yield Effect.SUSPENDED, story.suspended, story.reason
    if story.restored:
        yield Effect.RESTORED, story.restored, story.restored_reason
    if story.withdrawn:
        yield Effect.WITHDRAWN, story.withdrawn, story.reason


def _recorder(
    certificate: "Certificate", effect: Effect, since: date, reason: str, by: "Officer", at: datetime
) -> Callable[[], object]:
    def record() -> object:
        return organisation.change_certificate(certificate=certificate, effect=effect, since=since, reason=reason, by=by, at=at)

    return record
