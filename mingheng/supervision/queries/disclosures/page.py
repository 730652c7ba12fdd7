"""The page of a month's decisions: how the publication of each stands, by verdict and unit, and what is left to confirm."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from mingheng.kit import display
from mingheng.kit.links import link
from mingheng.kit.shell import Chip, Choice, Facet, Option, Pager
from mingheng.organisation import queries as organisation
from mingheng.supervision.models import DisclosureCheck
from mingheng.supervision.queries.disclosures.month import Disclosed
from mingheng.supervision.queries.sought import Sought
from mingheng.supervision.rules.disclosures.verdict import FAULTS, TITLES, Publication
from mingheng.supervision.rules.matters import FAULT
from mingheng.supervision.rules.obligations.months import LAST, Month

PAGE_SIZE = 50
ALL, OPEN = "all", "open"
TONES: dict[Publication, display.Tone] = {
    Publication.STALE: "over", Publication.OVERDUE: "over", Publication.LATE: "over", Publication.WAITING: "near", Publication.IN_TIME: "ok",
    Publication.WITHDRAWN: "line", Publication.EXEMPT: "line",
}  # fmt: skip


@dataclass(frozen=True)
class DisclosuresSought(Sought):
    """What of the month is asked for: a verdict, `open` for what is left to confirm, `all`; and a unit."""

    verdict: str = ALL
    unit: str = ""
    page: int = 1


@dataclass(frozen=True)
class DisclosureRow:
    """A case: its days, what stands, what the machine says where that is something else, and why."""

    number: str
    href: str
    unit: str
    decided: date
    published: date | None
    due: date | None
    provisional: bool
    badge: display.Badge
    machine: display.Badge | None
    why: str
    confirmed: bool
    slip_href: str


@dataclass(frozen=True)
class DisclosurePage:
    """Everything the page shows."""

    month: Month
    title: str
    rows: tuple[DisclosureRow, ...]
    pager: Pager
    views: tuple[Choice, ...]
    chips: tuple[Chip, ...]
    facets: tuple[Facet, ...]
    keep: tuple[tuple[str, str], ...]
    months: tuple[Choice, ...]
    checks: tuple[tuple[datetime, str, int, str], ...]
    total: int
    done: int
    open: int
    waiting: int


def disclosure_page(
    month: Month, found: Sequence[Disclosed], wanted: DisclosuresSought, today: date, *, acting: bool
) -> DisclosurePage:
    """The page of what the reader may see of a month."""
    names = organisation.unit_names()
    within = [one for one in found if not wanted.unit or one.case.unit == wanted.unit]
    shown = [one for one in within if _wanted(one, wanted.verdict)]
    pager = Pager.of(len(shown), wanted.page, PAGE_SIZE, lambda n: wanted.href(page=n))
    units = sorted({one.case.unit for one in found})
    return DisclosurePage(
        month=month,
        title=f"{month.year} 年 {month.number} 月",
        rows=tuple(row_of(one, month, names, acting=acting) for one in shown[pager.rows]),
        pager=pager,
        views=_views(within, wanted),
        chips=(Chip(names.get(wanted.unit, wanted.unit), wanted.href(unit="")),) if wanted.unit else (),
        facets=(Facet("unit", "单位", tuple(Option(key, names.get(key, key), key == wanted.unit) for key in units)),) if units else (),
        keep=(("verdict", wanted.verdict),),
        months=tuple(_month(Month.of(today).moved(-back), month) for back in range(1, LAST + 1)),
        checks=_checks(month),
        total=len(found),
        done=sum(one.checked is not None for one in found),
        open=sum(one.to_confirm for one in found),
        waiting=sum(one.checked is None and not one.to_confirm for one in found),
    )  # fmt: skip


def row_of(one: Disclosed, month: Month, names: dict[str, str], *, acting: bool) -> DisclosureRow:
    """A case as the page shows it; with a way to a slip where it is a fault and the reader may open one."""
    case, judged, machine = one.case, one.judged, one.checked.machine if one.checked else one.judged.state
    slip = urlencode({"procedure": FAULT, "disclosure": case.ref, "month": str(month)})
    return DisclosureRow(
        number=case.number or case.ref,
        href=link("cases:case", case.ref),
        unit=names.get(case.unit, case.unit),
        decided=judged.decided,
        published=judged.published,
        due=judged.due,
        provisional=judged.provisional,
        badge=badge_of(one.stands),
        machine=badge_of(Publication(machine)) if machine != one.stands else None,
        why=(one.checked.remark if one.checked else "") or judged.why,
        confirmed=one.checked is not None,
        slip_href=f"{link('supervision:matter_new')}?{slip}" if acting and one.stands in FAULTS else "",
    )


def badge_of(state: Publication) -> display.Badge:
    """A verdict as a badge."""
    return display.Badge(TITLES[state], TONES[state])


def _wanted(one: Disclosed, verdict: str) -> bool:
    return one.to_confirm if verdict == OPEN else verdict in (ALL, one.stands.value)


def _views(found: Sequence[Disclosed], wanted: DisclosuresSought) -> tuple[Choice, ...]:
    counted = Counter(one.stands for one in found)
    kinds = [
        Choice(TITLES[state], wanted.href(verdict=state.value), wanted.verdict == state, counted[state])
        for state in Publication
        if counted[state]
    ]
    open_ = sum(one.to_confirm for one in found)
    return (
        Choice("全部", wanted.href(verdict=ALL), wanted.verdict == ALL, len(found)), *kinds,
        Choice("待确认", wanted.href(verdict=OPEN), wanted.verdict == OPEN, open_),
    )  # fmt: skip


def _month(month: Month, now: Month) -> Choice:
    return Choice(f"{month.year} 年 {month.number} 月", link("supervision:disclosures", str(month)), month == now)


def _checks(month: Month) -> tuple[tuple[datetime, str, int, str], ...]:
    rows = DisclosureCheck.objects.filter(month=str(month)).select_related("by").prefetch_related("rows")
    return tuple((one.at, one.by.name, len(one.rows.all()), one.digest) for one in rows)
