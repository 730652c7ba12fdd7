"""Entering parties one by one, reading their numbers, erasing them."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction

from mingheng.kit.dates import day_of
from mingheng.kit.pinyin import name_key, sort_key
from mingheng.kit.search import vector, vector_text
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import Json, Said
from mingheng.subjects.models import Party
from mingheng.subjects.rules import Details, Kind, PartyRefused, Problem, changed, check, check_purpose

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


def register_party(
    *,
    kind: str,
    name: str,
    identity_number: str,
    legal_representative: str,
    address: str,
    phone: str,
    by: "Officer",
    at: datetime,
    identity_kind: str = "",
) -> Party:
    """Enter a party, or bring the one with the same number up to date; what is left empty stays as it was.

    A party without a number is always a new one. `identity_kind` is only needed for a passport. Raises PartyRefused.
    """
    details = check(Details(kind, name, identity_kind, identity_number, legal_representative, address, phone), today=day_of(at))
    with transaction.atomic(savepoint=False):
        return _registered(details, by, at)


@transaction.atomic
def read_identity(*, party_id: UUID, purpose: str, case_ref: str, by: "Officer", at: datetime) -> str:
    """The full number, once who reads it, for which case and why are recorded.

    Raises PartyRefused without a purpose or where no number is registered, Party.DoesNotExist for an unknown party.
    """
    stated = check_purpose(purpose)
    party = Party.objects.get(pk=party_id)
    if not party.identity_number:
        raise PartyRefused(Problem("", "这个当事人没有登记证件号码。需要的，先补登号码"))
    _record("party.identity_read", party.id, {"case": case_ref}, {"purpose": stated}, by, at)
    return party.identity_number


@transaction.atomic
def erase_party(*, party_id: UUID, ground: str, by: "Officer", second: "Officer", at: datetime) -> None:
    """Empty the row and destroy what the ledger keeps sealed of it; two people decide, `ground` is the citation.

    Whether the law allows it yet is for the caller to judge. Raises PartyRefused for one person alone or a second time.
    """
    if by.pk == second.pk:
        raise PartyRefused(Problem("second", "删除要由两名不同的人批准。请另选一名批准人"))
    party = Party.objects.select_for_update().get(pk=party_id)
    if party.erased_at is not None:
        raise PartyRefused(Problem("", "这个当事人的资料已经删除过了"))
    empty = {field: "" for field in asdict(details_of(party)) if field != "kind"}
    Party.objects.filter(pk=party_id).update(**empty, name_key="", search=None, erased_at=at)
    ledger.erase_chain(
        chain=chain_of(party_id), ground=ground, by=f"o:{by.pk}", second=f"o:{second.pk}", unit=f"u:{by.unit.key}", at=at
    )


def _registered(details: Details, by: "Officer", at: datetime) -> Party:
    fresh = uuid4()
    party = _held(details, fresh, at)
    if party.id == fresh:
        _record("party.registered", party.id, {"kind": details.kind}, spoken(details), by, at)
        return party
    news = changed(details_of(party), details)
    if not news:
        return party
    for field, (_, after) in news.items():
        setattr(party, field, after)
    index(party)
    party.save()
    party.refresh_from_db()
    pairs: dict[str, Json] = {field: [before, after] for field, (before, after) in news.items()}
    _record("party.updated", party.id, {"changed": sorted(news)}, pairs, by, at)
    return party


def _held(details: Details, fresh: UUID, at: datetime) -> Party:
    """The row of this number, locked; made with the id `fresh` when there was none. Two first comers get the same row."""
    if not details.identity_number:
        party = Party(id=fresh, registered_at=at, **asdict(details))
        index(party)
        party.save(force_insert=True)
        party.refresh_from_db()
        return party
    number = {"identity_kind": details.identity_kind, "identity_number": details.identity_number}
    rest = {key: value for key, value in asdict(details).items() if key not in number}
    draft = Party(**rest)
    index(draft)
    defaults = rest | {"id": fresh, "registered_at": at, "name_key": draft.name_key, "search": draft.search}
    party, made = Party.objects.select_for_update().get_or_create(**number, defaults=defaults)
    if made:
        party.refresh_from_db()
    return party


def index(party: Party, *, written: bool = False) -> None:
    """Refresh what the row is sorted and found by; `written` for a row that goes in by COPY."""
    party.name_key = name_key(party.name) if party.kind == Kind.CITIZEN else sort_key(party.name)
    told = (party.name, party.legal_representative, party.address)
    party.search = vector_text(*told) if written else vector(*told)


def details_of(party: Party) -> Details:
    """The row as details."""
    return Details(
        kind=party.kind,
        name=party.name,
        identity_kind=party.identity_kind,
        identity_number=party.identity_number,
        legal_representative=party.legal_representative,
        address=party.address,
        phone=party.phone,
    )


def spoken(details: Details) -> dict[str, Json]:
    """What a first registration says of the party: every detail that is given."""
    return {field: text for field, text in asdict(details).items() if text and field != "kind"}


def chain_of(party_id: UUID) -> str:
    """The party's chain in the ledger."""
    return f"party:{party_id}"


def said_of(kind: str, party_id: UUID, facts: dict[str, Json], personal: dict[str, Json], by: "Officer", at: datetime) -> Said:
    """An act on a party, as the ledger records it."""
    return Said(kind, chain_of(party_id), facts, personal, f"o:{by.pk}", f"u:{by.unit.key}", at)


def _record(kind: str, party_id: UUID, facts: dict[str, Json], personal: dict[str, Json], by: "Officer", at: datetime) -> None:
    ledger.record_said(said=said_of(kind, party_id, facts, personal, by, at))
