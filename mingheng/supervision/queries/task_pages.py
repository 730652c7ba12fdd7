"""What the pages of task orders show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse

from mingheng.kit.display import Badge, Due, Tone
from mingheng.kit.shell import Pager
from mingheng.ledger.queries import unseal_chain
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import DUTY_TITLES
from mingheng.supervision.models import TASKS, TaskAct, TaskOrder
from mingheng.supervision.queries.sought import Sought
from mingheng.supervision.rules.tasks import OPEN, Answer, Doing, State, is_done

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE_SIZE = 50
SOON = 3  # days before its day from which an order is shown as near, like every near period of the pages
STATES = {
    State.WAITING: "待领取",
    State.TAKEN: "办理中",
    State.REPORTED: "已上报",
    State.RETURNED: "已退回",
    State.ACCEPTED: "已办结",
}
TONES: dict[State, Tone] = {
    State.WAITING: "line",
    State.TAKEN: "brand",
    State.REPORTED: "hold",
    State.RETURNED: "near",
    State.ACCEPTED: "ok",
}
DOINGS = {
    Doing.OPENED: "生成", Doing.TAKEN: "领取", Doing.REPORTED: "上报", Doing.RETURNED: "退回", Doing.ACCEPTED: "通过",
    Doing.VACATED: "经办人不再任职，退回待领取", Doing.PASSED_ON: "单位撤销，转承接单位",
}  # fmt: skip
WORDS = {Answer.FINE: Badge("没有问题", "ok"), Answer.FAULT: Badge("有问题", "over"), Answer.NONE: Badge("不涉及", "line")}
TABS = {"open": "待办", "late": "逾期", "reported": "待审核", "done": "已办结", "all": "全部"}
DAILY = Q(every="day")
DONE = Q(state=State.ACCEPTED) | (Q(state=State.REPORTED) & DAILY)


@dataclass(frozen=True)
class TaskWanted(Sought):
    """What of the list is asked for."""

    tab: str = "open"
    unit: str = ""
    page: int = 1


@dataclass(frozen=True)
class TaskRow:
    """One order in a list."""

    href: str
    title: str
    period: str
    unit: str
    lies_with: str
    owner: str
    due: Due
    badge: Badge


@dataclass(frozen=True)
class TaskList:
    """The list: tabs as (label, how many, href, current), units to choose from as (label, href, current)."""

    rows: tuple[TaskRow, ...]
    tabs: tuple[tuple[str, int, str, bool], ...]
    units: tuple[tuple[str, str, bool], ...]
    pager: Pager


@dataclass(frozen=True)
class TaskPast:
    """What befell an order, in words."""

    what: str
    by: str
    at: datetime
    text: str
    answers: tuple[tuple[str, Badge], ...] = ()


@dataclass(frozen=True)
class TaskPage:
    """One order."""

    row: TaskRow
    span: str
    duty: str
    items: tuple[str, ...]
    past: tuple[TaskPast, ...]
    latest: tuple[tuple[str, Badge], ...] = field(default_factory=tuple)


def task_list(visible: "QuerySet[TaskOrder]", wanted: TaskWanted, today: date) -> TaskList:
    """A page of the orders there are to see, what ends soonest first."""
    names = organisation.unit_names()
    there = sorted(set(visible.order_by().values_list("unit", flat=True).distinct()))
    found = visible.filter(unit=wanted.unit) if wanted.unit else visible
    wheres = _tabs(today)
    counts = {tab: found.filter(where).count() for tab, where in wheres.items()}
    pager = Pager.of(counts[wanted.tab], wanted.page, PAGE_SIZE, lambda n: wanted.href(page=n))
    order = ("-due", "-id") if wanted.tab in ("done", "all") else ("due", "id")
    rows = found.filter(wheres[wanted.tab]).select_related("owner").defer("items").order_by(*order)[pager.rows]
    return TaskList(
        rows=tuple(row_of(one, names, today) for one in rows),
        tabs=tuple((TABS[tab], n, wanted.href(tab=tab), tab == wanted.tab) for tab, n in counts.items()),
        units=tuple((names.get(key, key), wanted.href(unit=key), key == wanted.unit) for key in there) if len(there) > 1 else (),
        pager=pager,
    )


def row_of(order: TaskOrder, names: Mapping[str, str], today: date) -> TaskRow:
    """One order in words."""
    state = State(order.state)
    elsewhere = order.lies_with != order.unit
    return TaskRow(
        href=reverse("supervision:task", args=[order.pk]),
        title=order.title,
        period=order.period,
        unit=names.get(order.unit, order.unit),
        lies_with=names.get(order.lies_with, order.lies_with) if elsewhere else "",
        owner=order.owner.name if order.owner else "",
        due=due_of(order, today),
        badge=Badge("已完成", "ok")
        if state is State.REPORTED and is_done(state, order.every)
        else Badge(STATES[state], TONES[state]),
    )


def due_of(order: TaskOrder, today: date) -> Due:
    """How its day stands."""
    if order.state not in OPEN:
        return Due("done", "已上报" if order.state == State.REPORTED else "已办结", on=order.due)
    left = (order.due - today).days
    if left < 0:
        return Due("over", f"逾期 {-left} 日", on=order.due, provisional=order.provisional)
    return Due(
        "near" if left <= SOON else "ok", f"还有 {left} 日" if left else "今天到期", on=order.due, provisional=order.provisional
    )


def task_page(order: TaskOrder, acts: "Sequence[TaskAct]", today: date) -> TaskPage:
    """One order with everything that befell it."""
    words, texts = unseal_chain(f"{TASKS}{order.pk}"), dict(order.items)
    past = tuple(_past(act, texts, words.get(act.n)) for act in acts)
    span = f"{order.begins:%Y年%m月%d日}" + (f"至{order.ends:%m月%d日}" if order.ends != order.begins else "")
    return TaskPage(
        row=row_of(order, organisation.unit_names(), today),
        span=span,
        duty=DUTY_TITLES.get(order.duty, order.duty),
        items=tuple(texts.values()),
        past=past,
        latest=next((one.answers for one in reversed(past) if one.answers), ()),
    )


def acts_of(order: TaskOrder) -> list[TaskAct]:
    """Everything that befell it, the first thing first."""
    return list(order.acts.select_related("by"))


def _past(act: TaskAct, texts: Mapping[str, str], words: Mapping[str, object] | None) -> TaskPast:
    said = str(words.get("text", "")) if words is not None else ""
    return TaskPast(
        what=DOINGS[Doing(act.kind)],
        by=act.by.name if act.by else "系统",
        at=act.at,
        text=said,
        answers=tuple((texts.get(key, key), WORDS[Answer(answer)]) for key, answer in act.answers),
    )


def _tabs(today: date) -> dict[str, Q]:
    opened = Q(state__in=OPEN)
    return {
        "open": opened,
        "late": opened & Q(due__lt=today),
        "reported": Q(state=State.REPORTED) & ~DAILY,
        "done": DONE,
        "all": Q(),
    }
