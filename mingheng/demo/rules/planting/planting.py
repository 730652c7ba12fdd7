"""One planted year from a seed: the same seed, the same year."""

from collections.abc import Callable
from random import Random

from mingheng.demo.rules.planting.breaches import plant_breaches
from mingheng.demo.rules.planting.hollow import (
    plant_burst,
    plant_copied_evidence,
    plant_copied_facts,
    plant_far_apart,
    plant_recorded_late,
    plant_rushed,
    plant_split_on_spot,
    plant_split_site,
    plant_two_places,
)  # fmt: skip
from mingheng.demo.rules.planting.lawful import lawful, odd_but_lawful
from mingheng.demo.rules.planting.neglect import plant_not_filed, plant_uneven, tell_leads, tell_past
from mingheng.demo.rules.planting.slow import (
    plant_copied_grounds,
    plant_extensions,
    plant_sleeping,
    plant_suspended,
    plant_withdrawals_at_limit,
    plant_withdrawals_in_series,
)  # fmt: skip
from mingheng.demo.rules.planting.year import Year
from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.law.rules.reading import Lawbook

SINGLE: tuple[Callable[[Year], None], ...] = (
    plant_sleeping, plant_suspended, plant_rushed, plant_recorded_late, plant_not_filed, plant_uneven,
)  # fmt: skip
GROUPS: tuple[Callable[[Year], None], ...] = (
    plant_extensions, plant_withdrawals_at_limit, plant_withdrawals_in_series, plant_copied_grounds, plant_split_on_spot,
    plant_split_site, plant_copied_facts, plant_copied_evidence, plant_two_places, plant_far_apart, plant_burst,
)  # fmt: skip
CASES_A_TIME = 500
MOST = 5000  # more than these officers find hours for in a year


def planted_year(book: Lawbook, *, seed: int, cases: int) -> Year:
    """About so many lawful cases of 2025, and with every 500 of them each abuse and each breach once more."""
    year = Year(Random(seed), book, WorkingCalendar(book.calendars.values()))  # noqa: S311  # invented cases keep no secret
    times = 1 + cases // CASES_A_TIME
    for _ in range(times):
        for plant in GROUPS:
            plant(year)
        for plant in SINGLE * 3:
            plant(year)
    plant_breaches(year, times)
    odd_but_lawful(year, 2 * times)
    lawful(year, cases)
    tell_leads(year, 3 * times)
    tell_past(year)
    year.finish()
    return year
