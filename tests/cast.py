"""The fixed cast of every test: one bureau of a fictional district, entered by the real acts under the real lawbook.

Take the fixture `cast` (or `committed_cast`, where commits are real) instead of `db`. It is built once for each test
process in a database of its own; every test starts from there and is rolled back.

Everybody is in office, and certified where a certificate is due, from `BEGAN` on; the suspended certificate is
suspended from `SUSPENDED_SINCE` on, the lapsed one ended on `LAPSED_ON`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from pytest_django import DjangoDbBlocker

from mingheng.kit.dates import SHANGHAI
from mingheng.kit.paths import lawbook_dir
from mingheng.kit.postgres import DATABASE, Cluster
from mingheng.law.actions import load_lawbook
from mingheng.organisation import actions
from mingheng.organisation.models import Certificate, Officer, Unit
from mingheng.organisation.rules import Duty, Effect, OfficerKind, UnitKind
from tests.fixtures.database import TEMPLATE, building, copied, elsewhere

AT = datetime(2023, 1, 3, 9, 0, tzinfo=SHANGHAI)
BEGAN = AT.date()
SUSPENDED_SINCE = date(2023, 6, 1)
LAPSED_ON = date(2023, 5, 31)
VALID_UNTIL = date(2030, 12, 31)
PASSWORD = "Qiao-tou-1937"
CAST_DATABASE = f"{DATABASE}_cast"


@dataclass(frozen=True)
class Cast:
    """Units and people by the part they play; names are fictional, `PASSWORD` is everybody's."""

    bureau: Unit
    centre: Unit
    legal: Unit
    brigade: Unit
    squad: Unit
    other_squad: Unit

    handler: Officer  # 陈砚秋 and 顾明川: the certified pair
    partner: Officer
    suspended: Officer
    lapsed: Officer
    auxiliary: Officer
    squad_leader: Officer
    squad_legal_officer: Officer
    centre_reviewer: Officer
    bureau_head: Officer
    deputy_head: Officer
    supervisor: Officer
    law_administrator: Officer
    system_administrator: Officer
    other_handler: Officer
    other_leader: Officer
    no_duty: Officer


def assemble() -> Cast:
    """Enter the bureau into an empty database."""
    return _Registry().cast()


