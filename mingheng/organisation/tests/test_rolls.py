"""The whole staff read once says of every day what single questions say."""

from datetime import date, timedelta

from mingheng.organisation import queries
from mingheng.organisation.models import Officer
from tests.cast import BEGAN, LAPSED_ON, SUSPENDED_SINCE, Cast

DAYS = [BEGAN - timedelta(days=1), BEGAN, LAPSED_ON, SUSPENDED_SINCE, SUSPENDED_SINCE - timedelta(days=1), date(2026, 1, 5)]


def test_standings_are_those_of_the_register(cast: Cast) -> None:
    rolls, everybody = queries.Rolls(), set(Officer.objects.values_list("pk", flat=True))
    for day in DAYS:
        assert rolls.standings(everybody | {0}, day) == queries.standings(everybody, day)


def test_authorities_are_those_of_the_register(cast: Cast) -> None:
    rolls = queries.Rolls()
    for officer in Officer.objects.select_related("unit"):
        for day in DAYS:
            assert rolls.authority(officer.pk, day) == queries.authority(officer, day)
