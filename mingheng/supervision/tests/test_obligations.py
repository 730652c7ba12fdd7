"""Single obligations: numbers taken from the plan, squads that go and come, a second draw of a month, visits."""

from datetime import date
from fractions import Fraction

import pytest

from mingheng.draws.rules.drawing import Drawing
from mingheng.draws.rules.frame import Frame
from mingheng.draws.rules.layers import Base, Groups, Stratum
from mingheng.law.rules.plans import Measure, Subject
from mingheng.supervision.rules.obligations.demands import Demand, Demands, demands_of
from mingheng.supervision.rules.obligations.layering import asked_of
from mingheng.supervision.rules.obligations.months import HALF, LAST, QUARTER, Month
from mingheng.supervision.rules.obligations.squads import Squad, Squads
from mingheng.supervision.rules.obligations.table import Line, table_of
from mingheng.supervision.rules.obligations.visits import visits_asked, visits_table
from mingheng.supervision.rules.obligations.year import Closed, Year
from mingheng.supervision.tests.awkward_year import DEMANDS
from tests.scenarios.road import law

JULY = date(2026, 7, 2)
VISITS = Demands(
    Subject.VISITS,
    (
        Demand("visits", "每月实地", Measure.SHARE, Fraction(1, 3)),
        Demand("visited", "每半年覆盖", Measure.COVERAGE, Fraction(1)),
    ),
)


def cases(squad: str, count: int, month: int = 6, strata: frozenset[str] = frozenset()) -> tuple[Closed, ...]:
    return tuple(Closed(f"{squad}-{month}-{n}", squad, Month(2026, month), strata) for n in range(count))


def lines(year: Year, quota: str) -> dict[str, Line]:
    return {line.squad: line for line in table_of(DEMANDS, year) if line.quota == quota}


def test_the_numbers_come_from_the_plan_in_force() -> None:
    plan = law().plan(JULY)
    assert plan is not None
    demands = demands_of(plan, law(), Subject.DOSSIERS, JULY)
    assert {one.measure: one.number for one in demands.all} == {
        Measure.SHARE: Fraction(1, 10),
        Measure.SQUADS: Fraction(1, 5),
        Measure.COVERAGE: 1,
        Measure.FLOOR: 10,
        Measure.TOP_UP: Fraction(1, 5),
        Measure.STRATUM: 1,
    }


@pytest.mark.parametrize(("months", "begins", "left"), [(QUARTER, (2026, 4), 2), (HALF, (2026, 1), 2), (LAST, (2026, 1), 8)])
def test_a_month_knows_its_periods(months: int, begins: tuple[int, int], left: int) -> None:
    may = Month(2026, 5)
    assert (may.begins(months), may.left_of(months)) == (begins, left)
    assert (Month(2026, 1).before, Month(2026, 12).after) == ((2025, 12), (2027, 1))


def test_a_squad_with_three_cases_shows_what_it_lacks() -> None:
    year = Year(Squads([Squad("a"), Squad("b")]), cases("a", 3) + cases("b", 40), {}, date(2026, 12, 2))
    lacking = lines(year, "floor")["a"]
    assert (lacking.required, lacking.possible, lacking.shortfall, lacking.feasible) == (10, 3, 7, False)
    assert lines(year, "floor")["b"].feasible


def test_a_squad_closed_without_successor_goes_on_owing() -> None:
    squads = Squads([Squad("a", until=date(2026, 6, 1)), Squad("b")])
    assert squads.owing(JULY) == ("a", "b")


def test_squads_that_succeed_one_another_in_a_circle_end_somewhere() -> None:
    gone = date(2026, 6, 1)
    squads = Squads([Squad("a", until=gone, successor="b"), Squad("b", until=gone, successor="a")])
    assert squads.holder("a", JULY) == "b"


def test_a_covered_successor_owes_a_visit_again_for_a_squad_that_was_not_met() -> None:
    squads = Squads([Squad("a", until=date(2026, 9, 1), successor="b"), Squad("b"), Squad("c")])
    closed = cases("a", 5) + cases("b", 5) + cases("c", 5)
    met = {"b-6-0": date(2026, 7, 2)}
    assert "b" not in Year(squads, closed, met, date(2026, 10, 2)).covered
    assert "b" in Year(squads, closed, met | {"a-6-0": date(2026, 8, 2)}, date(2026, 10, 2)).covered
    assert "b" in Year(squads, closed, met | {"a-6-0": date(2026, 9, 2)}, date(2026, 10, 2)).covered


def test_a_second_draw_of_a_month_asks_only_for_what_is_lacking() -> None:
    closed = cases("a", 100, strata=frozenset({"legal_review"})) + cases("b", 100)
    squads = Squads([Squad("a"), Squad("b")])
    drawn = {f"a-6-{n}": JULY for n in range(15)}
    layers = asked_of(DEMANDS, Year(squads, closed, drawn, date(2026, 7, 20))).layers
    assert next(layer.count for layer in layers if isinstance(layer, Base)) == 5  # 20 less 15
    assert next(layer.count for layer in layers if isinstance(layer, Stratum)) == 85  # 100 less 15
    assert all(layer.of == {"b"} for layer in layers if isinstance(layer, Groups))


def test_what_was_drawn_before_is_not_drawn_again() -> None:
    closed = cases("a", 30, month=5) + cases("a", 30)
    drawn = {f"a-5-{n}": date(2026, 6, 2) for n in range(30)}
    members = asked_of(DEMANDS, Year(Squads([Squad("a")]), closed, drawn, JULY)).members
    assert {member.id for member in members} == {f"a-6-{n}" for n in range(30)}


def visited_half(seed: int, squads: Squads) -> list[set[str]]:
    visited: dict[str, date] = {}
    months: list[set[str]] = []
    for number in range(1, 7):
        on = date(2026, number, 2)
        asked = visits_asked(VISITS, squads, visited, on)
        drawing = Drawing(Frame.of(asked.members), f"visits {seed} {number}".encode())
        drawing.draw(asked.layers)
        months.append({pick.member for pick in drawing.picks})
        visited |= dict.fromkeys(months[-1], on)
    assert all(line.month == 0 for line in visits_table(VISITS, squads, visited, date(2026, 6, 30)))
    return months


def test_visits_reach_every_squad_each_half_year_and_being_visited_says_little_of_the_next_month() -> None:
    squads = Squads(Squad(f"s{n:02}") for n in range(30))
    again = fresh = met = unmet = 0
    for seed in range(120):
        months = visited_half(seed, squads)
        assert set().union(*months) == set(squads.all)
        for before, now in zip(range(1, 5), months[1:5], strict=True):
            seen = set().union(*months[:before])
            met, unmet = met + len(seen), unmet + len(squads.all) - len(seen)
            again, fresh = again + len(seen & now), fresh + len(now - seen)
    assert abs(again / met - fresh / unmet) < 0.03  # three standard errors of some 14,000 chances


def test_a_squad_merged_before_its_visit_leaves_one_owed_to_its_successor() -> None:
    squads = Squads([Squad("a", until=date(2026, 4, 1), successor="b"), Squad("b"), Squad("c")])
    table = visits_table(VISITS, squads, {"b": date(2026, 2, 2), "c": date(2026, 2, 2)}, date(2026, 6, 2))
    assert {line.squad: line.month for line in table if line.quota == "visited"} == {"b": 1, "c": 0}
