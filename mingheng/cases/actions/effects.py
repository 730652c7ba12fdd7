"""What some acts bring about in the database besides their row: parties, files, numbers, units.

Each effect returns the act with what it learned (ids, digests, the case number) among its facts, so
that the docket alone tells everything the rows do.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID

from mingheng.cases.models import Case, CaseParty
from mingheng.documents import actions as documents
from mingheng.evidence import access as evidence_access
from mingheng.evidence import actions as evidence
from mingheng.evidence.rules import Statement
from mingheng.law import queries as law
from mingheng.law.rules.docket import Act, Docket, Party
from mingheng.organisation import queries as organisation
from mingheng.subjects import actions as subjects
from mingheng.subjects.rules import Details

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

CASE_SERIES = "案"
SPOT_SERIES = "简案"
Effect = Callable[..., tuple[Act, Docket]]


def with_facts(act: Act, **more: Any) -> Act:
    """The act with more facts."""
    return replace(act, facts=MappingProxyType({**act.facts, **more}))


def lead_registered(*, case: Case, docket: Docket, act: Act, offer: Any, by: "Officer", at: datetime) -> tuple[Act, Docket]:
    """The docket remembers which unit took the lead."""
    return with_facts(act, lead_unit=case.unit), docket


def party_registered(*, case: Case, docket: Docket, act: Act, offer: Any, by: "Officer", at: datetime) -> tuple[Act, Docket]:
    """The party enters the register and the case."""
    facts = act.facts
    details = party_details(facts)
    party = subjects.register_party(
        kind=details.kind, name=details.name, identity_number=details.identity_number,
        legal_representative=details.legal_representative, address=details.address, phone=details.phone, by=by, at=at,
    )  # fmt: skip
    own = {"kind": str(facts["kind"]), "name": str(facts["name"])}
    known = [p.id for p in docket.parties]
    if str(party.id) in known:
        CaseParty.objects.filter(case=case, party_id=party.id).update(**own)
    else:
        CaseParty.objects.create(case=case, party_id=party.id, n=len(known) + 1, **own)
    joined = Party(str(party.id), own["kind"], own["name"])
    parties = tuple(joined if p.id == joined.id else p for p in docket.parties)
    return with_facts(act, party_id=joined.id), replace(docket, parties=parties if joined.id in known else (*parties, joined))


def party_details(facts: Mapping[str, Any]) -> Details:
    """What the act says of the party, as the register takes it."""
    return Details(
        kind=facts["kind"], name=facts["name"], identity_kind="", identity_number=facts["identity_number"],
        legal_representative=facts.get("legal_representative") or "", address=facts["address"], phone=facts.get("phone") or "",
    )  # fmt: skip


def filing_approved(*, case: Case, docket: Docket, act: Act, offer: Any, by: "Officer", at: datetime) -> tuple[Act, Docket]:
    """Day 0: the case gets its number and is bound to the procedure as it is now."""
    if act.facts.get("opinion") != "approve":
        return act, docket
    code = organisation.bureau().code
    number = documents.allocate_number(authority_code=code, series=CASE_SERIES, year=act.happened.year)
    case.edition = law.lawbook().digest
    return with_facts(act, case_number=number), docket


def spot_opened(*, case: Case, docket: Docket, act: Act, offer: Any, by: "Officer", at: datetime) -> tuple[Act, Docket]:
    """What is established on the spot opens the case: it gets its number, which a second look keeps."""
    if case.number:
        return with_facts(act, case_number=case.number), docket
    code = organisation.bureau().code
    return with_facts(
        act, case_number=documents.allocate_number(authority_code=code, series=SPOT_SERIES, year=act.happened.year)
    ), docket


def files_taken_in(*, case: Case, docket: Docket, act: Act, offer: Any, by: "Officer", at: datetime) -> tuple[Act, Docket]:
    """The act's files become evidence or proof in the case's folder, known by their digests."""
    taken = {name: _taken(case, docket, act, uploads, by, at) for name, uploads in offer.files.items() if uploads}
    return with_facts(act, **taken), docket


def _taken(case: Case, docket: Docket, act: Act, uploads: Any, by: "Officer", at: datetime) -> list[dict[str, str]]:
    said = statement_of("", docket, act, by, at)
    pieces = evidence.take_in(
        folder=case.id, uploads=uploads, kind=said.kind, title=said.title, source=said.source, maker=said.maker,
        taken_at=said.taken_at, place=said.place, proves=said.proves, by=by, at=at,
    )  # fmt: skip
    return [{"id": str(p.id), "sha256": p.sha256, "name": str(u.name)} for p, u in zip(pieces, uploads, strict=True)]


def statement_of(name: str, docket: Docket, act: Act, by: "Officer", at: datetime) -> Statement:
    """What the act says of a file called `name` that comes with it."""
    facts = act.facts
    return Statement(
        kind=str(facts.get("kind") or "documentary"),
        title=str(facts.get("title") or "") or name,
        source=str(facts.get("source") or docket.procedure.acts[act.kind].title),
        maker=str(facts.get("maker") or by.name),
        taken_at=act.happened_at or at,
        place=str(facts.get("place") or ""),
        proves=tuple(facts.get("proves") or ()),
    )


def exhibits(folder: UUID) -> list[documents.Exhibit]:
    """The evidence in use, as it is bound behind the papers."""
    return [
        documents.Exhibit(
            title=file.title, caption=f"{file.kind_title}　{file.maker}　{file.place}", mime=file.mime, sha256=file.sha256,
            size=file.size, formed_at=file.taken_at, storage="evidence", name=file.name,
        )
        for file in evidence_access.in_use(folder)
    ]  # fmt: skip


EFFECTS: dict[str, Effect] = {
    "add_evidence": files_taken_in,
    "apply_deferral": files_taken_in,
    "approve_filing": filing_approved,
    "establish_facts": spot_opened,
    "recheck": files_taken_in,
    "record_failed_service": files_taken_in,
    "register_lead": lead_registered,
    "register_party": party_registered,
    "serve_decision": files_taken_in,
    "serve_notice": files_taken_in,
    "register_reconsideration": files_taken_in,
    "follow_up": files_taken_in,
    "receive_application": files_taken_in,
    "register_lawsuit": files_taken_in,
    "tell_revocation": files_taken_in,
    "answer_transfer": files_taken_in,
    "tell_appraisal": files_taken_in,
    "serve_paper": files_taken_in,
    "waive_hearing": files_taken_in,
    "waive_statement": files_taken_in,
}
