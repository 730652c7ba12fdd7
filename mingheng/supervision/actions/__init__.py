"""Every write of the room."""

from mingheng.supervision.actions.answering import AnswerRefused, NotYours, answer_finding
from mingheng.supervision.actions.complaints import keep_previewed, load_complaints, load_previewed
from mingheng.supervision.actions.disclosures import CheckRefused, confirm_disclosures
from mingheng.supervision.actions.foundings import name_founding
from mingheng.supervision.actions.freezing import freeze_month
from mingheng.supervision.actions.matters import escalate_late, open_matter, take_act
from mingheng.supervision.actions.opening import open_day, open_orders
from mingheng.supervision.actions.reviewing.answers import appeal_review, decide_appeal, pick_example, reply_to_review
from mingheng.supervision.actions.reviewing.opening import (
    assign_reviewer,
    deal_reviewer,
    open_central_review,
    open_drawn_reviews,
    open_review,
    withdraw_sheet,
)
from mingheng.supervision.actions.reviewing.recording import ReviewRefused
from mingheng.supervision.actions.reviewing.scoring import AlreadyIn, SheetIncomplete, save_sheet, submit_sheet
from mingheng.supervision.actions.successions import name_successor
from mingheng.supervision.actions.tasks import NotYourOrder, OrderRefused, act_on_order

__all__ = [
    "AlreadyIn",
    "AnswerRefused",
    "CheckRefused",
    "NotYourOrder",
    "NotYours",
    "OrderRefused",
    "ReviewRefused",
    "SheetIncomplete",
    "act_on_order",
    "answer_finding",
    "appeal_review",
    "assign_reviewer",
    "confirm_disclosures",
    "deal_reviewer",
    "decide_appeal",
    "escalate_late",
    "freeze_month",
    "keep_previewed",
    "load_complaints",
    "load_previewed",
    "name_founding",
    "name_successor",
    "open_central_review",
    "open_day",
    "open_drawn_reviews",
    "open_matter",
    "open_orders",
    "open_review",
    "pick_example",
    "reply_to_review",
    "save_sheet",
    "submit_sheet",
    "take_act",
    "withdraw_sheet",
]
