"""Issuing certificates and what befalls them."""

from datetime import date, datetime

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.queries import chain_intact
from mingheng.organisation import actions, queries
from mingheng.organisation.models import Certificate, Officer
from mingheng.organisation.rules import Effect, Refused
from tests.cast import VALID_UNTIL, Cast

AT = datetime(2026, 11, 20, 10, 0, tzinfo=SHANGHAI)
TODAY = AT.date()


def issue(cast: Cast, officer: Officer, number: str = "09319001", since: date = date(2024, 1, 1)) -> Certificate:
    return actions.issue_certificate(
        officer=officer, number=number, valid_from=since, valid_until=VALID_UNTIL, by=cast.law_administrator, at=AT
    )


def befall(cast: Cast, officer: Officer, effect: Effect, since: date, reason: str = "年度审验未通过") -> None:
    actions.change_certificate(
        certificate=officer.certificates.latest("valid_from"),
        effect=effect,
        since=since,
        reason=reason,
        by=cast.law_administrator,
        at=AT,
    )


def state(officer: Officer, on: date) -> str:
    return queries.standings([officer.pk], on)[officer.pk].state


def test_it_is_issued_to_an_officer_and_counts_from_its_first_day(cast: Cast) -> None:
    issue(cast, cast.no_duty)
    assert state(cast.no_duty, date(2024, 1, 1)) == "valid"
    assert state(cast.no_duty, date(2023, 12, 31)) == "none"
    assert chain_intact(f"person:{cast.no_duty.pk}")


def test_it_refuses_a_certificate_for_an_auxiliary(cast: Cast) -> None:
    with pytest.raises(Refused, match="协管人员"):
        issue(cast, cast.auxiliary)


def test_it_refuses_a_second_certificate_while_one_is_in_force_or_suspended(cast: Cast) -> None:
    for officer in (cast.handler, cast.suspended):
        with pytest.raises(Refused, match="重叠"):
            issue(cast, officer)


def test_a_new_one_may_follow_a_withdrawal(cast: Cast) -> None:
    befall(cast, cast.suspended, Effect.WITHDRAWN, date(2026, 5, 6), "调离执法岗位")
    issue(cast, cast.suspended, since=date(2026, 6, 1))
    assert state(cast.suspended, date(2026, 5, 31)) == "withdrawn"
    assert state(cast.suspended, date(2026, 6, 1)) == "valid"


def test_it_refuses_a_number_that_is_somebody_elses(cast: Cast) -> None:
    with pytest.raises(Refused, match="登记在别人名下"):
        issue(cast, cast.no_duty, number="0931 0101")


def test_the_database_too_refuses_one_number_for_two_people(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(
            officer=cast.no_duty, number="09310101", valid_from=date(2040, 1, 1), valid_until=date(2041, 1, 1)
        )


def test_a_suspension_ends_with_its_restoration(cast: Cast) -> None:
    befall(cast, cast.handler, Effect.SUSPENDED, date(2026, 3, 2))
    befall(cast, cast.handler, Effect.RESTORED, date(2026, 4, 1), "补训合格")
    found = [state(cast.handler, day) for day in (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 31), date(2026, 4, 1))]
    assert found == ["valid", "suspended", "suspended", "valid"]


def test_it_refuses_what_cannot_follow(cast: Cast) -> None:
    with pytest.raises(Refused, match="现在的记录是“颁发”"):
        befall(cast, cast.handler, Effect.RESTORED, TODAY)
    befall(cast, cast.handler, Effect.CANCELLED, TODAY, "开除公职")
    with pytest.raises(Refused, match="已注销的证件不能再变更"):
        befall(cast, cast.handler, Effect.SUSPENDED, TODAY)


def test_it_refuses_a_day_before_the_last_event_or_after_the_printed_end(cast: Cast) -> None:
    with pytest.raises(Refused, match="不能早于那天"):
        befall(cast, cast.suspended, Effect.RESTORED, date(2023, 5, 31))
    with pytest.raises(Refused, match="有效期到"):
        befall(cast, cast.handler, Effect.SUSPENDED, date(2031, 1, 1))


def test_it_refuses_without_a_reason_and_names_every_problem_at_once(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        befall(cast, cast.handler, Effect.RESTORED, date(2019, 1, 1), "  ")
    assert [problem.field for problem in refused.value.problems] == ["effect", "since", "reason"]


def test_only_a_law_administrator_of_that_unit_may_do_it(cast: Cast) -> None:
    for by in (cast.system_administrator, cast.squad_leader):
        with pytest.raises(Refused, match="法规管理员办理"):
            actions.issue_certificate(
                officer=cast.no_duty, number="09319001", valid_from=TODAY, valid_until=VALID_UNTIL, by=by, at=AT
            )


def test_nobody_certifies_himself(cast: Cast) -> None:
    with pytest.raises(Refused, match="给自己"):
        issue(cast, cast.law_administrator)


def test_events_can_be_added_but_not_changed_or_removed(cast: Cast) -> None:
    for statement in (
        "UPDATE organisation_certificateevent SET since = '2020-01-01'",
        "DELETE FROM organisation_certificateevent",
    ):
        with (
            pytest.raises(Exception, match=r"denied|only grows") as refused,
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_the_register_counts_states_on_the_day_asked_for(cast: Cast) -> None:
    def states(on: date) -> dict[str, str]:
        return {row.name: row.state for row in queries.register(on=on, unit_keys=frozenset({"yunting"}))}

    assert states(TODAY) == {
        "陈砚秋": "valid", "顾明川": "valid", "许闻笛": "suspended", "罗知夏": "expired", "周怀瑾": "valid", "林晚照": "valid",
    }  # fmt: skip
    assert set(states(date(2023, 5, 31)).values()) == {"valid"}
