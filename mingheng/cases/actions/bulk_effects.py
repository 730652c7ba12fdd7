"""What some acts bring about besides their row, when many are taken at once; see `effects` for one act at a time."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mingheng.cases.actions import effects
from mingheng.cases.actions.docket_told import ToldAct
from mingheng.cases.actions.effects import CASE_SERIES, SPOT_SERIES, party_details, statement_of, with_facts
from mingheng.cases.models import CaseParty
from mingheng.documents.actions import Exhibit
from mingheng.evidence.rules import KIND_TITLES
from mingheng.law.rules.docket import Act, Docket, Party

if TYPE_CHECKING:
    from mingheng.cases.actions.docket_under_way import DocketUnderWay

Effect = Callable[["DocketUnderWay", ToldAct, Act], Act]


class NoBulkForm(ValueError):
    """An act brings about what only a single act can do; the message names it."""


def of(way: "DocketUnderWay", told: ToldAct, act: Act) -> tuple[Act, Docket]:
    """The act with what it learned, and the docket with what it changed. Raises NoBulkForm."""
    effect = effects.EFFECTS.get(act.kind)
    if effect is not None:
        form = FORMS.get(effect)
        if form is None:
            raise NoBulkForm(f"步骤 {act.kind} 还不能成批办理，请逐件办理")
        act = form(way, told, act)
    if way.brought:
        line = {"brought_line": way.brought.line} if act.n == 1 and way.brought.line else {}
        act = with_facts(act, brought_from=way.brought.source, **line)
    return act, way.docket


def lead_registered(way: "DocketUnderWay", told: ToldAct, act: Act) -> Act:
    """See `effects.lead_registered`."""
    return with_facts(act, lead_unit=way.case.unit)


def party_registered(way: "DocketUnderWay", told: ToldAct, act: Act) -> Act:
    """See `effects.party_registered`."""
    party = way.books.register.enter(party_details(act.facts), by=told.by, at=told.at)
    joined = Party(str(party.id), str(act.facts["kind"]), str(act.facts["name"]))
    known = [p.id for p in way.docket.parties]
    if joined.id in known:
        link = way.links[known.index(joined.id)]
        link.kind, link.name = joined.kind, joined.name
        parties = tuple(joined if p.id == joined.id else p for p in way.docket.parties)
    else:
        way.links.append(CaseParty(case=way.case, party_id=party.id, n=len(known) + 1, kind=joined.kind, name=joined.name))
        way.party_ids.append(joined.id)
        parties = (*way.docket.parties, joined)
    way.docket = replace(way.docket, parties=parties)
    return with_facts(act, party_id=joined.id)


def filing_approved(way: "DocketUnderWay", told: ToldAct, act: Act) -> Act:
    """See `effects.filing_approved`; a case that comes over keeps the number it has."""
    if act.facts.get("opinion") != "approve" or act.facts.get("case_number"):
        return act
    return with_facts(act, case_number=way.books.papers.number(CASE_SERIES, act.happened.year))


def spot_opened(way: "DocketUnderWay", told: ToldAct, act: Act) -> Act:
    """See `effects.spot_opened`."""
    number = act.facts.get("case_number") or way.case.number or way.books.papers.number(SPOT_SERIES, act.happened.year)
    return with_facts(act, case_number=number)


def files_taken_in(way: "DocketUnderWay", told: ToldAct, act: Act) -> Act:
    """See `effects.files_taken_in`."""
    taken: dict[str, Any] = {}
    for name, uploads in told.offer.files.items():
        if uploads:
            said = [statement_of(str(upload.name or ""), way.docket, act, told.by, told.at) for upload in uploads]
            pieces = way.books.files.take_in(folder=way.case.id, uploads=uploads, statements=said, by=told.by, at=told.at)
            taken[name] = [
                {"id": str(p.id), "sha256": p.sha256, "name": str(u.name)} for p, u in zip(pieces, uploads, strict=True)
            ]
    return with_facts(act, **taken)


def exhibits(way: "DocketUnderWay") -> list[Exhibit]:
    """See `effects.exhibits`."""
    return [
        Exhibit(
            title=said.title, caption=f"{KIND_TITLES[piece.kind]}　{said.maker}　{said.place}", mime=piece.mime, sha256=piece.sha256,
            size=piece.size, formed_at=said.taken_at, storage="evidence", name=piece.stored_as,
        )
        for piece, said in way.books.files.of_folder(way.case.id)
    ]  # fmt: skip


FORMS: dict[effects.Effect, Effect] = {
    effects.files_taken_in: files_taken_in,
    effects.filing_approved: filing_approved,
    effects.lead_registered: lead_registered,
    effects.party_registered: party_registered,
    effects.spot_opened: spot_opened,
}
"""For each effect of a single act the same of many."""
