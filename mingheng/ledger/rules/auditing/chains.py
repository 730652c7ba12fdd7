"""One chain judged by itself: numbers, links, head, key, and whether what is sealed opens to what was committed to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json

from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.auditing.opening import Opener
from mingheng.ledger.rules.canonical import Json
from mingheng.ledger.rules.chains import EMPTY_CHAIN, Head
from mingheng.ledger.rules.entries import leaf_hash
from mingheng.ledger.rules.sealing import ContentAltered, erasure_warrant, unwrap_key

ERASURE = "erasure.executed"
"""The kind of entry that says a chain's content was destroyed by law; it is its last."""
_LETTERS = frozenset(("a", "c", "d", "e", "h", "k", "l", "n", "ot", "t", "u", "z"))


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry as its table has it."""

    n: int
    leaf: bytes
    entry: bytes
    sealed: bytes | None


@dataclass(frozen=True, slots=True)
class KeptChain:
    """A chain as the tables have it; no head where its own row is gone, no key where that was destroyed."""

    chain: str
    head: Head | None
    wrapped_key: bytes | None
    entries: Sequence[KeptEntry]


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry that could be read: what it says, by the letters of `entries`, and its sealed values in so far as they opened."""

    n: int
    said: Mapping[str, Any]
    personal: Mapping[str, Json]

    @property
    def kind(self) -> str:
        """What kind of act it is."""
        return str(self.said["k"])


@dataclass(frozen=True, slots=True)
class ReadChain:
    """A chain that was judged: its entries, what opens them (None: nothing does any more), and what is wrong with it."""

    chain: str
    entries: tuple[ReadEntry, ...]
    opener: Opener | None
    erased: bool
    found: tuple[Difference, ...]

    def committed(self, entry: ReadEntry, name: str, value: Json) -> str | None:
        """What the entry commits to if it says this value under this name; None where nothing opens any more."""
        return None if self.opener is None else self.opener.commitment(bytes.fromhex(entry.said["z"]), name, value)


def judged(kept: KeptChain, master_key: bytes) -> ReadChain:
    """The chain read entry by entry, with everything that is wrong with it."""
    found: list[Difference] = []
    said = [_said(one) for one in kept.entries]
    erased = any(each is not None and each["k"] == ERASURE for each in said)
    found += _linked(kept, said)
    found += _unwarranted(kept.chain, said, master_key)
    opener, wrong = _opener(kept, master_key, erased=erased)
    found += wrong
    entries = []
    for one, each in zip(kept.entries, said, strict=True):
        if each is None:
            continue
        personal: Mapping[str, Json] = {}
        if one.sealed is not None and opener is not None:
            personal, wrong = _personal(kept.chain, one, each, opener)
            found += wrong
        entries.append(ReadEntry(one.n, each, personal))
    return ReadChain(kept.chain, tuple(entries), opener, erased, tuple(found))


def _said(one: KeptEntry) -> Mapping[str, Any] | None:
    try:
        said = from_json(one.entry, cache_strings="keys")
        whole = said.keys() >= _LETTERS and bytes.fromhex(said["z"])
        typed = isinstance(said["d"], dict) and isinstance(said["l"], dict) and isinstance(said["e"], list)
    except (AttributeError, RecursionError, TypeError, ValueError):
        return None
    return said if whole and typed else None


def _linked(kept: KeptChain, said: Sequence[Mapping[str, Any] | None]) -> Iterator[Difference]:
    """What is wrong with numbers, links and end."""
    reached = EMPTY_CHAIN
    for one, each in zip(kept.entries, said, strict=True):
        if one.n > reached.n + 1:
            for lacking in range(reached.n + 1, one.n):
                yield Difference("chain-gap", kept.chain, lacking)
        if each is None:
            yield Difference("entry-unreadable", kept.chain, one.n)
        else:
            if (each["c"], each["n"]) != (kept.chain, one.n):
                yield Difference("columns-differ", kept.chain, one.n, stored=f"{each['c']} 第{each['n']}条")
            if one.n == reached.n + 1 and each["h"] != reached.leaf.hex():
                yield Difference("chain-link", kept.chain, one.n)
        if leaf_hash(one.entry) != one.leaf:
            yield Difference("leaf-differs", kept.chain, one.n)
        reached = Head(one.n, one.leaf)
    if kept.head is None:
        yield Difference("chain-missing", kept.chain)
    elif kept.head != reached:
        yield Difference("chain-head", kept.chain, kept.head.n, recorded=f"共{kept.head.n}条", stored=f"现有{reached.n}条")


def _unwarranted(chain: str, said: Sequence[Mapping[str, Any] | None], master_key: bytes) -> Iterator[Difference]:
    """Erasures that were not ours: after one nothing can be opened, so it must not be had for the writing of a row."""
    for each in said:
        if each is None or each["k"] != ERASURE or each["l"].get("warrant") == erasure_warrant(master_key, chain, each["n"]):
            continue
        yield Difference("erasure-unwarranted", chain, each["n"])


def _opener(kept: KeptChain, master_key: bytes, *, erased: bool) -> tuple[Opener | None, list[Difference]]:
    sealed = any(one.sealed is not None for one in kept.entries)
    if erased:
        unfinished = kept.wrapped_key is not None or sealed
        return None, [Difference("erasure-unfinished", kept.chain)] if unfinished else []
    if kept.head is None:
        return None, []
    if kept.wrapped_key is None:
        return None, [Difference("key-missing", kept.chain)]
    try:
        return Opener.of(unwrap_key(kept.wrapped_key, master_key)), []
    except (ContentAltered, ValueError):
        return None, [Difference("key-unusable", kept.chain)]


def _personal(chain: str, one: KeptEntry, said: Mapping[str, Any], opener: Opener) -> tuple[Mapping[str, Json], list[Difference]]:
    """The sealed values, and those that are not what the entry commits to."""
    values = opener.opened(one.leaf, one.sealed or b"")
    if values is None:
        return {}, [Difference("sealed-altered", chain, one.n)]
    blind = bytes.fromhex(said["z"])
    wrong = [name for name, value in values.items() if said["d"].get(name) != opener.commitment(blind, name, value)]
    return values, [Difference("sealed-altered", chain, one.n, name) for name in wrong]
