"""A simulated year with awkward squads keeps every quota wherever it can be kept; what cannot be kept is said."""

from datetime import date
from math import ceil

import pytest

from mingheng.law.rules.plans import Measure
from mingheng.supervision.rules.obligations.months import Month
from mingheng.supervision.tests.awkward_year import LEGAL, YEAR, Simulated, awkward_year

SEEDS = range(6)


@pytest.fixture(scope="module", params=SEEDS)
def played(request: pytest.FixtureRequest) -> Simulated:
    return awkward_year(request.param).play(request.param)


def drawn_by(played: Simulated, month: int) -> set[str]:
    return {name for name, day in played.drawn.items() if day.month <= month}


def closed_in(played: Simulated, month: Month) -> list[str]:
    return [one.id for one in played.closed if one.month == month]


@pytest.mark.parametrize("number", range(1, 13))
def test_each_month_a_tenth_of_last_months_cases_and_every_legal_review_are_drawn(played: Simulated, number: int) -> None:
    last = [one for one in played.closed if one.month == Month(YEAR, number).before]
    drawn = drawn_by(played, number)
    assert sum(one.id in drawn for one in last) * 10 >= len(last)
    assert {one.id for one in last if LEGAL in one.strata} <= drawn


@pytest.mark.parametrize("number", range(1, 13))
def test_each_month_a_fifth_of_the_squads_are_met(played: Simulated, number: int) -> None:
    squads = {one.squad for one in played.closed if played.drawn.get(one.id, date.min).month == number and one.id in played.drawn}
    assert len(squads) * 5 >= len(played.squads.owing(date(YEAR, number, 2)))


@pytest.mark.parametrize("number", [3, 6, 9, 12])
def test_each_quarter_a_fifth_of_its_cases_are_drawn(played: Simulated, number: int) -> None:
    months = {Month(YEAR, number).moved(-back) for back in (1, 2, 3)}
    cases = [one.id for one in played.closed if one.month in months]
    drawn = drawn_by(played, number)
    assert sum(one in drawn for one in cases) >= ceil(len(cases) / 5)


@pytest.mark.parametrize("half", [1, 2])
def test_each_half_year_every_squad_is_met_unless_it_has_nothing_left_to_draw(played: Simulated, half: int) -> None:
    end = date(YEAR, half * 6, 2)
    begun = date(YEAR, half * 6 - 5, 1)
    for key in played.squads.owing(end):
        own = [one for one in played.closed if played.squads.holder(one.squad, end) == key and one.month < Month.of(end)]
        met = any(begun <= played.drawn.get(one.id, date.min) <= end for one in own)
        left = [one for one in own if one.id not in played.drawn or played.drawn[one.id] > end]
        assert met or not left, key


def test_by_the_years_end_every_squad_has_its_ten_or_all_there_were(played: Simulated) -> None:
    for key in played.squads.owing(date(YEAR, 12, 2)):
        own = [one for one in played.closed if played.squads.holder(one.squad, date(YEAR, 12, 31)) == key]
        drawn = sum(one.id in played.drawn for one in own)
        assert drawn >= min(10, len(own)), key


def test_a_successor_draws_what_the_merged_squad_still_owed(played: Simulated) -> None:
    (gone,) = (squad for squad in played.squads.all.values() if squad.successor)
    assert gone.until is not None
    heirs = [one for one in played.closed if one.squad in {gone.key, gone.successor}]
    before = sum(played.drawn.get(one.id, date.max) < gone.until for one in heirs if one.squad == gone.key)
    drawn = sum(one.id in played.drawn for one in heirs)
    assert drawn >= min(10 + max(10, before), len(heirs))
    line = next(one for one in played.tables[-1] if one.quota == "floor" and one.squad == gone.successor)
    assert line.required == 10 + max(10 - before, 0)
    assert line.taken_over == ((gone.key,) if before < 10 else ())  # ten a squad


def test_what_cannot_be_met_is_a_shortfall_and_nothing_else_is(played: Simulated) -> None:
    """In December the table lacks exactly what the squads have too few dossiers for."""
    lines = {one.squad: one for one in played.tables[-1] if one.quota == "floor"}
    for key, line in lines.items():
        own = sum(played.squads.holder(one.squad, date(YEAR, 12, 2)) == key for one in played.closed)
        assert line.month == line.shortfall
        assert (line.shortfall > 0) == (line.done < line.required)
        assert line.done <= own
    assert lines["s00"].shortfall == 10  # ten a squad, and none there
    assert all(one.feasible for one in played.tables[-1] if one.quota in {"share", "legal", "quarter"})


def test_the_base_gives_a_tenth_of_last_months_cases_and_of_nothing_else(played: Simulated) -> None:
    for number, base in enumerate(played.base, 1):
        last = closed_in(played, Month(YEAR, number).before)
        assert len(base) == ceil(len(last) / 10)
        assert base <= set(last)


def test_the_pace_is_kept_so_that_nothing_heaps_up_at_the_end(played: Simulated) -> None:
    for number, table in enumerate(played.tables, 1):
        for line in table:
            if line.quota == "floor":
                assert line.done >= min(ceil(line.required * number / 12), line.possible), (number, line)


def test_all_measures_are_in_the_table(played: Simulated) -> None:
    assert {line.quota for line in played.tables[0]} == {"share", "squads", "coverage", "floor", "quarter", "legal"}
    assert len(Measure) == len({"share", "squads", "coverage", "floor", "quarter", "legal"})
