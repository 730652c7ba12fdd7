"""Every write of the room."""

from mingheng.supervision.actions.answering import AnswerRefused, NotYours, answer_finding
from mingheng.supervision.actions.matters import escalate_late, open_matter, take_act
from mingheng.supervision.actions.opening import open_day, open_orders
from mingheng.supervision.actions.successions import name_successor
from mingheng.supervision.actions.tasks import NotYourOrder, OrderRefused, act_on_order

__all__ = [
    "AnswerRefused", "NotYourOrder", "NotYours", "OrderRefused", "act_on_order", "answer_finding", "escalate_late", "name_successor",
    "open_day", "open_matter", "open_orders", "take_act",
]  # fmt: skip
