"""What the register says of people on a day."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingheng.organisation import queries
from tests.cast import LAPSED_ON, SUSPENDED_SINCE, Cast

TODAY = date(2026, 11, 20)


def test_a_certified_officer_may_enforce(cast: Cast) -> None:
    standing = queries.standings([cast.handler.pk], TODAY)[cast.handler.pk]
    assert standing.may_enforce
    assert (standing.name, standing.unit, standing.certificate) == ("陈砚秋", "yunting", "09310101")


def test_a_suspension_counts_from_its_day_on_and_not_before(cast: Cast) -> None:
    for day, state in ((SUSPENDED_SINCE - timedelta(days=1), "valid"), (SUSPENDED_SINCE, "suspended")):
        assert queries.standings([cast.suspended.pk], day)[cast.suspended.pk].state == state


def test_the_last_printed_day_still_counts_and_the_next_does_not(cast: Cast) -> None:
    for day, state in ((LAPSED_ON, "valid"), (LAPSED_ON + timedelta(days=1), "expired")):
        assert queries.standings([cast.lapsed.pk], day)[cast.lapsed.pk].state == state


def test_an_auxiliary_never_counts(cast: Cast) -> None:
    standing = queries.standings([cast.auxiliary.pk], TODAY)[cast.auxiliary.pk]
    assert (standing.auxiliary, standing.state, standing.may_enforce) == (True, "none", False)


def test_legal_qualification_is_known_for_the_reviewer_only(cast: Cast) -> None:
    found = queries.standings([cast.centre_reviewer.pk, cast.handler.pk], TODAY)
    assert found[cast.centre_reviewer.pk].legally_qualified
    assert not found[cast.handler.pk].legally_qualified


def test_many_standings_cost_one_query_and_unknown_people_are_absent(cast: Cast) -> None:
    ids = [cast.handler.pk, cast.partner.pk, cast.suspended.pk, cast.lapsed.pk, 999_999]
    with CaptureQueriesContext(
        connection,
    ) as counted:
        found = queries.standings(ids, TODAY)
    assert len(counted) == 1
    assert set(found) == set(ids[:-1])
