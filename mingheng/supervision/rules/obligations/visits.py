"""Visits on the spot: squads drawn at a rate at which being visited this month says next to nothing of the next (ANALYTICS 6.4)."""

from collections.abc import Mapping
from datetime import date

from mingheng.draws.rules.frame import Member
from mingheng.draws.rules.layers import Base, Groups, Layer
from mingheng.law.rules.plans import Measure
from mingheng.supervision.rules.obligations.demands import Demands
from mingheng.supervision.rules.obligations.layering import Asked
from mingheng.supervision.rules.obligations.months import HALF, Month
from mingheng.supervision.rules.obligations.squads import Squads
from mingheng.supervision.rules.obligations.table import Line


def visits_asked(demands: Demands, squads: Squads, visited: Mapping[str, date], on: date) -> Asked:
    """The month's visits: so many of all squads by lot, and in the half-year's last month all that are left.

    `visited` is the last day on which each squad's visit was drawn.
    """
    owing = squads.owing(on)
    members = tuple(Member(key, key) for key in owing)
    layers: list[Layer] = []
    share, coverage = demands.one(Measure.SHARE), demands.one(Measure.COVERAGE)
    if share is not None:
        layers.append(Base(share.title, share.of(len(owing))))
    unvisited = frozenset(owing) - _met(squads, visited, on)
    if coverage is not None and unvisited and Month.of(on).left_of(HALF) == 1:
        layers.append(Groups(coverage.title, unvisited, len(unvisited)))
    return Asked(members, tuple(layers))


def visits_table(demands: Demands, squads: Squads, visited: Mapping[str, date], on: date) -> tuple[Line, ...]:
    """The lines of the visits: the month's share, and each squad's visit of the half-year."""
    owing, month = squads.owing(on), Month.of(on)
    lines: list[Line] = []
    for demand in demands.all:
        if demand.measure is Measure.SHARE:
            required = demand.of(len(owing))
            done = sum(visited.get(key, date.min) >= month.first for key in owing)
            lines.append(Line(demand.key, "", required, done, max(required - done, 0), None, None, len(owing)))
        elif demand.measure is Measure.COVERAGE:
            met, due = _met(squads, visited, on), month.left_of(HALF) == 1
            for key in owing:
                owed = int(key not in met)
                lines.append(Line(demand.key, key, 1, 1 - owed, owed if due else 0, owed, None, 1))
    return tuple(lines)


def _met(squads: Squads, visited: Mapping[str, date], on: date) -> frozenset[str]:
    """Squads visited this half-year, after they took over any that was not."""
    begun = Month.of(on).begins(HALF).first
    days = {key: day for key, day in visited.items() if begun <= day <= on}
    owed = {key: [s.until for s in squads.taken_over(key, begun, on) if s.until and s.key not in days] for key in days}
    return frozenset(key for key, day in days.items() if all(day >= until for until in owed[key]))
