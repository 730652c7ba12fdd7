"""The annual plan of supervision (年度执法监督工作方案) as values: what is looked at, by whom, how often, how much of it.

Numbers stand in the parameters; a plan names them. Where its source says two things, both are kept and the plan says
which of them it holds to.
"""

from enum import StrEnum

from pydantic import Field

from mingheng.law.rules.lawbook import Dated, LawValue, Status


class Subject(StrEnum):
    """What a quota counts and a draw draws."""

    DOSSIERS = "dossiers"
    RECORDINGS = "recordings"
    DISCLOSURES = "disclosures"
    COMPLAINTS = "complaints"
    VISITS = "visits"


class Measure(StrEnum):
    """How a quota counts.

    share: of all of the period, in total. stratum: of those of a named stratum. squads: squads met, of all squads.
    coverage: every squad at least once. floor: at least so many in each squad. top_up: of all of the period, what earlier
    draws found counted in.
    """

    SHARE = "share"
    STRATUM = "stratum"
    SQUADS = "squads"
    COVERAGE = "coverage"
    FLOOR = "floor"
    TOP_UP = "top_up"


class Every(StrEnum):
    """How often."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class Level(StrEnum):
    """Who does it: the bureau (区局) or the squads themselves (中队)."""

    BUREAU = "bureau"
    SQUAD = "squad"


class Way(StrEnum):
    """Looked at on line (网上抽查), on the spot (现场检查), or followed until it is done (跟踪督办)."""

    ONLINE = "online"
    ONSITE = "onsite"
    FOLLOWED = "followed"


class Quota(LawValue):
    """How much of something within a period. `parameter` holds the number; `stratum` which part of the cases it is about."""

    title: str
    of: Subject
    measure: Measure
    every: Every
    parameter: str
    stratum: str = ""


class Reading(LawValue):
    """One of the things the source says, and where in it."""

    where: str
    says: str
    cite: str


class Conflict(LawValue):
    """Two readings of the source about the same; `kept` counts from 1 and names the one held to."""

    title: str
    quotas: tuple[str, ...]
    readings: tuple[Reading, ...]
    kept: int
    why: str


class PlanRow(LawValue):
    """One matter under supervision. `items`: what is looked at, one short sentence each."""

    number: int
    area: str
    title: str
    by: tuple[Level, ...]
    ways: tuple[Way, ...]
    quotas: tuple[str, ...] = ()
    frequency: str
    items: dict[str, str]


class OrderSpec(LawValue):
    """A task order (督察任务单) made again and again. `items` as `row.item`; none: all items of its rows."""

    title: str
    level: Level
    duty: str
    every: Every
    rows: tuple[str, ...]
    items: tuple[str, ...] = ()


class Plan(Dated):
    """A plan of supervision and the days it holds. `demonstration`: shipped to show the form."""

    key: str
    title: str
    demonstration: bool
    cite: tuple[str, ...]
    status: Status
    quotas: dict[str, Quota]
    conflicts: dict[str, Conflict] = Field(default_factory=dict)
    rows: dict[str, PlanRow]
    orders: dict[str, OrderSpec]

    def checklist(self, order: OrderSpec) -> dict[str, str]:
        """What an order asks about, by `row.item`, in the order of the plan."""
        found = {f"{key}.{item}": says for key in order.rows for item, says in self.rows[key].items.items()}
        return {name: found[name] for name in order.items} if order.items else found

    def conflicts_of(self, quota: str) -> tuple[Conflict, ...]:
        """What the source says twice about a quota."""
        return tuple(conflict for conflict in self.conflicts.values() if quota in conflict.quotas)
