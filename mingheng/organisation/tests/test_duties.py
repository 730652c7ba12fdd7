"""Who is charged with what, where, and from when."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mingheng.kit.dates import SHANGHAI
from mingheng.organisation import actions, queries
from mingheng.organisation.models import Appointment, Officer, Unit
from mingheng.organisation.rules import Duty, Refused
from tests.cast import Cast

AT = datetime(2026, 11, 20, 10, 0, tzinfo=SHANGHAI)
TODAY = AT.date()
TOMORROW = TODAY + timedelta(days=1)


def appoint(cast: Cast, officer: Officer, duty: Duty, unit: Unit | None = None, since: date = TODAY) -> Appointment:
    place = unit or officer.unit
    return actions.appoint(officer=officer, duty=duty, unit=place, since=since, by=cast.system_administrator, at=AT)


def test_a_duty_counts_in_its_unit_and_the_units_below(cast: Cast) -> None:
    head = queries.authority(cast.bureau_head, TODAY)
    assert head.unit_keys == {"bureau", "legal", "centre", "brigade", "yunting", "shifang"}
    assert head.may(Duty.BUREAU_HEAD, "yunting")
    officer = queries.authority(cast.handler, TODAY)
    assert officer.unit_keys == {"yunting"}
    assert not officer.may(Duty.OFFICER, "shifang")


def test_head_supervisor_and_reviewer_see_all_and_others_do_not(cast: Cast) -> None:
    people = (cast.bureau_head, cast.supervisor, cast.centre_reviewer, cast.handler, cast.squad_leader, cast.system_administrator)
    assert [queries.authority(person, TODAY).sees_all for person in people] == [True, True, True, False, False, False]


def test_authority_costs_one_query(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as counted:
        queries.authority(cast.bureau_head, TODAY)
    assert len(counted) == 1


def test_a_duty_begins_on_its_day_and_ends_at_once(cast: Cast) -> None:
    given = appoint(cast, cast.partner, Duty.SQUAD_LEADER, since=TOMORROW)
    assert not queries.authority(cast.partner, TODAY).holds(Duty.SQUAD_LEADER)
    assert queries.authority(cast.partner, TOMORROW).holds(Duty.SQUAD_LEADER)
    actions.end_appointment(appointment=given, by=cast.system_administrator, at=AT)
    assert not queries.authority(cast.partner, TOMORROW).holds(Duty.SQUAD_LEADER)


def test_a_duty_ended_today_counted_yesterday(cast: Cast) -> None:
    actions.end_appointment(appointment=cast.handler.appointments.get(), by=cast.system_administrator, at=AT)
    assert not queries.authority(cast.handler, TODAY).holds(Duty.OFFICER)
    assert queries.authority(cast.handler, TODAY - timedelta(days=1)).holds(Duty.OFFICER)


def test_officers_of_a_unit_are_those_active_there_with_the_duty(cast: Cast) -> None:
    names = [officer.name for officer in queries.officers_of(["yunting"], TODAY, Duty.OFFICER)]
    assert names == ["陈砚秋", "顾明川", "罗知夏", "许闻笛"]
    assert cast.auxiliary in queries.officers_of(["yunting"], TODAY)


def test_it_refuses_any_duty_for_an_auxiliary(cast: Cast) -> None:
    for duty in Duty:
        with pytest.raises(Refused, match="协管人员不能担任"):
            appoint(cast, cast.auxiliary, duty)


def test_it_refuses_a_duty_where_it_makes_no_sense(cast: Cast) -> None:
    with pytest.raises(Refused, match="只设在局机关"):
        appoint(cast, cast.handler, Duty.BUREAU_HEAD)
    with pytest.raises(Refused, match="只有执法人员"):
        appoint(cast, cast.no_duty, Duty.OFFICER)


def test_it_refuses_days_gone_by_and_the_same_duty_twice(cast: Cast) -> None:
    with pytest.raises(Refused, match="不能从过去的日子算起"):
        appoint(cast, cast.partner, Duty.SQUAD_LEADER, since=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="已经是"):
        appoint(cast, cast.handler, Duty.OFFICER)


def test_nobody_gives_or_ends_a_duty_of_his_own(cast: Cast) -> None:
    with pytest.raises(Refused, match="给自己"):
        appoint(cast, cast.system_administrator, Duty.SUPERVISOR)
    own = cast.system_administrator.appointments.get()
    with pytest.raises(Refused, match="自己的职责"):
        actions.end_appointment(appointment=own, by=cast.system_administrator, at=AT)


def test_who_administers_accounts_handles_no_cases(cast: Cast) -> None:
    with pytest.raises(Refused, match="不能兼任"):
        appoint(cast, cast.handler, Duty.SYSTEM_ADMINISTRATOR)


def test_only_the_system_administrator_of_the_unit_gives_duties(cast: Cast) -> None:
    for by in (cast.squad_leader, cast.bureau_head, cast.law_administrator):
        with pytest.raises(Refused, match="系统管理员办理"):
            actions.appoint(officer=cast.partner, duty=Duty.SQUAD_LEADER, unit=cast.squad, since=TODAY, by=by, at=AT)


def test_the_database_too_refuses_one_duty_twice_at_a_time(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(officer=cast.handler, duty=Duty.OFFICER, unit=cast.squad, since=TODAY)
