"""What supervision owes this month, from the dockets, the squads and the draws; and what a frozen list misses by now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mingheng.cases.queries.closings import Closing, closed_between, having
from mingheng.draws.queries import draws
from mingheng.kit.dates import day_of
from mingheng.law.rules.plans import Plan, Subject
from mingheng.law.rules.reading import Lawbook
from mingheng.supervision.queries.squads import squads_now
from mingheng.supervision.rules.obligations.demands import Demands, demands_of
from mingheng.supervision.rules.obligations.layering import Asked, asked_of
from mingheng.supervision.rules.obligations.months import Month
from mingheng.supervision.rules.obligations.table import Line, table_of
from mingheng.supervision.rules.obligations.visits import visits_asked, visits_table
from mingheng.supervision.rules.obligations.year import Closed, Year

if TYPE_CHECKING:
    from mingheng.supervision.models import FrozenMonth

LEGAL_REVIEW = "legal_review"
PURPOSES = {Subject.DOSSIERS: "dossier", Subject.RECORDINGS: "recording", Subject.VISITS: "visit"}
"""What a draw of a subject is for, as draws call it."""
DRAWN = tuple(PURPOSES)


@dataclass(frozen=True)
class Owed:
    """The table of one subject, the draw it asks for, and which unit had each case closed last month."""

    subject: Subject
    table: tuple[Line, ...]
    asked: Asked
    closed: Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """What changed since a list was frozen: cases it misses, cases closed no more, cases another unit has now."""

    missed: tuple[str, ...]
    reopened: tuple[str, ...]
    moved: tuple[tuple[str, str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.missed or self.reopened or self.moved)


def owed_on(plan: Plan, book: Lawbook, on: date, subjects: Sequence[Subject] = DRAWN) -> dict[Subject, Owed]:
    """What is owed of each subject on a day. Nine queries for all three."""
    squads, cases = squads_now(), closings_of(on)
    last = {one.ref: one.unit for one in cases if Month.of(one.day) == Month.of(on).before}
    closed = tuple(_closed(cases, on))
    found: dict[Subject, Owed] = {}
    for subject in subjects:
        demands: Demands = demands_of(plan, book, subject, on)
        drawn = drawn_before(subject, on)
        if subject is Subject.VISITS:
            table, asked = visits_table(demands, squads, drawn, on), visits_asked(demands, squads, drawn, on)
            found[subject] = Owed(subject, table, asked, {})
        else:
            year = Year(squads, closed, drawn, on)
            found[subject] = Owed(subject, table_of(demands, year), asked_of(demands, year), last)
    return found


def closings_of(on: date) -> list[Closing]:
    """The cases this year's draws up to the day are about: closed from last December up to last month."""
    month = Month.of(on)
    return closed_between(Month(month.year, 1).before.first, month.first)


def drawn_before(subject: Subject, on: date) -> dict[str, date]:
    """What was drawn of a subject this year up to the day: its name and the day of the last sealing it was drawn by."""
    begun = Month(on.year, 1).first
    found: dict[str, date] = {}
    for draw in draws().filter(purpose=PURPOSES[subject], end__kind="drawn").order_by("at"):
        day = day_of(draw.at)
        if begun <= day <= on:
            found |= {pick["member"]: day for pick in (draw.end.outcome or {"picks": ()})["picks"]}
    return found


def difference_of(frozen: "FrozenMonth") -> Difference:
    """How the dockets now differ from the list as it was sealed; the list stays as it is."""
    month = Month.of(day_of(frozen.at))
    now = {one.ref: one.unit for one in closed_between(month.before.first, month.first)} if frozen.closed else {}
    both = sorted(frozen.closed.keys() & now.keys())
    return Difference(
        missed=tuple(sorted(now.keys() - frozen.closed.keys())),
        reopened=tuple(sorted(frozen.closed.keys() - now.keys())),
        moved=tuple((ref, frozen.closed[ref], now[ref]) for ref in both if frozen.closed[ref] != now[ref]),
    )


def _closed(cases: Sequence[Closing], on: date) -> Iterator[Closed]:
    month = Month.of(on)
    reviewed = having(LEGAL_REVIEW, Month(month.year, 1).before.first, month.first)
    for one in cases:
        strata = frozenset({LEGAL_REVIEW}) if one.case in reviewed else frozenset[str]()
        yield Closed(one.ref, one.unit, Month.of(one.day), strata)
