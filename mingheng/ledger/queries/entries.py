"""Reading the ledger: entries in their final order, content that may still be opened, and whether a chain is whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Subquery

from mingheng.ledger import rules
from mingheng.ledger.models import Chain, Outbox, Position, Sealed, StoredEntry
from mingheng.ledger.rules import (
    ContentAltered,
    ContentErased,
    Entry,
    Head,
    Json,
    Link,
    chain_is_unbroken,
    commitment,
    unwrap_key,
)


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry and its place among all entries."""

    position: int
    entry_id: int
    leaf: str
    entry: Entry


def entries_after(position: int, limit: int) -> list[PlacedEntry]:
    """The next entries of the whole ledger in order; a follower that resumes from the last position misses none."""
    rows = Position.objects.filter(position__gt=position).select_related("entry").order_by("position")
    return [
        PlacedEntry(row.position, row.entry_id, bytes(row.entry.leaf).hex(), Entry.from_bytes(bytes(row.entry.entry)))
        for row in rows[:limit]
    ]


def chain_intact(chain: str) -> bool:
    """Whether every entry of the chain is there, in order, as it was written. False for a chain nobody ever wrote."""
    head = Chain.objects.filter(chain=chain).first()
    if head is None:
        return False
    rows = StoredEntry.objects.filter(chain=chain).order_by("n").values_list("leaf", "entry").iterator()
    links = (Link(bytes(leaf), bytes(entry)) for leaf, entry in rows)
    return chain_is_unbroken(chain, links, Head(head.n, bytes(head.leaf)))


def chain_length(chain: str) -> int:
    """How many entries the chain has; 0 for one nobody ever wrote."""
    return Chain.objects.filter(chain=chain).values_list("n", flat=True).first() or 0


def chains_beginning(prefix: str) -> set[str]:
    """The names of the chains that begin so."""
    return set(Chain.objects.filter(chain__startswith=prefix).values_list("chain", flat=True))


@dataclass(frozen=True, slots=True)
class ChainState:
    """How one chain stands: whether it is whole, the leaf of its last entry, how many entries await their place."""

    intact: bool
    entries: int
    leaf: str
    waiting: int


def chain_state(chain: str) -> ChainState:
    """The chain recomputed from its stored bytes just now."""
    head = Chain.objects.filter(chain=chain).first()
    if head is None:
        return ChainState(intact=False, entries=0, leaf="", waiting=0)
    waits = Exists(Outbox.objects.filter(entry=OuterRef("pk")))
    rows = list(StoredEntry.objects.filter(chain=chain).order_by("n").values_list("leaf", "entry", waits))
    links = (Link(bytes(leaf), bytes(entry)) for leaf, entry, _ in rows)
    whole = chain_is_unbroken(chain, links, Head(head.n, bytes(head.leaf)))
    return ChainState(whole, head.n, bytes(head.leaf).hex(), sum(waiting for _, _, waiting in rows))


def unseal(entry_ids: Sequence[int]) -> dict[int, dict[str, Json]]:
    """The personal values of these entries; one that has none, or whose content is erased, is absent.

    Raises ContentAltered when stored content is not what its entry commits to.
    """
    rows = list(Sealed.objects.filter(entry__in=entry_ids).select_related("entry"))
    keys = _keys({row.entry.chain for row in rows})
    return {row.entry_id: _opened(keys[row.entry.chain], row.entry, bytes(row.sealed)) for row in rows if row.entry.chain in keys}


def unseal_chain(chain: str) -> dict[int, dict[str, Json]]:
    """The personal values of a whole chain by each entry's number in it; none once the chain is erased.

    Raises ContentAltered when stored content is not what its entry commits to.
    """
    wrapped = Subquery(Chain.objects.filter(chain=chain).values("wrapped_key"))
    rows = list(Sealed.objects.filter(entry__chain=chain).select_related("entry").annotate(wrapped=wrapped))
    if not rows or rows[0].wrapped is None:
        return {}
    key = unwrap_key(bytes(rows[0].wrapped), settings.MINGHENG_MASTER_KEY)
    return {row.entry.n: _opened(key, row.entry, bytes(row.sealed)) for row in rows}


def open_commitment(entry_id: int, name: str, value: Json) -> bool:
    """Whether the entry was recorded with exactly this value under this name.

    Raises ContentErased when the chain's key is gone, StoredEntry.DoesNotExist when there is no such entry.
    """
    row = StoredEntry.objects.get(pk=entry_id)
    key = _keys({row.chain}).get(row.chain)
    if key is None:
        raise ContentErased(f"{row.chain}:内容已依法删除,只能证明曾经存证,不能再核对。")
    entry = Entry.from_bytes(bytes(row.entry))
    return entry.commitments.get(name) == commitment(key, entry.blind, name, value)


def _keys(chains: set[str]) -> dict[str, bytes]:
    """The keys of these chains; an erased chain is absent."""
    rows = Chain.objects.filter(chain__in=chains, wrapped_key__isnull=False)
    return {row.chain: unwrap_key(bytes(row.wrapped_key or b""), settings.MINGHENG_MASTER_KEY) for row in rows}


def _opened(key: bytes, row: StoredEntry, sealed: bytes) -> dict[str, Json]:
    values = rules.unseal(key, bytes(row.leaf), sealed)
    entry = Entry.from_bytes(bytes(row.entry))
    for name, value in values.items():
        if entry.commitments.get(name) != commitment(key, entry.blind, name, value):
            raise ContentAltered(f"{name}:内容与存证条目的承诺不符,已被改动。")
    return values


def leaves(wanted: Iterable[tuple[str, int]]) -> list[str]:
    """The digests of these entries, each named by its chain and its number there. One query."""
    named = set(wanted)
    rows = StoredEntry.objects.filter(chain__in={chain for chain, _ in named}, n__in={n for _, n in named})
    return [bytes(leaf).hex() for chain, n, leaf in rows.values_list("chain", "n", "leaf") if (chain, n) in named]


def unseal_chains(chains: Sequence[str]) -> dict[str, dict[int, dict[str, Json]]]:
    """The personal values of whole chains, each as `unseal_chain` gives it. Two queries whatever their number."""
    keys = _keys(set(chains))
    opened: dict[str, dict[int, dict[str, Json]]] = {chain: {} for chain in chains}
    for row in Sealed.objects.filter(entry__chain__in=list(keys)).select_related("entry"):
        opened[row.entry.chain][row.entry.n] = _opened(keys[row.entry.chain], row.entry, bytes(row.sealed))
    return opened


def erased_chains() -> set[str]:
    """The names of the chains whose content was destroyed."""
    return set(Chain.objects.filter(wrapped_key=None).values_list("chain", flat=True))
