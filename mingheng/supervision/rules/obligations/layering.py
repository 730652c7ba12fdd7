"""What the month's draw is asked for: the members it draws from and the layers that keep every quota in time."""

from dataclasses import dataclass
from math import ceil

from mingheng.draws.rules.frame import Member
from mingheng.draws.rules.layers import Base, Floor, Groups, Layer, Stratum
from mingheng.law.rules.plans import Measure, Subject
from mingheng.supervision.rules.obligations.demands import Demands
from mingheng.supervision.rules.obligations.months import HALF, QUARTER
from mingheng.supervision.rules.obligations.table import floor_owed
from mingheng.supervision.rules.obligations.year import Closed, Year, total

LAST_MONTH = "上月办结"
RECEIVED = "上月受理"
THIS_QUARTER = "本季度"
STRATA = {"legal_review": "经法制审核"}


@dataclass(frozen=True)
class Asked:
    """The members and the layers of a draw, and the strata they name."""

    members: tuple[Member, ...]
    layers: tuple[Layer, ...]


def asked_of(demands: Demands, year: Year) -> Asked:
    """The draw of the month: the base over last month's cases, then what the obligations demand beyond it."""
    topped = _topped(demands, year)
    members = tuple(Member(one.id, year.holders[one.squad], _strata(demands, one, year, topped)) for one in listed(demands, year))
    return Asked(members, layers_of(demands, year))


def listed(demands: Demands, year: Year) -> tuple[Closed, ...]:
    """The cases the month's draw is drawn from."""
    needed = _uncovered(demands, year) | _floor_owed(demands, year).keys()
    topped = _topped(demands, year)
    return tuple(
        one
        for one in year.pool
        if one.id not in year.drawn and (one.month == year.month.before or _needed(one, year, needed, topped))
    )


def layers_of(demands: Demands, year: Year) -> tuple[Layer, ...]:
    """The layers of the month's draw."""
    owed, topped = _floor_owed(demands, year), _topped(demands, year)
    of_squads = _of_squads(demands, year, _uncovered(demands, year))
    return (*_of_last_month(demands, year), *of_squads, *_of_years(demands, year, owed, topped))


def _uncovered(demands: Demands, year: Year) -> frozenset[str]:
    """The squads that were not met this half-year, where they are to be."""
    if demands.one(Measure.COVERAGE) is None:
        return frozenset()
    return frozenset(key for key in year.owing if key not in year.covered)


def _topped(demands: Demands, year: Year) -> bool:
    """Whether this month's draw tops up the quarter."""
    return demands.one(Measure.TOP_UP) is not None and year.month.left_of(QUARTER) == 1


def last_month(subject: Subject) -> str:
    """What the stratum of last month's members is called."""
    return RECEIVED if subject is Subject.COMPLAINTS else LAST_MONTH


def stratum_of(last: str, stratum: str) -> str:
    """What the members of a stratum are called on the list, in words that a person outside reads."""
    return f"{last}，{STRATA.get(stratum, stratum)}"


def _needed(one: Closed, year: Year, squads: frozenset[str], topped: bool) -> bool:
    """Whether an earlier month's case may have to be drawn."""
    return year.holders[one.squad] in squads or (topped and one.month >= year.month.begins(QUARTER).before)


def _strata(demands: Demands, one: Closed, year: Year, topped: bool) -> frozenset[str]:
    last = last_month(demands.subject)
    named = {last, *(stratum_of(last, name) for name in one.strata)} if one.month == year.month.before else set()
    return frozenset(named | {THIS_QUARTER}) if topped and one.month >= year.month.begins(QUARTER).before else frozenset(named)


def _of_last_month(demands: Demands, year: Year) -> list[Layer]:
    """The base and the strata of last month's cases; what was drawn this month already is not asked for again."""
    layers: list[Layer] = []
    last = last_month(demands.subject)
    base = demands.one(Measure.SHARE)
    if base is not None:
        done = sum(one.id in year.drawn for one in year.last)
        layers.append(Base(base.title, max(base.of(total(year.last)) - done, 0), last))
    for demand in demands.strata():
        within = [one for one in year.last if demand.stratum in one.strata]
        lacking = demand.of(total(within)) - sum(one.id in year.drawn for one in within)
        if lacking > 0:
            layers.append(Stratum(demand.title, stratum_of(last, demand.stratum), lacking))
    return layers


def _of_squads(demands: Demands, year: Year, uncovered: frozenset[str]) -> list[Layer]:
    """Squads not met this half-year, evenly over what is left of it, all in its last month; and so many squads in all."""
    layers: list[Layer] = []
    coverage, squads = demands.one(Measure.COVERAGE), demands.one(Measure.SQUADS)
    left = year.month.left_of(HALF)
    reachable = frozenset(key for key in uncovered if year.free.get(key))
    if coverage is not None and uncovered:
        of = uncovered if left == 1 else reachable
        if of:
            layers.append(Groups(coverage.title, of, ceil(len(of) / left)))
    if squads is not None:
        unmet = frozenset(key for key in year.owing if not year.done_this_month.get(key))
        lacking = squads.of(len(year.owing)) - (len(year.owing) - len(unmet))
        if lacking > 0:
            layers.append(Groups(squads.title, unmet, min(lacking, len(unmet))))
    return layers


def _of_years(demands: Demands, year: Year, owed: dict[str, int], topped: bool) -> list[Layer]:
    """The floor of each squad at its pace, and the share of the quarter in the quarter's last month."""
    layers: list[Layer] = []
    floor, quarter = demands.one(Measure.FLOOR), demands.one(Measure.TOP_UP)
    if floor is not None and owed:
        layers.append(Floor(floor.title, owed))
    if quarter is not None and topped:
        lacking = quarter.of(total(year.quarter)) - sum(one.id in year.drawn for one in year.quarter)
        if lacking > 0:
            layers.append(Stratum(quarter.title, THIS_QUARTER, lacking))
    return layers


def _floor_owed(demands: Demands, year: Year) -> dict[str, int]:
    """How many dossiers each squad lacks to keep pace with its floor."""
    floor = demands.one(Measure.FLOOR)
    if floor is None:
        return {}
    lacking = {key: paced - year.done_this_year.get(key, 0) for key, (_, paced, _) in floor_owed(floor, year).items()}
    return {key: count for key, count in lacking.items() if count > 0}
