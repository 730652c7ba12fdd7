"""The table of quotas by squad, for all subjects that are drawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mingheng.kit.display import Quota
from mingheng.law.rules.plans import Plan, Subject
from mingheng.law.rules.reading import Lawbook
from mingheng.supervision.queries.month_page import SUBJECTS
from mingheng.supervision.queries.months import owed_on
from mingheng.supervision.rules.obligations.table import Line


@dataclass(frozen=True)
class SquadRow:
    """A squad: done of required for each head (None: not asked of it), and what this month still owes."""

    name: str
    cells: tuple[Quota | None, ...]
    owed: tuple[str, ...]
    lacking: bool

    @property
    def met(self) -> bool:
        """Whether nothing is owed this month."""
        return not self.owed


@dataclass(frozen=True)
class Quotas:
    """The table: a head for each quota of squads, and a row for each squad; `covered` of `halves` half-yearly demands are kept."""

    heads: tuple[str, ...]
    rows: tuple[SquadRow, ...]
    district: tuple[tuple[str, Quota], ...]
    covered: int
    halves: int

    @property
    def met(self) -> int:
        """How many squads owe nothing this month."""
        return sum(row.met for row in self.rows)


def quotas_on(plan: Plan, book: Lawbook, today: date, names: Mapping[str, str]) -> Quotas:
    """What every squad owes on a day."""
    owed = owed_on(plan, book, today)
    lines = [(subject, line) for subject, one in owed.items() for line in one.table]
    of_squads = [(subject, line) for subject, line in lines if line.squad]
    heads = list(dict.fromkeys((subject, line.quota) for subject, line in of_squads))
    by_squad: dict[str, dict[tuple[Subject, str], Line]] = {}
    for subject, line in of_squads:
        by_squad.setdefault(line.squad, {})[subject, line.quota] = line
    halves = [line for _, line in of_squads if line.half is not None]
    return Quotas(
        heads=tuple(plan.quotas[quota].title for _, quota in heads),
        rows=tuple(_row(names.get(key, key), [mine.get(head) for head in heads], heads, plan) for key, mine in by_squad.items()),
        district=tuple((plan.quotas[line.quota].title, _bar(line, plan)) for _, line in lines if not line.squad),
        covered=sum(not line.half for line in halves),
        halves=len(halves),
    )


def _row(name: str, lines: Iterable[Line | None], heads: Iterable[tuple[Subject, str]], plan: Plan) -> SquadRow:
    there = list(lines)
    owed: dict[str, int] = {}
    for line, (subject, _) in zip(there, heads, strict=True):
        if line is not None and line.month:
            owed[SUBJECTS[subject]] = max(owed.get(SUBJECTS[subject], 0), line.month)
    return SquadRow(
        name,
        tuple(None if line is None else _bar(line, plan) for line in there),
        tuple(f"{title} {number}" for title, number in owed.items()),
        any(line is not None and line.shortfall for line in there),
    )


def _bar(line: Line, plan: Plan) -> Quota:
    return Quota(line.done, line.required, plan.quotas[line.quota].title)
