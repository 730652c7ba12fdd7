"""The worklist: what waits for one reader, grouped by how soon the law wants it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from mingheng.cases.access import CASE_DUTIES, cases_for
from mingheng.cases.queries import tasks
from mingheng.kit.display import Peek, Task
from mingheng.kit.links import link
from mingheng.kit.shell import Chip, Choice, Facet, Option
from mingheng.organisation.rules import Authority, Duty

MOST = 100
"""So many rows are shown; the case list shows the rest, page by page."""

PARTS = {"": "全部", "handler": "我主办", "second": "我协办", "other": "我审批"}
WAITING = "waiting"
FILTERS = {"stage": "环节", "unit": "单位"}

_GROUPS = (
    ("over", ("over",), "已超期", "超期事项处置后自动移出"),
    ("near", ("near",), "临近到期", ""),
    ("ok", ("ok", "hold", "done"), "未到期", ""),
)


@dataclass(frozen=True)
class TaskGroup:
    """Rows of one urgency."""

    state: str
    title: str
    note: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class WorklistPage:
    """The worklist page. `at` is the key of the row whose preview is open, `peek` that preview.

    Without `peek` the preview of `first_peek` is fetched when the page has been shown.
    """

    groups: tuple[TaskGroup, ...]
    tabs: tuple[Choice, ...]
    total: int
    at: str = ""
    peek: Peek | None = None
    first_peek: str = ""
    chips: tuple[Chip, ...] = ()
    facets: tuple[Facet, ...] = ()
    part: str = ""
    note: str = ""
    export_href: str = ""
    register_href: str = ""
    spot_href: str = ""
    onward: Choice | None = None
    """Where a reader goes for whom nothing waits."""

    @property
    def keep(self) -> tuple[tuple[str, str], ...]:
        """What a filter form repeats."""
        return (("part", self.part),) if self.part else ()


@dataclass(frozen=True)
class Wanted:
    """What of the worklist is asked for: one's part, stages and units by name, the row previewed."""

    part: str = ""
    chosen: Mapping[str, tuple[str, ...]] | None = None
    at: str = ""

    def keeps(self, task: Task) -> bool:
        """Whether the row passes the filters."""
        here = {"stage": task.stage, "unit": task.unit}
        return all(here[name] in values for name, values in (self.chosen or {}).items() if values)

    def href(self, **changes: tuple[str, ...] | str) -> str:
        """The same worklist with something changed."""
        pairs: dict[str, tuple[str, ...] | str] = {"part": self.part, **(self.chosen or {}), **changes}
        return "?" + urlencode({name: value for name, value in pairs.items() if value}, doseq=True)


def rows_of(held: Authority, part: str, today: date) -> tuple[Task, ...]:
    """The reader's rows, most urgent first; with part `waiting`, the reader's own cases that wait for others."""
    visible = cases_for(held)
    waiting = tasks.waiting_for(visible, held)
    if part == WAITING:
        others = visible.filter(handlers__contains=[held.officer_id], closed=False).exclude(id__in=waiting.values("id"))
        found = others.order_by("due", "opened_at")
    else:
        found = waiting
    cases = list(found[:MOST])
    rows = tasks.tasks(cases, today, held.officer_id) if cases else ()
    return tuple(row for row in rows if part in ("", WAITING) or part in row.mine)


def worklist_page(held: Authority, wanted: Wanted, today: date, peek: Peek | None) -> WorklistPage:
    """The page; an unknown part counts as all."""
    part = wanted.part if wanted.part in PARTS or wanted.part == WAITING else ""
    everything = rows_of(held, part, today)
    rows = tuple(row for row in everything if wanted.keeps(row))
    shown = tuple(_with_peek(row) for row in rows)
    return WorklistPage(
        groups=grouped(shown),
        tabs=_tabs(part, len(everything), may_handle=held.holds(Duty.OFFICER)),
        total=len(rows),
        at=wanted.at or (shown[0].key if shown else ""),
        peek=peek,
        first_peek=shown[0].peek if shown and peek is None else "",
        chips=_chips(wanted),
        facets=_facets(wanted, everything),
        part=part,
        note=f"只显示最急的 {MOST} 件" if len(everything) == MOST else "",
        export_href=wanted.href(export="1"),
        spot_href=link("cases:find") if held.holds(Duty.OFFICER) else "",
        register_href=link("cases:register") if held.holds(Duty.OFFICER, Duty.SQUAD_LEADER, Duty.CENTRE_REVIEWER) else "",
        onward=_onward(held),
    )


def _onward(held: Authority) -> Choice:
    """The nearest page the reader may open."""
    if held.holds(*CASE_DUTIES):
        return Choice("看全部案件", link("cases:list"))
    if held.holds(Duty.SYSTEM_ADMINISTRATOR):
        return Choice("看人员", link("organisation:people"))
    return Choice("看法规与裁量", link("law:home"))


def grouped(rows: Iterable[Task]) -> tuple[TaskGroup, ...]:
    """Rows by urgency; within a group in the order given. Groups without rows are left out."""
    listed = tuple(rows)
    groups = (
        TaskGroup(key, title, note, tuple(row for row in listed if row.due.state in states))
        for key, states, title, note in _GROUPS
    )
    return tuple(group for group in groups if group.tasks)


def _with_peek(row: Task) -> Task:
    return row if row.peek else replace(row, peek=link("desk:peek", row.key))


def _tabs(part: str, count: int, *, may_handle: bool) -> tuple[Choice, ...]:
    titles = {**PARTS, **({WAITING: "等他人"} if may_handle else {})}
    return tuple(
        Choice(title, f"?part={key}" if key else "?", key == part, count if key == part else None)
        for key, title in titles.items()
    )


def _chips(wanted: Wanted) -> tuple[Chip, ...]:
    chosen = wanted.chosen or {}
    return tuple(
        Chip(value, wanted.href(**{name: tuple(v for v in values if v != value)}))
        for name, values in chosen.items()
        for value in values
    )


def _facets(wanted: Wanted, rows: Iterable[Task]) -> tuple[Facet, ...]:
    listed = tuple(rows)
    there = {"stage": {row.stage for row in listed}, "unit": {row.unit for row in listed}}
    chosen = wanted.chosen or {}
    return tuple(
        Facet(
            name,
            label,
            tuple(Option(v, v, v in chosen.get(name, ())) for v in sorted(there[name] | set(chosen.get(name, ()))) if v),
        )
        for name, label in FILTERS.items()
    )
