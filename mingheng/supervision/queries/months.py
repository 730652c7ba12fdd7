"""What supervision owes this month, from the dockets, the squads and the draws; and what a frozen list misses by now."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from mingheng.cases.queries.closings import Closing, closed_between, closings_counted, having
from mingheng.draws.queries import picked
from mingheng.kit.dates import day_of, moment_of
from mingheng.law.rules.plans import Measure, Plan, Subject
from mingheng.law.rules.reading import Lawbook
from mingheng.supervision.queries.complaints.register import received_between
from mingheng.supervision.queries.disclosures.month import disclosures_table
from mingheng.supervision.queries.squads import squads_now
from mingheng.supervision.rules.obligations.demands import Demands, demands_of
from mingheng.supervision.rules.obligations.layering import Asked, asked_of, layers_of, listed
from mingheng.supervision.rules.obligations.months import Month
from mingheng.supervision.rules.obligations.table import Line, table_of
from mingheng.supervision.rules.obligations.visits import visits_asked, visits_table
from mingheng.supervision.rules.obligations.year import Closed, Year, total

if TYPE_CHECKING:
    from mingheng.supervision.models import FrozenMonth

LEGAL_REVIEW = "legal_review"
PURPOSES = {
    Subject.DOSSIERS: "dossier",
    Subject.RECORDINGS: "recording",
    Subject.COMPLAINTS: "complaint",
    Subject.VISITS: "visit",
}
"""What a draw of a subject is for, as draws call it."""
DRAWN = tuple(PURPOSES)
OF_CASES = (Subject.DOSSIERS, Subject.RECORDINGS)
OF_THE_MONTH = (Measure.SHARE, Measure.STRATUM)


@dataclass(frozen=True)
class Owed:
    """The table of one subject, and the draw it asks for: out of how many members, and whether there is anything to draw."""

    subject: Subject
    table: tuple[Line, ...]
    members: int
    drawable: bool


@dataclass(frozen=True)
class ToFreeze:
    """The table of one subject, the draw it asks for, and which unit had each case closed (or complaint received) last month."""

    table: tuple[Line, ...]
    asked: Asked
    closed: Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """What changed since a list was frozen: what it misses, what belongs on it no more, what another unit has now."""

    missed: tuple[str, ...]
    reopened: tuple[str, ...]
    moved: tuple[tuple[str, str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.missed or self.reopened or self.moved)


def owed_on(plan: Plan, book: Lawbook, on: date) -> dict[Subject, Owed]:
    """What is owed of each subject on a day; closed cases are counted, not read. Nine queries for all five."""
    squads, drawn = squads_now(), drawn_before(on)
    closed = tuple(_together(on, {name for subject in OF_CASES for name in drawn[subject]}))
    found: dict[Subject, Owed] = {}
    for subject in DRAWN:
        demands: Demands = demands_of(plan, book, subject, on)
        if subject is Subject.VISITS:
            asked = visits_asked(demands, squads, drawn[subject], on)
            table, members = visits_table(demands, squads, drawn[subject], on), len(asked.members)
            found[subject] = Owed(subject, table, members, bool(members and asked.layers))
        else:
            year = Year(squads, closed if subject in OF_CASES else tuple(_received(demands, on)), drawn[subject], on)
            members = total(listed(demands, year))
            found[subject] = Owed(subject, table_of(demands, year), members, bool(members and layers_of(demands, year)))
    disclosed = demands_of(plan, book, Subject.DISCLOSURES, on)
    found[Subject.DISCLOSURES] = Owed(Subject.DISCLOSURES, disclosures_table(disclosed, on), 0, drawable=False)
    return found


def to_freeze(plan: Plan, book: Lawbook, subject: Subject, on: date) -> ToFreeze:
    """What a list of a subject sealed on a day is made of, one by one."""
    squads, drawn = squads_now(), drawn_before(on)[subject]
    demands: Demands = demands_of(plan, book, subject, on)
    if subject is Subject.VISITS:
        return ToFreeze(visits_table(demands, squads, drawn, on), visits_asked(demands, squads, drawn, on), {})
    closed = _closed(closed_between(*_span(on)), on) if subject in OF_CASES else _received(demands, on)
    year = Year(squads, tuple(closed), drawn, on)
    return ToFreeze(table_of(demands, year), asked_of(demands, year), {one.id: one.squad for one in year.last})


def _span(on: date) -> tuple[date, date]:
    """The days this year's draws are about: cases closed from last December up to last month."""
    month = Month.of(on)
    return Month(month.year, 1).before.first, month.first


def _together(on: date, named: Collection[str]) -> Iterator[Closed]:
    """The closed cases that are alike counted together, those named each by itself."""
    for one in closings_counted(*_span(on), act=LEGAL_REVIEW, named=named):
        strata = frozenset({LEGAL_REVIEW}) if one.having else frozenset[str]()
        yield Closed(one.ref, one.unit, Month.of(one.month), strata, one.n)


def drawn_before(on: date) -> dict[Subject, dict[str, date]]:
    """What was drawn of each subject this year up to the day: its name and the day of the last sealing it was drawn by. One query."""
    found: dict[Subject, dict[str, date]] = {subject: {} for subject in DRAWN}
    subjects = {purpose: subject for subject, purpose in PURPOSES.items()}
    for purpose, at, members in picked(subjects, moment_of(Month(on.year, 1).first, time())):
        if (day := day_of(at)) <= on:
            found[subjects[purpose]] |= dict.fromkeys(members, day)
    return found


def difference_of(frozen: "FrozenMonth") -> Difference:
    """How the dockets, or the register, now differ from the list as it was sealed; the list stays as it is."""
    month = Month.of(day_of(frozen.at))
    now = _listed_now(frozen.subject, month) if frozen.closed else {}
    both = sorted(frozen.closed.keys() & now.keys())
    return Difference(
        missed=tuple(sorted(now.keys() - frozen.closed.keys())),
        reopened=tuple(sorted(frozen.closed.keys() - now.keys())),
        moved=tuple((ref, frozen.closed[ref], now[ref]) for ref in both if frozen.closed[ref] != now[ref]),
    )


def _listed_now(subject: str, month: Month) -> dict[str, str]:
    """The unit of everything the list of a month would hold of the month before if it were sealed now."""
    if subject == Subject.COMPLAINTS:
        return {one.number: one.unit for one in received_between(month.before.first, month.first)}
    return {one.ref: one.unit for one in closed_between(month.before.first, month.first)}


def _received(demands: Demands, on: date) -> Iterator[Closed]:
    """The complaints the draws are about: those of last month, and of the year where a quota reaches so far."""
    month = Month.of(on)
    monthly = all(demand.measure in OF_THE_MONTH for demand in demands.all)
    since = month.before if monthly else Month(month.year, 1).before
    for one in received_between(since.first, month.first):
        yield Closed(one.number, one.unit, Month.of(one.received))


def _closed(cases: Sequence[Closing], on: date) -> Iterator[Closed]:
    reviewed = having(LEGAL_REVIEW, *_span(on))
    for one in cases:
        strata = frozenset({LEGAL_REVIEW}) if one.case in reviewed else frozenset[str]()
        yield Closed(one.ref, one.unit, Month.of(one.day), strata)
