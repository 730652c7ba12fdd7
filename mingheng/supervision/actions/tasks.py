"""What persons do to a task order: take it, report, return a report with a reason, accept it."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.ledger import actions as ledger
from mingheng.ledger.queries import unseal_chain
from mingheng.organisation import queries as organisation
from mingheng.supervision.actions.sent_before import taken_before
from mingheng.supervision.models import TASKS, TaskAct, TaskOrder
from mingheng.supervision.queries.task_pages import DOINGS
from mingheng.supervision.queries.tasks import standing_of
from mingheng.supervision.rules.tasks import LEADS_TO, Answer, Doing, doable

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

ARGUED = frozenset({Doing.RETURNED})


class NotYourOrder(PermissionError):
    """The order is not this person's to do that to; doors answer as if it were not there."""


class OrderRefused(ValueError):
    """It cannot be done now; the message says why and what to do, `field` where. Nothing was changed."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def act_on_order(
    *, order_id: int, kind: Doing, answers: Sequence[str], text: str, seen: int, token: UUID | None, by: "Officer", at: datetime
) -> TaskAct:
    """Take, report, return or accept; of a form sent twice, what was done the first time.

    `answers` are to the items of the checklist in their order, `seen` how many acts the page showed. Raises NotYourOrder,
    OrderRefused, and SentOtherwise for a form sent twice with other answers or words.
    """
    order = TaskOrder.objects.select_for_update().get(pk=order_id)
    earlier = list(order.acts.select_related("by"))
    again = taken_before(
        TaskAct.objects.select_related("by"), token, by,
        same=lambda act: (act.order_id, act.kind, [said for _, said in act.answers], _text_of(act)) == (order.pk, kind, [*answers], text),
        told=lambda act: f"“{DOINGS[Doing(act.kind)]}”" + (f"：{said}" if (said := _text_of(act)) else ""),
    )  # fmt: skip
    if again is not None:
        return again
    can = doable(organisation.authority(by, day_of(at)), standing_of(order))
    if len(earlier) > seen:
        raise OrderRefused(_overtaken(earlier[-1], by, kind, still=kind in can))
    if kind not in can:
        raise NotYourOrder(kind)
    told = _told(order, kind, answers, text, at)
    if kind in (Doing.TAKEN, Doing.REPORTED):
        order.owner = by
    order.state = LEADS_TO[kind]
    order.save(update_fields=["owner", "state"])
    act = TaskAct.objects.create(order=order, n=len(earlier) + 1, kind=kind, answers=told, by=by, at=at, token=token)
    ledger.record(
        kind=f"task:{kind}", chain=f"{TASKS}{order.pk}", facts={"answers": told}, personal={"text": text} if text else {},
        by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
    return act


def _told(order: TaskOrder, kind: Doing, answers: Sequence[str], text: str, at: datetime) -> list[list[str]]:
    """The answers of a report beside their items. Raises OrderRefused for what is lacking."""
    if kind in ARGUED and (lacking := law.unargued(text, day_of(at))):
        raise OrderRefused(f"{lacking}。请写明要补什么、改什么", "text")
    if kind is not Doing.REPORTED:
        return []
    if len(answers) != len(order.items) or not set(answers) <= set(Answer):
        raise OrderRefused("检查表还没有填完。每一条都选一个结果，不涉及的选“不涉及”")
    if Answer.FAULT in answers and (lacking := law.unargued(text, day_of(at))):
        raise OrderRefused(f"检查表里有“有问题”的：{lacking}。请写明是什么问题、怎么处理的", "text")
    return [[item, answer] for (item, _), answer in zip(order.items, answers, strict=True)]


def _text_of(act: TaskAct) -> str:
    return str(unseal_chain(f"{TASKS}{act.order_id}").get(act.n, {}).get("text", ""))


def _overtaken(last: TaskAct, by: "Officer", kind: Doing, *, still: bool) -> str:
    who = "你自己" if last.by_id == by.pk else last.by.name if last.by else "系统"
    if still:
        return f"{who}刚刚动过这张任务单。先看现在的情况，仍要办的再提交一次；你填的内容还在"
    done, wanted = DOINGS[Doing(last.kind)], DOINGS[kind]
    return f"{who}刚刚动过这张任务单（{done}），现在不能再{wanted}。你填的内容还在，要留用的请复制到别处"