class _Registry:
    """The two administrators at work."""

    def __init__(self) -> None:
        self.administrator = actions.create_first_administrator(username="LJ0001", name="贺云程", password=PASSWORD, at=AT)
        self.bureau = actions.change_unit(
            unit=self.administrator.unit, revision=1, name="澜江区城市管理行政执法局", short_name="区局",
            kind=UnitKind.BUREAU, code="澜城管", by=self.administrator, at=AT,
        )  # fmt: skip
        self.legal = self.unit("legal", "法制科", UnitKind.LEGAL)
        self.law = self.person(
            "LJ0002", "苏合香", self.legal, Duty.LAW_ADMINISTRATOR, kind=OfficerKind.STAFF, duty_in=self.bureau
        )

    def unit(self, key: str, short_name: str, kind: UnitKind) -> Unit:
        return actions.add_unit(
            key=key, name=f"澜江区城市管理行政执法局{short_name}", short_name=short_name, kind=kind,
            parent=self.bureau, code="澜城管", by=self.administrator, at=AT,
        )  # fmt: skip

    def person(
        self, username: str, name: str, unit: Unit, duty: Duty | None, *, kind: OfficerKind = OfficerKind.OFFICER,
        duty_in: Unit | None = None, certified_until: date | None = None, qualified: bool = False,
    ) -> Officer:  # fmt: skip
        officer = actions.add_person(
            username=username, name=name, unit=unit, kind=kind, by=self.administrator, at=AT,
            legal_qualification=f"A2019310{username[2:]}" if qualified else "",
            legal_qualification_since=date(2019, 3, 1) if qualified else None,
        )  # fmt: skip
        actions.choose_password(officer=officer, password=PASSWORD, at=AT)
        if duty is not None:
            place = duty_in or unit
            actions.appoint(officer=officer, duty=duty, unit=place, since=BEGAN, by=self.administrator, at=AT)
        if certified_until is not None:
            self.certificate(officer, certified_until)
        return Officer.objects.select_related("unit").get(pk=officer.pk)

    def certificate(self, officer: Officer, until: date) -> Certificate:
        return actions.issue_certificate(
            officer=officer, number=f"0931{officer.username[2:]}", valid_from=date(2020, 1, 1), valid_until=until,
            by=self.law, at=AT,
        )  # fmt: skip

    def cast(self) -> Cast:
        centre = self.unit("centre", "案件审理中心", UnitKind.CENTRE)
        brigade = self.unit("brigade", "督察大队", UnitKind.BRIGADE)
        squad = self.unit("yunting", "云汀街道中队", UnitKind.SQUAD)
        other = self.unit("shifang", "石舫街道中队", UnitKind.SQUAD)
        until = VALID_UNTIL
        cast = Cast(
            bureau=self.bureau, centre=centre, legal=self.legal, brigade=brigade, squad=squad, other_squad=other,
            handler=self.person("LJ0101", "陈砚秋", squad, Duty.OFFICER, certified_until=until),
            partner=self.person("LJ0102", "顾明川", squad, Duty.OFFICER, certified_until=until),
            suspended=self.person("LJ0103", "许闻笛", squad, Duty.OFFICER, certified_until=until),
            lapsed=self.person("LJ0104", "罗知夏", squad, Duty.OFFICER, certified_until=LAPSED_ON),
            auxiliary=self.person("LJ0105", "丁小满", squad, None, kind=OfficerKind.AUXILIARY),
            squad_leader=self.person("LJ0106", "周怀瑾", squad, Duty.SQUAD_LEADER, certified_until=until),
            squad_legal_officer=self.person(
                "LJ0107", "林晚照", squad, Duty.SQUAD_LEGAL_OFFICER, certified_until=until
            ),
            centre_reviewer=self.person(
                "LJ0201", "沈知行", centre, Duty.CENTRE_REVIEWER, certified_until=until, qualified=True
            ),
            bureau_head=self.person("LJ0301", "韩景行", self.bureau, Duty.BUREAU_HEAD, certified_until=until),
            deputy_head=self.person("LJ0302", "柳岸", self.bureau, Duty.BUREAU_HEAD, certified_until=until),
            supervisor=self.person("LJ0401", "方既明", brigade, Duty.SUPERVISOR, certified_until=until),
            law_administrator=self.law, system_administrator=self.administrator,
            other_handler=self.person("LJ0501", "秦望舒", other, Duty.OFFICER, certified_until=until),
            other_leader=self.person("LJ0502", "梁听松", other, Duty.SQUAD_LEADER, certified_until=until),
            no_duty=self.person("LJ0601", "何不言", self.bureau, None, kind=OfficerKind.STAFF),
        )  # fmt: skip
        actions.change_certificate(
            certificate=cast.suspended.certificates.get(), effect=Effect.SUSPENDED, since=SUSPENDED_SINCE,
            reason="未参加年度培训", by=self.law, at=datetime(2023, 6, 1, 9, 0, tzinfo=SHANGHAI),
        )  # fmt: skip
        return cast


@pytest.fixture(scope="session")
def cast_database(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Cast:
    """A clone of the empty database with the lawbook and the cast in it, built by the first test that asks for it."""
    with building(cluster, TEMPLATE, CAST_DATABASE, django_db_blocker):
        load_lawbook(directory=lawbook_dir(), by="s:setup", at=AT)
        return assemble()


@pytest.fixture
def cast_connection(cast_database: Cast, cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Django's connection goes to the cast's database for one test."""
    with elsewhere(cluster, CAST_DATABASE, django_db_blocker):
        yield


@pytest.fixture
def cast(cast_database: Cast, cast_connection: None, db: None) -> Cast:
    """The cast, in one transaction that is rolled back at the end."""
    return cast_database


@pytest.fixture
def committed_cast(cast_database: Cast, cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """The cast in a database of this test's own, where commits are real and other threads see them."""
    with copied(cluster, CAST_DATABASE, django_db_blocker):
        yield cast_database
