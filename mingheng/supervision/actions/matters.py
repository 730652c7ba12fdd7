"""The transaction of one act in a matter: lock, judge, append, point, order the instrument, record."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction

from mingheng.cases.actions import Offer
from mingheng.cases.actions.drafts import forget
from mingheng.cases.actions.effects import with_facts
from mingheng.cases.actions.making import gathered, standings_for
from mingheng.cases.rules import Divided, StalePage, StepRefused, divide, grant_for, officers_named, same_submission, standing_row
from mingheng.cases.rules.recorded import beside_facts
from mingheng.documents import actions as documents
from mingheng.evidence import actions as evidence
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.law.rules.docket import Act, Docket
from mingheng.law.rules.judge import judge
from mingheng.law.rules.position import position
from mingheng.law.rules.reading import Lawbook
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import WORKER
from mingheng.organisation import queries as organisation
from mingheng.supervision.actions.answering import NotYours
from mingheng.supervision.actions.beginning import MatterSent, refuse_beginning
from mingheng.supervision.models import MATTER_CHAIN, Matter, MatterAct
from mingheng.supervision.queries.matters.dockets import MatterRead, matter_read, taken_as, unwritten
from mingheng.supervision.queries.matters.papers import name_of, paper_of
from mingheng.supervision.rules.matters import BY_ITSELF, OPENING, SYSTEM, draft_ref, opened_from, pointers

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@transaction.atomic
def open_matter(
    *,
    procedure: str,
    unit: str,
    offer: Offer,
    finding: int | None,
    by: "Officer",
    at: datetime,
    review: UUID | None = None,
    draft: str = "",
) -> MatterAct:
    """Open a matter against a unit by its first act; of a form sent twice, the act that was taken.

    `finding` is the warning it comes from, `review` the review; `draft` is what goes with it. Raises MatterRefused, StepRefused,
    NotYours and what files raise; then nothing was changed.
    """
    if offer.act != OPENING:
        raise NotYours(offer.act)
    earlier = _sent_before(offer, by)
    if earlier is not None:
        return earlier
    forget(ref=draft, act=OPENING, by=by)
    try:
        with transaction.atomic():
            return _opened(
                Matter(procedure=procedure, first_unit=unit, unit=unit, finding_id=finding, review_id=review), offer, by, at
            )
    except IntegrityError:
        earlier = _sent_before(offer, by)
        if earlier is None:
            raise
        return earlier


def _sent_before(offer: Offer, by: "Officer") -> MatterAct | None:
    """The act this form was taken as. Raises MatterRefused where it said something else then: what is typed now is not to be lost."""
    earlier = taken_as(offer.token)
    if earlier is None or same_submission(
        matter_read(earlier.matter).docket.acts[earlier.n - 1], offer.act, None, offer.facts, by.pk
    ):
        return earlier
    raise MatterSent(f"这张表已经提交过，立的是“{earlier.matter.subject}”。现在填写的还没有提交：要另立一项的，再提交一次")


def _opened(matter: Matter, offer: Offer, by: "Officer", at: datetime) -> MatterAct:
    refuse_beginning(matter, offer.facts, day_of(at))
    matter.edition, matter.opened_at = law.lawbook().digest, at
    docket = unwritten(matter)
    matter.stage = next(iter(docket.procedure.stages))
    matter.save(force_insert=True)
    return _append(matter, MatterRead(docket), offer, by, at)


@transaction.atomic
def take_act(*, matter_id: UUID, offer: Offer, by: "Officer", at: datetime) -> MatterAct:
    """Take one act in a matter, or refuse with every reason; of a form sent twice, the act that was taken.

    Raises StepRefused (all findings), StalePage (the docket moved on since the page was read), NotYours and what files raise.
    """
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    taken = _append(matter, matter_read(matter), offer, by, at)
    forget(ref=draft_ref(matter_id), act=offer.act, by=by)
    return taken


@transaction.atomic
def escalate_late(*, at: datetime) -> int:
    """Escalate every matter whose reply is late and remind of every late report, as the system; how many acts were taken.

    What the rules do not allow, or was done already, is left alone.
    """
    late = Matter.objects.select_for_update(skip_locked=True).filter(closed=False, due__lt=day_of(at)).order_by("pk")
    return sum(_by_itself(matter, act, at) for matter in late for act in BY_ITSELF)


def _by_itself(matter: Matter, act: str, at: datetime) -> bool:
    read = matter_read(matter)
    if act not in read.docket.procedure.acts:
        return False
    try:
        _append(matter, read, Offer(act, BY_ITSELF[act]), None, at)
    except StepRefused:
        return False
    return True


def _append(matter: Matter, read: MatterRead, offer: Offer, by: "Officer | None", at: datetime) -> MatterAct:
    docket, earlier, who = read.docket, read.taken_as(offer.token), by.pk if by else SYSTEM
    if earlier is not None and same_submission(docket.acts[earlier.n - 1], offer.act, None, offer.facts, who):
        return earlier
    if earlier is not None or (offer.seen is not None and offer.seen != matter.steps):
        raise StalePage(offer.seen if offer.seen is not None else matter.steps)
    lawbook = law.lawbook()
    grant = _grant(matter, docket, offer.act, by, at)
    act = gathered(docket, offer, who, at, _people(docket, offer, by, at))
    verdict = judge(docket, act, lawbook)
    if not verdict.allowed:
        raise StepRefused(verdict.refusals)
    act = _with_files(matter, docket, act, offer, by, at)
    return _write(matter, docket, act, lawbook, grant=grant, by=by, token=offer.token)


def _grant(matter: Matter, docket: Docket, kind: str, by: "Officer | None", at: datetime) -> str:
    """The appointment under which this person may take the act; raises NotYours without one. The system has none."""
    if by is None:
        return ""
    spec = docket.procedure.acts.get(kind)
    grant = grant_for(organisation.authority(by, day_of(at)), matter.unit, spec, handles=False) if spec else None
    if grant is None:
        raise NotYours(kind)
    return str(grant.id)


def _people(docket: Docket, offer: Offer, by: "Officer | None", at: datetime) -> Mapping[int, Any]:
    if by is None:
        return {}
    named = officers_named(docket.procedure.acts[offer.act], offer.facts, by.pk)
    return standings_for(organisation.standings, named, by.pk, offer.happened or day_of(at), day_of(at))


def _with_files(matter: Matter, docket: Docket, act: Act, offer: Offer, by: "Officer | None", at: datetime) -> Act:
    """The act with its files taken in as evidence of the matter, known by their digests."""
    taken: dict[str, list[dict[str, str]]] = {}
    for name, uploads in offer.files.items():
        if uploads and by is not None:
            pieces = evidence.take_in(
                folder=matter.id, uploads=uploads, kind="documentary", title="", source=docket.procedure.acts[act.kind].title,
                maker=by.name, taken_at=at, place="", proves=(), by=by, at=at,
            )  # fmt: skip
            taken[name] = [
                {"id": str(p.id), "sha256": p.sha256, "name": str(u.name)} for p, u in zip(pieces, uploads, strict=True)
            ]
    return with_facts(act, **taken) if taken else act


def _write(
    matter: Matter, docket: Docket, act: Act, lawbook: Lawbook, *, grant: str, by: "Officer | None", token: UUID | None
) -> MatterAct:
    spec, refs, instrument = docket.procedure.acts[act.kind], {"procedure": matter.edition}, None
    if spec.instrument is not None and by is not None:
        act, ordered = _ordered(matter, docket, act, lawbook, by)
        refs["instrument"], instrument = ordered.sha256, ordered.id
    after, parts = docket.with_act(act), divide(spec, act.facts)
    row = MatterAct.objects.create(
        matter=matter, n=act.n, act=act.kind, by=by, at=act.at, happened=act.happened, happened_at=act.happened_at,
        facts=dict(parts.open), people=[standing_row(s) for s in act.people.values()], instrument=instrument, token=token,
    )  # fmt: skip
    for name, value in pointers(after, position(after, lawbook)).items():
        setattr(matter, name, value)
    matter.save()
    _record(matter, act, parts, grant=grant, refs=refs, by=by)
    return row


def _ordered(matter: Matter, docket: Docket, act: Act, lawbook: Lawbook, by: "Officer") -> tuple[Act, documents.Ordered]:
    """The act with the name and the number of its instrument, whose words are now fixed."""
    bureau, spec = organisation.bureau(), docket.procedure.acts[act.kind]
    unit = organisation.unit_names().get(matter.unit, matter.unit)
    ordered = documents.order_instrument(
        folder=matter.id, key=str(spec.instrument), source=str(act.n), year=act.happened.year, authority_code=bureau.code,
        data=paper_of(docket.with_act(act), act, lawbook, bureau=bureau, unit=unit), by=by, at=act.at, edition=lawbook.digest,
    )  # fmt: skip
    return with_facts(act, number=ordered.number, paper=name_of(act, lawbook)), ordered


def _record(matter: Matter, act: Act, parts: Divided, *, grant: str, refs: Mapping[str, str], by: "Officer | None") -> None:
    lists = [value for value in act.facts.values() if isinstance(value, list)]
    files = [f["sha256"] for value in lists for f in value if isinstance(f, dict) and "sha256" in f]
    begun = opened_from(matter.procedure, matter.finding_id, matter.review_id) if act.n == 1 else {}
    receipt = ledger.record(
        kind=f"matter:{act.kind}", chain=f"{MATTER_CHAIN}{matter.id}", facts=dict(parts.open) | beside_facts(act) | begun,
        personal=dict(parts.personal), by=f"o:{by.pk}" if by else WORKER, unit=f"u:{matter.unit}" if by else WORKER, at=act.at,
        happened=act.happened_at, grant=grant, files=tuple(files), refs=refs,
    )  # fmt: skip
    if receipt.n != act.n:
        raise RuntimeError(f"matter {matter.id}: act {act.n} was recorded as entry {receipt.n} of its chain")
