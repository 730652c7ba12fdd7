"""Chains: the entries of one case, each naming the leaf before it, so that change, removal and re-ordering show."""

from collections.abc import Iterable
from dataclasses import dataclass

from mingheng.ledger.rules.canonical import EntryRefused
from mingheng.ledger.rules.entries import Entry, leaf_hash


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends: the number and the leaf of its last entry."""

    n: int
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """A stored entry as the table holds it."""

    leaf: bytes
    entry: bytes


EMPTY_CHAIN = Head(n=0, leaf=bytes(32))


def chain_is_unbroken(chain: str, links: Iterable[Link], head: Head) -> bool:
    """Whether `links`, in the order of their numbers, are the whole of `chain` up to `head`, as they were written."""
    reached = EMPTY_CHAIN
    for link in links:
        if not _follows(chain, reached, link):
            return False
        reached = Head(reached.n + 1, link.leaf)
    return reached == head


def _follows(chain: str, reached: Head, link: Link) -> bool:
    if leaf_hash(link.entry) != link.leaf:
        return False
    try:
        entry = Entry.from_bytes(link.entry)
    except EntryRefused:
        return False
    return (entry.chain, entry.n, entry.previous) == (chain, reached.n + 1, reached.leaf)
