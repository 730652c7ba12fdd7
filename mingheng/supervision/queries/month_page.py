"""The page of the month: what is owed by squad and quota, what cannot be had, and how far each subject's draw is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mingheng.draws.queries.draws import State, state_of
from mingheng.kit.display import Badge, Quota
from mingheng.kit.links import link
from mingheng.law import queries as law
from mingheng.law.queries.wording import STATUS, value_words
from mingheng.law.rules.plans import Plan, Subject
from mingheng.law.rules.reading import Lawbook
from mingheng.organisation import queries as organisation
from mingheng.supervision.models import FrozenMonth
from mingheng.supervision.queries.complaints.register import current, without_key_matter
from mingheng.supervision.queries.draws.seeing import sight_of_draw
from mingheng.supervision.queries.months import Difference, Owed, difference_of, owed_on
from mingheng.supervision.queries.squads import without_successor
from mingheng.supervision.rules.obligations.months import Month
from mingheng.supervision.rules.obligations.table import Line
from mingheng.supervision.rules.seeing import Sight

if TYPE_CHECKING:
    from mingheng.draws.models import Draw

SUBJECTS = {
    Subject.DOSSIERS: "案卷",
    Subject.RECORDINGS: "视音频记录",
    Subject.DISCLOSURES: "案件信息公示",
    Subject.COMPLAINTS: "投诉、信访件",
    Subject.VISITS: "实地检查",
}
REGISTERS: Mapping[Subject, Callable[[Month], str]] = {
    Subject.COMPLAINTS: lambda month: f"{link('supervision:complaints')}?month={month.before}",
    Subject.DISCLOSURES: lambda month: link("supervision:disclosures", str(month.before)),
}
"""Where the register of a subject is, for the month before."""
DRAWS = {
    State.SEALED: Badge("名单已封存，待抽取", "hold"),
    State.DRAWN: Badge("已抽取", "ok"),
    State.LAPSED: Badge("已作废", "near"),
}


@dataclass(frozen=True)
class QuotaRow:
    """A quota of the district."""

    bar: Quota
    title: str
    value: str
    badge: Badge
    note: str
    owed: int
    shortfall: int
    conflict: str


@dataclass(frozen=True)
class SquadCell:
    """A quota of a squad. `note` says what is lacking, or when it is due."""

    bar: Quota
    note: str
    lacking: bool


@dataclass(frozen=True)
class SquadRow:
    """A squad with its quotas; `taken_over` names squads whose debt it took over."""

    name: str
    cells: tuple[SquadCell, ...]
    taken_over: str


@dataclass(frozen=True)
class FrozenView:
    """A draw of this month, with what changed since its list was sealed."""

    title: str
    href: str
    badge: Badge
    members: int
    digest: str
    difference: Difference
    sight: Sight | None


@dataclass(frozen=True)
class SubjectView:
    """One subject of the month. `sealing` is what sealing its list is called, empty where it cannot be sealed."""

    key: str
    title: str
    district: tuple[QuotaRow, ...]
    heads: tuple[str, ...]
    squads: tuple[SquadRow, ...]
    shortfalls: int
    frozen: tuple[FrozenView, ...]
    sealing: str
    members: int
    href: str
    """Where what it counts is listed."""
    listed: str
    """What makes a member of the list of the month before."""


@dataclass(frozen=True)
class MonthPage:
    """What is owed this month."""

    title: str
    plan: str
    subjects: tuple[SubjectView, ...]
    orphans: tuple[tuple[str, str], ...]
    heirs: tuple[tuple[str, str], ...]
    repeated: int = 0
    """Repeated complaints about which no key matter was opened."""


def month_page(today: date, reach: frozenset[str] | None, *, acting: bool) -> MonthPage:
    """The month of a day; `reach` are the squads whose rows are shown (None: all, and what the district owes)."""
    book, month = law.lawbook(), Month.of(today)
    plan, title = book.plan(today), f"{month.year} 年 {month.number} 月"
    if plan is None:
        return MonthPage(title, "", (), (), ())
    names = organisation.unit_names()
    owed = owed_on(plan, book, today)
    frozen = frozen_in(month)
    views = (_subject(owed[subject], plan, book, today, names, frozen, reach, acting) for subject in SUBJECTS)
    orphans = tuple((unit.key, unit.short_name) for unit in without_successor()) if acting else ()
    repeated = len(without_key_matter(current(), book, today)) if reach is None else 0
    return MonthPage(title, plan.title, tuple(views), orphans, tuple(organisation.squads().items()) if orphans else (), repeated)


def frozen_in(month: Month) -> list[FrozenMonth]:
    """The lists frozen in a month, the newest first."""
    return list(FrozenMonth.objects.filter(period=str(month)).select_related("draw", "draw__end", "by"))


def _subject(
    owed: Owed, plan: Plan, book: Lawbook, today: date, names: Mapping[str, str], frozen: Iterable[FrozenMonth],
    reach: frozenset[str] | None, acting: bool,
) -> SubjectView:  # fmt: skip
    month = Month.of(today)
    mine = tuple(_frozen(one, book, today) for one in frozen if one.subject == owed.subject)
    shown = [line for line in owed.table if line.squad and (reach is None or line.squad in reach)]
    quotas = list(dict.fromkeys(line.quota for line in shown))
    by_squad: dict[str, dict[str, Line]] = {}
    for line in shown:
        by_squad.setdefault(line.squad, {})[line.quota] = line
    rows = tuple(
        _squad(names.get(key, key), [lines[quota] for quota in quotas if quota in lines], plan, names)
        for key, lines in by_squad.items()
    )
    return SubjectView(
        key=owed.subject.value,
        title=SUBJECTS[owed.subject],
        district=tuple(_quota(line, plan, book, today) for line in owed.table if not line.squad) if reach is None else (),
        heads=tuple(plan.quotas[quota].title for quota in quotas),
        squads=rows,
        shortfalls=sum(cell.lacking for row in rows for cell in row.cells),
        frozen=mine if reach is None else (),
        sealing=_sealing(mine) if acting and owed.drawable else "",
        members=owed.members,
        href=REGISTERS[owed.subject](month) if owed.subject in REGISTERS else "",
        listed="载入" if owed.subject is Subject.COMPLAINTS else "办结",
    )


def _sealing(there: Sequence[FrozenView]) -> str:
    """What sealing a list is called now; a further one of the month says why. Nothing while one waits to be drawn."""
    if not there:
        return "封存名单"
    return {DRAWS[State.LAPSED]: "重新封存", DRAWS[State.DRAWN]: "确需再抽"}.get(there[0].badge, "")


def _quota(line: Line, plan: Plan, book: Lawbook, today: date) -> QuotaRow:
    quota = plan.quotas[line.quota]
    value = book.value(quota.parameter, today)
    return QuotaRow(
        bar=Quota(line.done, line.required, quota.title),
        title=quota.title,
        value=value_words(value, book.parameter_unit(quota.parameter)),
        badge=STATUS[value.status],
        note=value.note,
        owed=line.month,
        shortfall=line.shortfall,
        conflict="；".join(conflict.title for conflict in plan.conflicts_of(line.quota)),
    )


def _squad(name: str, lines: list[Line], plan: Plan, names: Mapping[str, str]) -> SquadRow:
    taken = dict.fromkeys(names.get(key, key) for line in lines for key in line.taken_over)
    return SquadRow(name, tuple(_cell(line, plan.quotas[line.quota].title) for line in lines), "、".join(taken))


def _cell(line: Line, title: str) -> SquadCell:
    owed = line.half if line.year is None else line.year
    note = f"本月还欠 {line.month}" if line.month else (f"还欠 {owed}，本月不催" if owed else "")
    if line.shortfall:
        note = f"本月还欠 {line.month}，只有 {line.possible - line.done} 份可查，缺 {line.shortfall}"
    return SquadCell(Quota(line.done, line.required, title), note, line.shortfall > 0)


def _frozen(one: FrozenMonth, book: Lawbook, today: date) -> FrozenView:
    draw: Draw = one.draw
    there = link("supervision:draw", str(draw.pk))
    sight = sight_of_draw(draw, today, book) if state_of(draw) is State.DRAWN else None
    return FrozenView(draw.title, there, DRAWS[state_of(draw)], draw.plan["count"], one.digest, difference_of(one), sight)
