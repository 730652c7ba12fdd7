"""Builds the page of the annual plan of supervision: its rows, its quotas with their sources, what its source says twice."""

from dataclasses import dataclass

from django.urls import reverse

from mingheng.kit.display import Badge, Cite
from mingheng.law.queries.editions import lawbook
from mingheng.law.queries.page import AsOf
from mingheng.law.queries.wording import DEMONSTRATION, STATUS, Words, value_words
from mingheng.law.rules.plans import Conflict, Every, Level, OrderSpec, Plan, PlanRow, Way

EVERY = {Every.DAY: "每日", Every.MONTH: "每月", Every.QUARTER: "每季度", Every.HALF_YEAR: "每半年", Every.YEAR: "每年"}
LEVELS = {Level.BUREAU: "区局", Level.SQUAD: "中队"}
WAYS = {Way.ONLINE: "网上抽查", Way.ONSITE: "现场检查", Way.FOLLOWED: "跟踪督办"}


@dataclass(frozen=True)
class QuotaView:
    """A quota with its number, and how well that is established."""

    title: str
    value: str
    badge: Badge
    note: str
    cites: tuple[Cite, ...]
    conflict: str


@dataclass(frozen=True)
class PlanRowView:
    """One matter under supervision."""

    number: int
    area: str
    title: str
    by: str
    ways: str
    frequency: str
    quotas: tuple[QuotaView, ...]
    items: tuple[str, ...]


@dataclass(frozen=True)
class ConflictView:
    """What the source says twice; each reading with where it stands and whether it is the one held to."""

    title: str
    readings: tuple[tuple[str, str, Cite, bool], ...]
    why: str


@dataclass(frozen=True)
class OrderView:
    """A task order that is made again and again."""

    title: str
    by: str
    every: str
    rows: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class PlanPage:
    """The plan in force on a day; without one only `as_of` says something."""

    as_of: AsOf
    home_href: str
    title: str = ""
    badges: tuple[Badge, ...] = ()
    cites: tuple[Cite, ...] = ()
    rows: tuple[PlanRowView, ...] = ()
    conflicts: tuple[ConflictView, ...] = ()
    orders: tuple[OrderView, ...] = ()


def plan_page(as_of: AsOf) -> PlanPage:
    """The plan of the day."""
    words = Words(lawbook(), as_of.day)
    home = reverse("law:home")
    plan = words.book.plan(as_of.day)
    if plan is None:
        return PlanPage(as_of, home)
    return PlanPage(
        as_of=as_of,
        home_href=home,
        title=plan.title,
        badges=(STATUS[plan.status], *((DEMONSTRATION,) if plan.demonstration else ())),
        cites=words.cites(plan.cite),
        rows=tuple(_row(plan, row, words) for row in sorted(plan.rows.values(), key=lambda row: row.number)),
        conflicts=tuple(_conflict(conflict, words) for conflict in plan.conflicts.values()),
        orders=tuple(_order(plan, order) for order in plan.orders.values()),
    )


def _row(plan: Plan, row: PlanRow, words: Words) -> PlanRowView:
    return PlanRowView(
        number=row.number,
        area=row.area,
        title=row.title,
        by="、".join(LEVELS[level] for level in row.by),
        ways="、".join(WAYS[way] for way in row.ways),
        frequency=row.frequency,
        quotas=tuple(_quota(plan, key, words) for key in row.quotas),
        items=tuple(row.items.values()),
    )


def _quota(plan: Plan, key: str, words: Words) -> QuotaView:
    quota = plan.quotas[key]
    value = words.book.value(quota.parameter, words.day)
    return QuotaView(
        title=quota.title,
        value=value_words(value, words.book.parameter_unit(quota.parameter)),
        badge=STATUS[value.status],
        note=value.note,
        cites=words.cites(value.cite),
        conflict="；".join(conflict.title for conflict in plan.conflicts_of(key)),
    )


def _conflict(conflict: Conflict, words: Words) -> ConflictView:
    readings = enumerate(conflict.readings, 1)
    told = tuple((each.where, each.says, words.cite(each.cite), n == conflict.kept) for n, each in readings)
    return ConflictView(conflict.title, told, conflict.why)


def _order(plan: Plan, order: OrderSpec) -> OrderView:
    titles = "、".join(plan.rows[key].title for key in order.rows)
    return OrderView(order.title, LEVELS[order.level], EVERY[order.every], titles, tuple(plan.checklist(order).values()))
