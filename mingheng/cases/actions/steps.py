"""The transaction of one step: lock, gather, judge, append, point, order the instrument, record."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from mingheng.cases.actions.computed import COMPUTED, as_offered
from mingheng.cases.actions.drafts import forget
from mingheng.cases.actions.effects import EFFECTS, exhibits, with_facts
from mingheng.cases.actions.elsewhere import OtherCases
from mingheng.cases.actions.making import Offer, gathered, pointed, said_of, standings_for, step_of
from mingheng.cases.models import Case, CaseLock, Step
from mingheng.cases.queries.auditing.locks import with_lock
from mingheng.cases.queries.covers import cover_of
from mingheng.cases.queries.dockets import Reading, reading_of
from mingheng.cases.queries.papers import paper_of
from mingheng.cases.queries.witnessed import away_for, terms_on, waived_until
from mingheng.cases.rules import (
    StalePage,
    StepRefused,
    divide,
    grant_for,
    officers_named,
    same_submission,
)
from mingheng.cases.rules.audits import LOCKED
from mingheng.cases.rules.witnessed import unwitnessed
from mingheng.documents import actions as documents
from mingheng.kit import search
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.law.rules.docket import Act, Docket
from mingheng.law.rules.findings import Finding
from mingheng.law.rules.judge import judge
from mingheng.law.rules.position import Position, position
from mingheng.law.rules.reading import Lawbook
from mingheng.ledger import actions as ledger
from mingheng.organisation import queries as organisation

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

ARCHIVE = "archive_case"


class NotYours(PermissionError):
    """The act is not this person's to take; doors answer as if it were not there."""


@transaction.atomic
def take_step(*, case_id: UUID, offer: Offer, by: "Officer", at: datetime, read: Reading | None = None) -> Step:
    """Take one act in a case, or refuse with every reason.

    `read` is the docket as the caller read it: it is read again unless it is still the whole of it. Raises StepRefused (all findings), StalePage (the docket moved on since the page was read),
    NotYours (not this person's act) and what files and parties raise; then nothing has changed.
    """
    case = with_lock(Case.objects.select_for_update(of=("self",))).get(pk=case_id)
    if case.last_lock == CaseLock.Kind.LOCKED:
        raise StepRefused((LOCKED,))
    known = read if read is not None and read.still_holds(case) else reading_of(case)
    forget(ref=case.ref, act=offer.act, by=by, party=offer.party or "")
    return append_act(case, known, offer=offer, by=by, at=at)


def append_act(case: Case, read: Reading, *, offer: Offer, by: "Officer", at: datetime) -> Step:
    """Take one act in a case that nobody else can change until the transaction ends; see `take_step`."""
    docket, earlier = read.docket, read.taken_as(offer.token)
    if earlier is not None and same_submission(docket.acts[earlier.n - 1], offer.act, offer.party, offer.facts, by.pk):
        return earlier
    if earlier is not None or (offer.seen is not None and offer.seen != case.steps):
        raise StalePage(offer.seen if offer.seen is not None else case.steps)
    lawbook = law.lawbook()
    before = position(docket, lawbook)
    grant = _grant(case, docket, before, offer.act, by, at)
    elsewhere = OtherCases(case.pk, lawbook)
    offer = COMPUTED.get(offer.act, as_offered)(docket=docket, offer=offer, by=by, at=at, law=lawbook, elsewhere=elsewhere)
    named = officers_named(docket.procedure.acts[offer.act], offer.facts, by.pk)
    people = standings_for(organisation.standings, named, by.pk, offer.happened or day_of(at), day_of(at))
    act = gathered(docket, offer, by.pk, at, people)
    refusals = (*judge(docket, act, lawbook).refusals, *_unwitnessed(act.kind, at, lawbook))
    if refusals:
        raise StepRefused(refusals)
    act, docket = EFFECTS.get(offer.act, _no_effect)(case=case, docket=docket, act=act, offer=offer, by=by, at=at)
    return _append(case, docket, act, lawbook, grant=grant, by=by, at=at, token=offer.token)


@transaction.atomic
def rehearse_step(*, case_id: UUID, offer: Offer, by: "Officer", at: datetime, read: Reading | None = None) -> None:
    """Take the step and undo it: raises what `take_step` would raise, and leaves nothing behind.

    For the last look before an act with legal effect; offers with files are not rehearsed.
    """
    take_step(case_id=case_id, offer=offer, by=by, at=at, read=read)
    transaction.set_rollback(True)


def _no_effect(*, case: Case, docket: Docket, act: Act, offer: Offer, by: "Officer", at: datetime) -> tuple[Act, Docket]:
    return act, docket


def _grant(case: Case, docket: Docket, before: Position, kind: str, by: "Officer", at: datetime) -> str:
    """The appointment under which this person may take the act; raises NotYours without one."""
    spec = docket.procedure.acts.get(kind)
    if spec is None:
        raise NotYours(kind)
    handles = by.pk in before.handlers or not docket.acts
    grant = grant_for(organisation.authority(by, day_of(at)), case.unit, spec, handles=handles)
    if grant is None:
        raise NotYours(kind)
    return str(grant.id)


def _unwitnessed(kind: str, at: datetime, lawbook: Lawbook) -> tuple[Finding, ...]:
    """Why the act has to wait for the witnesses of the ledger, if it has to; costs nothing for an act that never has."""
    terms = terms_on(lawbook, day_of(at))
    if kind not in terms.acts:
        return ()
    away = away_for(at)
    waived = waived_until() if away is not None and away > terms.limit else None
    finding = unwitnessed(kind, away, terms, waived, at)
    return (finding,) if finding else ()


def _append(
    case: Case, docket: Docket, act: Act, lawbook: Lawbook, *, grant: str, by: "Officer", at: datetime, token: UUID | None
) -> Step:
    spec = docket.procedure.acts[act.kind]
    after = docket.with_act(act)
    refs = {"procedure": case.edition}
    parts = divide(spec, act.facts)
    ordered, bureau = None, organisation.bureau() if spec.instrument is not None or act.kind == ARCHIVE else None
    if spec.instrument is not None and bureau is not None:
        paper = paper_of(case, after, act, lawbook, bureau)
        ordered = documents.order_instrument(
            folder=case.id, key=spec.instrument, source=str(act.n), data=paper.data, year=act.happened.year,
            authority_code=paper.authority_code, by=by, at=at, edition=lawbook.digest,
        )  # fmt: skip
        refs["instrument"] = ordered.sha256
        if ordered.number:
            act = with_facts(act, number=ordered.number)
            after = docket.with_act(act)
            parts = divide(spec, act.facts)
    step = step_of(case, act, parts, by=by.pk, instrument=ordered.id if ordered else None, token=token)
    step.save(force_insert=True)
    point(case, after, position(after, lawbook), lawbook.items)
    if act.kind == ARCHIVE and bureau is not None:
        documents.bind_dossier(
            folder=case.id,
            cover=cover_of(case, after, lawbook, bureau),
            evidence=exhibits(case.id),
            by=by,
            at=at,
            edition=lawbook.digest,
        )
    receipt = ledger.record_said(said=said_of(case, act, parts, grant=grant, refs=refs))
    if receipt.n != act.n:
        raise RuntimeError(f"docket {case.ref}: step {act.n} was recorded as entry {receipt.n} of its chain")
    return step


def point(case: Case, docket: Docket, at: Position, items: Mapping[str, Any]) -> None:
    """Move the case row to where its docket now stands; nothing else ever changes it."""
    case.search = search.vector(*pointed(case, docket, at, items))
    case.save()
