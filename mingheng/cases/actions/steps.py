"""The transaction of one step: lock, gather, judge, append, point, order the instrument, record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from mingheng.cases.actions.effects import EFFECTS, exhibits, with_facts
from mingheng.cases.models import Case, Step
from mingheng.cases.queries.covers import cover_of
from mingheng.cases.queries.dockets import docket_from, steps_of
from mingheng.cases.queries.papers import paper_of
from mingheng.cases.rules import (
    StalePage,
    StepRefused,
    divide,
    grant_for,
    officers_named,
    pointers,
    same_submission,
    standing_row,
)
from mingheng.documents import actions as documents
from mingheng.kit import search
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.law.rules.docket import Act, Docket, Standing, effective
from mingheng.law.rules.judge import judge
from mingheng.law.rules.position import Position, position
from mingheng.law.rules.reading import Lawbook
from mingheng.ledger import actions as ledger
from mingheng.organisation import queries as organisation

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from mingheng.organisation.models import Officer

ARCHIVE = "archive_case"


class NotYours(PermissionError):
    """The act is not this person's to take; doors answer as if it were not there."""


@dataclass(frozen=True)
class Offer:
    """An act somebody wants to take: its facts and what came with the form.

    `token` makes a form sent twice count once; `seen` is how many steps the reader's page showed.
    """

    act: str
    facts: Mapping[str, Any]
    party: str | None = None
    happened: date | None = None
    happened_at: datetime | None = None
    files: Mapping[str, Sequence["UploadedFile[bytes]"]] = field(default_factory=lambda: MappingProxyType({}))
    token: UUID | None = None
    seen: int | None = None


@transaction.atomic
def take_step(*, case_id: UUID, offer: Offer, by: "Officer", at: datetime) -> Step:
    """Take one act in a case, or refuse with every reason.

    Raises StepRefused (all findings), StalePage (the docket moved on since the page was read),
    NotYours (not this person's act) and what files and parties raise; then nothing has changed.
    """
    case = Case.objects.select_for_update().get(pk=case_id)
    rows = steps_of(case)
    docket = docket_from(case, rows)
    earlier = next((row for row in rows if offer.token is not None and row.token == offer.token), None)
    if earlier is not None and same_submission(docket.acts[earlier.n - 1], offer.act, offer.party, offer.facts, by.pk):
        return earlier
    if earlier is not None or (offer.seen is not None and offer.seen != case.steps):
        raise StalePage(offer.seen if offer.seen is not None else case.steps)
    lawbook = law.lawbook()
    before = position(docket, lawbook)
    grant = _grant(case, docket, before, offer.act, by, at)
    act = _gathered(docket, offer, by, at)
    verdict = judge(docket, act, lawbook)
    if not verdict.allowed:
        raise StepRefused(verdict.refusals)
    act, docket = EFFECTS.get(offer.act, _no_effect)(case=case, docket=docket, act=act, offer=offer, by=by, at=at)
    return _append(case, docket, act, lawbook, grant=grant, by=by, at=at, token=offer.token)


@transaction.atomic
def rehearse_step(*, case_id: UUID, offer: Offer, by: "Officer", at: datetime) -> None:
    """Take the step and undo it: raises what `take_step` would raise, and leaves nothing behind.

    For the last look before an act with legal effect; offers with files are not rehearsed.
    """
    take_step(case_id=case_id, offer=offer, by=by, at=at)
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


def _gathered(docket: Docket, offer: Offer, by: "Officer", at: datetime) -> Act:
    spec = docket.procedure.acts[offer.act]
    happened = offer.happened or day_of(at)
    people = organisation.standings(officers_named(spec, offer.facts, by.pk), happened)
    facts = dict(offer.facts)
    for name, uploads in offer.files.items():
        if uploads:
            facts[name] = [{"name": u.name} for u in uploads]
    return Act(
        n=len(docket.acts) + 1,
        kind=offer.act,
        by=by.pk,
        at=at,
        happened=happened,
        happened_at=offer.happened_at,
        party=offer.party if spec.per_party else None,
        facts=MappingProxyType(facts),
        people=MappingProxyType({i: Standing(i, s.name, s.unit, s.certificate, str(s.state), s.auxiliary, s.legally_qualified)
                                 for i, s in people.items()}),
        round=docket.next_round(offer.act, offer.party if spec.per_party else None),
    )  # fmt: skip


def _append(
    case: Case, docket: Docket, act: Act, lawbook: Lawbook, *, grant: str, by: "Officer", at: datetime, token: UUID | None
) -> Step:
    spec = docket.procedure.acts[act.kind]
    after = docket.with_act(act)
    refs = {"procedure": case.edition}
    parts = divide(spec, act.facts)
    bureau = organisation.bureau()
    ordered = None
    if spec.instrument is not None:
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
    step = Step.objects.create(
        case=case, n=act.n, act=act.kind, by=by, at=at, happened=act.happened, happened_at=act.happened_at,
        party=UUID(act.party) if act.party else None, round=act.round, facts=dict(parts.open),
        people=[standing_row(s) for s in act.people.values()], instrument=ordered.id if ordered else None, token=token,
    )  # fmt: skip
    point(case, after, position(after, lawbook), lawbook.items)
    if act.kind == ARCHIVE:
        documents.bind_dossier(
            folder=case.id,
            cover=cover_of(case, after, lawbook, bureau),
            evidence=exhibits(case.id),
            by=by,
            at=at,
            edition=lawbook.digest,
        )
    receipt = ledger.record(
        kind=f"case:{act.kind}", chain=str(case.id), facts=dict(parts.open), personal=dict(parts.personal),
        by=f"o:{by.pk}", unit=f"u:{case.unit}", at=at, happened=act.happened_at, grant=grant,
        files=[f["sha256"] for f in _files(act)], refs=refs,
    )  # fmt: skip
    if receipt.n != act.n:
        raise RuntimeError(f"docket {case.ref}: step {act.n} was recorded as entry {receipt.n} of its chain")
    return step


def _files(act: Act) -> list[dict[str, Any]]:
    lists = [v for v in act.facts.values() if isinstance(v, list)]
    return [f for v in lists for f in v if isinstance(f, dict) and "sha256" in f]


def point(case: Case, docket: Docket, at: Position, items: Mapping[str, Any]) -> None:
    """Move the case row to where its docket now stands; nothing else ever changes it."""
    for name, value in pointers(docket, at).items():
        setattr(case, name, value)
    live = effective(docket)
    lead = live.first("register_lead")
    place = str(lead.facts.get("place", "")) if lead else ""
    matter = items[case.item].title if case.item in items else ""
    names = [p.name for p in docket.parties]
    case.title = matter or (str(lead.facts.get("content", ""))[:40] if lead else "")
    case.search = search.vector(case.title, place, *names, case.ref, case.number or "")
    case.save()
