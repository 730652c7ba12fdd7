"""Every write of cases. An act reaches a docket only through `take_step`."""

from mingheng.cases.actions.drafts import discard_draft, save_draft
from mingheng.cases.actions.leads import register_lead
from mingheng.cases.actions.refold import refold_provisional
from mingheng.cases.actions.steps import NotYours, Offer, rehearse_step, take_step

__all__ = [
    "NotYours",
    "Offer",
    "discard_draft",
    "refold_provisional",
    "register_lead",
    "rehearse_step",
    "save_draft",
    "take_step",
]
