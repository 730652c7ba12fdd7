"""Every write of cases. An act reaches a docket only through `take_step`."""

from mingheng.cases.actions.audits import Made, audit_case, plan_audit, queue_audit, request_audit, work_off_audit
from mingheng.cases.actions.books import Books
from mingheng.cases.actions.bulk_effects import NoBulkForm
from mingheng.cases.actions.bundles import take_bundle
from mingheng.cases.actions.checks import CheckRefused, conclude_check, discuss_check, draw_checks, give_second_opinion
from mingheng.cases.actions.distribution import Distributed, distribute_reviews, record_absence
from mingheng.cases.actions.docket_told import Brought, ToldAct, ToldDocket
from mingheng.cases.actions.dockets import AlreadyThere, Batch, DocketRefused, take_in_dockets
from mingheng.cases.actions.drafts import save_draft
from mingheng.cases.actions.knowledge import answer_question, offer_example
from mingheng.cases.actions.leads import register_lead
from mingheng.cases.actions.making import Offer
from mingheng.cases.actions.old_cases import Line, OldCases, bring_over
from mingheng.cases.actions.receipts import import_receipts, post_receipt, preview_receipts, set_receipt_aside
from mingheng.cases.actions.refold import refold_provisional
from mingheng.cases.actions.spot import TAKERS, open_on_spot, rehearse_together, take_together, turn_to_ordinary
from mingheng.cases.actions.steps import NotYours, rehearse_step, take_step
from mingheng.cases.actions.unlocking import UnlockRefused, unlock_case
from mingheng.cases.actions.waivers import WaiverRefused, waive_witnesses

__all__ = [
    "TAKERS",
    "AlreadyThere",
    "Batch",
    "Books",
    "Brought",
    "CheckRefused",
    "Distributed",
    "DocketRefused",
    "Line",
    "Made",
    "NoBulkForm",
    "NotYours",
    "Offer",
    "OldCases",
    "ToldAct",
    "ToldDocket",
    "UnlockRefused",
    "WaiverRefused",
    "answer_question",
    "audit_case",
    "bring_over",
    "conclude_check",
    "discuss_check",
    "distribute_reviews",
    "draw_checks",
    "give_second_opinion",
    "import_receipts",
    "offer_example",
    "open_on_spot",
    "plan_audit",
    "post_receipt",
    "preview_receipts",
    "queue_audit",
    "record_absence",
    "refold_provisional",
    "register_lead",
    "rehearse_step",
    "rehearse_together",
    "request_audit",
    "save_draft",
    "set_receipt_aside",
    "take_bundle",
    "take_in_dockets",
    "take_step",
    "take_together",
    "turn_to_ordinary",
    "unlock_case",
    "waive_witnesses",
    "work_off_audit",
]
