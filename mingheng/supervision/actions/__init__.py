"""Every write of the room."""

from mingheng.supervision.actions.answering import AnswerRefused, NotYours, answer_finding
from mingheng.supervision.actions.opening import open_day, open_orders
from mingheng.supervision.actions.successions import name_successor
from mingheng.supervision.actions.tasks import NotYourOrder, OrderRefused, act_on_order

__all__ = [
    "AnswerRefused", "NotYourOrder", "NotYours", "OrderRefused", "act_on_order", "answer_finding", "name_successor", "open_day",
    "open_orders",
]  # fmt: skip
