"""Reading the register. Numbers leave this room masked; the full one goes through `actions.read_identity`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from mingheng.kit import identity
from mingheng.kit.search import BigramQuery
from mingheng.subjects.models import Party
from mingheng.subjects.rules import IDENTITY_TITLES, KIND_TITLES, masked

SHORTEST_NUMBER_PART = 6
"""A shorter part of a number would let somebody guess the masked rest of it digit by digit."""


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party as screens show it. An erased party has only its id and kind."""

    id: UUID
    kind: str
    kind_title: str
    name: str
    identity_title: str
    masked_identity: str
    legal_representative: str
    address: str
    phone_masked: str
    erased: bool


def parties(ids: Iterable[UUID]) -> dict[UUID, PartyView]:
    """The parties with these ids, in one query; an unknown id is absent."""
    return {row.id: _view(row) for row in Party.objects.filter(id__in=set(ids))}


def by_number(kind: str, number: str) -> PartyView | None:
    """The party of this kind of number and checked number, if it is registered."""
    row = Party.objects.filter(identity_kind=kind, identity_number=number).first() if number else None
    return _view(row) if row else None


def search(text: str, *, limit: int = 20) -> list[PartyView]:
    """Parties by name, representative, address, or a part of their number; sorted by pinyin.

    Every word typed must be found; a number counts from six characters on.
    """
    return [_view(row) for row in found(text)[:limit]]


def found(text: str) -> QuerySet[Party]:
    """The rows `search` would show, for a room above that joins them."""
    words = Q(search=BigramQuery(text))
    number = identity.normalise(text)
    if len(number) >= SHORTEST_NUMBER_PART and re.fullmatch(r"[0-9A-Z]+", number):
        return Party.objects.filter(words | Q(identity_number__contains=number))
    return Party.objects.filter(words)


def _view(row: Party) -> PartyView:
    return PartyView(
        id=row.id,
        kind=row.kind,
        kind_title=KIND_TITLES[row.kind],
        name=row.name,
        identity_title=IDENTITY_TITLES.get(row.identity_kind, ""),
        masked_identity=masked(row.identity_kind, row.identity_number),
        legal_representative=row.legal_representative,
        address=row.address,
        phone_masked=identity.mask_phone(row.phone),
        erased=row.erased_at is not None,
    )


def hold_parties(ids: Iterable[str]) -> None:
    """Hold these parties until the transaction ends: whoever else holds one of them waits. Changes nothing."""
    list(Party.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk").values_list("pk"))
