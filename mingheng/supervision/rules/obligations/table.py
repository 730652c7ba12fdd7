"""The table of obligations: one line for each quota and squad, with what is still owed and what cannot be had."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from mingheng.law.rules.plans import Measure
from mingheng.supervision.rules.obligations.demands import Demand, Demands
from mingheng.supervision.rules.obligations.months import HALF, LAST, QUARTER
from mingheng.supervision.rules.obligations.year import Year, total


@dataclass(frozen=True)
class Line:
    """A quota of a squad, or of the district (no squad).

    `required` and `done` are of the quota's own period; `month` is what this month still owes to keep pace, `half` and `year`
    what is owed by their ends (None: the quota does not reach so far). `possible` is what would be done if all there is were
    drawn. `taken_over` names the squads in whose place this one stands.
    """

    quota: str
    squad: str
    required: int
    done: int
    month: int
    half: int | None
    year: int | None
    possible: int
    taken_over: tuple[str, ...] = ()

    @property
    def shortfall(self) -> int:
        """How many of those this month owes there are not, even when all there is gets drawn."""
        return max(self.month - (self.possible - self.done), 0)

    @property
    def feasible(self) -> bool:
        """Whether it can be met with what there is now."""
        return self.shortfall == 0


def table_of(demands: Demands, year: Year) -> tuple[Line, ...]:
    """The lines of all demands, in the order of the plan."""
    return tuple(line for demand in demands.all for line in _LINES[demand.measure](demand, year))


def floor_owed(demand: Demand, year: Year) -> dict[str, tuple[int, int, tuple[str, ...]]]:
    """For each squad: required this year with what it took over, what keeps pace by this month, and from whom it took over."""
    least = ceil(demand.number)
    begun = year.month.begins(LAST).first
    found: dict[str, tuple[int, int, tuple[str, ...]]] = {}
    for key in year.owing:
        gone = year.squads.taken_over(key, begun, year.on)
        debts = {squad.key: max(least - year.done_this_year.get(squad.key, 0), 0) for squad in gone}
        required = least + sum(debts.values())
        found[key] = (
            required,
            ceil(required * year.month.number / LAST),
            tuple(sorted(key for key, debt in debts.items() if debt)),
        )
    return found


def _share(demand: Demand, year: Year) -> Iterator[Line]:
    stratum = [one for one in year.last if not demand.stratum or demand.stratum in one.strata]
    required = demand.of(total(stratum))
    done = sum(one.id in year.drawn for one in stratum)
    yield Line(demand.key, "", required, done, max(required - done, 0), None, None, total(stratum))


def _squads(demand: Demand, year: Year) -> Iterator[Line]:
    required = demand.of(len(year.owing))
    met = {key for key in year.owing if year.done_this_month.get(key)}
    possible = met | {key for key in year.owing if year.free.get(key)}
    yield Line(demand.key, "", required, len(met), max(required - len(met), 0), None, None, len(possible))


def _coverage(demand: Demand, year: Year) -> Iterator[Line]:
    begun = year.month.begins(HALF).first
    due = year.month.left_of(HALF) == 1
    for key in year.owing:
        done = int(key in year.covered)
        gone = tuple(squad.key for squad in year.squads.taken_over(key, begun, year.on))
        owed = 1 - done
        yield Line(demand.key, key, 1, done, owed if due else 0, owed, None, done or min(year.free.get(key, 0), 1), gone)


def _floor(demand: Demand, year: Year) -> Iterator[Line]:
    for key, (required, paced, gone) in floor_owed(demand, year).items():
        done = year.done_this_year.get(key, 0)
        owed = max(required - done, 0)
        month = max(paced - done, 0)
        yield Line(demand.key, key, required, done, month, None, owed, done + year.free.get(key, 0), gone)


def _top_up(demand: Demand, year: Year) -> Iterator[Line]:
    required = demand.of(total(year.quarter))
    done = sum(one.id in year.drawn for one in year.quarter)
    owed = max(required - done, 0)
    yield Line(demand.key, "", required, done, owed if year.month.left_of(QUARTER) == 1 else 0, None, None, total(year.quarter))


_LINES = {
    Measure.SHARE: _share,
    Measure.STRATUM: _share,
    Measure.SQUADS: _squads,
    Measure.COVERAGE: _coverage,
    Measure.FLOOR: _floor,
    Measure.TOP_UP: _top_up,
}
