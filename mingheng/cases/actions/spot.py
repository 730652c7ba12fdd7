"""What an officer in the street does in one go: opening a case on the spot, deciding it there, or turning it over."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction

from mingheng.cases.actions.drafts import forget
from mingheng.cases.actions.leads import register_lead, same_words
from mingheng.cases.actions.making import Offer
from mingheng.cases.actions.steps import take_step
from mingheng.cases.models import Case, Step
from mingheng.cases.queries.dockets import Reading, docket_of
from mingheng.cases.rules import ON_SPOT, SIMPLE, registered
from mingheng.kit.dates import day_of
from mingheng.law.rules.docket import effective

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

CARRIED = ("kind", "name", "identity_number", "legal_representative", "address", "phone")


@transaction.atomic
def open_on_spot(*, offers: Sequence[Offer], by: "Officer", at: datetime) -> Step:
    """Open a simple case: its lead, its party, the facts. All of it or nothing; raises what `register_lead` raises.

    The first offer is the lead and carries the token of the form: sent twice, it opens one case.
    """
    lead = register_lead(offer=offers[0], by=by, at=at, procedure=SIMPLE)
    forget(ref="", act=ON_SPOT, by=by)
    if lead.case.steps > 1:
        same_words(lead.case, offers, by)
        return Step.objects.filter(case=lead.case).latest("n")
    return take_together(case_id=lead.case_id, offers=offers[1:], by=by, at=at)


@transaction.atomic
def take_together(*, case_id: UUID, offers: Sequence[Offer], by: "Officer", at: datetime) -> Step:
    """Take several acts of a case, the whole of them or none; the last step. Raises what `take_step` raises.

    The first offer carries the token of the form: sent twice, it is taken once.
    """
    step = take_step(case_id=case_id, offer=offers[0], by=by, at=at)
    forget(ref=step.case.ref, act=ON_SPOT, by=by)
    if step.n < step.case.steps:
        return Step.objects.filter(case_id=case_id).latest("n")
    for offer in offers[1:]:
        step = take_step(case_id=case_id, offer=offer, by=by, at=at)
    return step


@transaction.atomic
def rehearse_together(*, case_id: UUID, offers: Sequence[Offer], by: "Officer", at: datetime) -> None:
    """Take them and undo them: raises what `take_together` would raise."""
    take_together(case_id=case_id, offers=offers, by=by, at=at)
    transaction.set_rollback(True)


@transaction.atomic
def turn_to_ordinary(*, case_id: UUID, offer: Offer, by: "Officer", at: datetime, read: Reading | None = None) -> Step:
    """Turn a simple case over: it ends, and a lead of the ordinary procedure with its parties begins. The new lead's step.

    Raises what `take_step` raises.
    """
    turned = take_step(case_id=case_id, offer=offer, by=by, at=at, read=read)
    case = Case.objects.get(pk=case_id)
    docket = docket_of(case)
    live = effective(docket)
    found = live.fact("establish_facts", "found") or live.fact("register_lead", "content")
    facts = {
        "source": "on_spot",
        "content": f"当场查处（{case.number or case.ref}）转入：{found}。转入理由：{offer.facts.get('explanation')}",
        "place": live.fact("register_lead", "place"),
    }
    token = uuid5(NAMESPACE_OID, f"{case_id} {turned.n}")
    lead = register_lead(offer=Offer("register_lead", facts, happened=day_of(at), happened_at=at, token=token), by=by, at=at)
    if lead.case.steps == 1:
        for party in docket.parties:
            known = registered(docket, party.id)
            told = {name: known[name] for name in CARRIED if known.get(name)}
            take_step(case_id=lead.case_id, offer=Offer("register_party", told), by=by, at=at)
    return lead


TAKERS = {"turn_to_ordinary": turn_to_ordinary}
"""Acts that bring about more than their own docket tells; every other is taken by `take_step`."""
