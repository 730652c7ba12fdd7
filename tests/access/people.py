"""Who knocks at every door: nobody, somebody without duty, and each duty, in a squad or above it.

What each one's duties reach is written down here by hand, so that the test does not ask the code it tests.
"""

from dataclasses import dataclass

from django.conf import settings
from django.test import Client

from mingheng.organisation import actions
from mingheng.organisation.models import Officer, Unit
from mingheng.organisation.rules import Duty, OfficerKind, UnitKind
from tests.cast import AT, BEGAN, Cast

SQUAD = frozenset({"yunting"})
EVERY_UNIT = frozenset({"bureau", "legal", "centre", "brigade", "yunting", "shifang", "procuratorate"})


@dataclass(frozen=True)
class Visitor:
    """Somebody at the door: his duty, the units it reaches, and his session. No officer: not signed in.

    `handles` are the units whose example case he handles.
    """

    label: str
    officer: Officer | None
    duty: str
    reach: frozenset[str]
    session: str
    handles: frozenset[str] = frozenset()


def visitors(cast: Cast) -> list[Visitor]:
    """All of them, signed in."""
    law_of_squad = _administrator(cast, "LJ0901", "丁若水", Duty.LAW_ADMINISTRATOR, cast.squad)
    system_of_squad = _administrator(cast, "LJ0902", "白清川", Duty.SYSTEM_ADMINISTRATOR, cast.squad)
    outsider = _outsider(cast)
    known = [
        ("no duty", cast.no_duty, "", frozenset()),
        ("officer", cast.handler, Duty.OFFICER, SQUAD),
        ("officer who handles nothing", cast.suspended, Duty.OFFICER, SQUAD),
        ("squad leader", cast.squad_leader, Duty.SQUAD_LEADER, SQUAD),
        ("squad legal officer", cast.squad_legal_officer, Duty.SQUAD_LEGAL_OFFICER, SQUAD),
        ("centre reviewer", cast.centre_reviewer, Duty.CENTRE_REVIEWER, frozenset({"centre"})),
        ("bureau head", cast.bureau_head, Duty.BUREAU_HEAD, EVERY_UNIT),
        ("supervisor", cast.supervisor, Duty.SUPERVISOR, frozenset({"brigade"})),
        ("law administrator", cast.law_administrator, Duty.LAW_ADMINISTRATOR, EVERY_UNIT),
        ("law administrator of the squad", law_of_squad, Duty.LAW_ADMINISTRATOR, SQUAD),
        ("system administrator", cast.system_administrator, Duty.SYSTEM_ADMINISTRATOR, EVERY_UNIT),
        ("system administrator of the squad", system_of_squad, Duty.SYSTEM_ADMINISTRATOR, SQUAD),
        ("outside supervisor", outsider, Duty.OUTSIDE_SUPERVISOR, frozenset({"procuratorate"})),
    ]
    signed_in = [
        Visitor(label, officer, str(duty), reach, _enter(officer), SQUAD if officer == cast.handler else frozenset())
        for label, officer, duty, reach in known
    ]
    return [Visitor("nobody", None, "", frozenset(), ""), *signed_in]


def _administrator(cast: Cast, username: str, name: str, duty: Duty, unit: Unit) -> Officer:
    by = cast.system_administrator
    officer = actions.add_person(username=username, name=name, unit=unit, kind=OfficerKind.STAFF, by=by, at=AT)
    actions.appoint(officer=officer, duty=duty, unit=unit, since=BEGAN, by=by, at=AT)
    return officer


def _outsider(cast: Cast) -> Officer:
    by = cast.system_administrator
    unit = actions.add_unit(
        key="procuratorate",
        name="澜江区人民检察院",
        short_name="区检察院",
        kind=UnitKind.OUTSIDE,
        parent=cast.bureau,
        code="澜检",
        by=by,
        at=AT,
    )
    return _administrator(cast, "LJ0951", "季怀瑜", Duty.OUTSIDE_SUPERVISOR, unit)


def _enter(officer: Officer) -> str:
    client = Client()
    client.force_login(officer)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
