"""What is said in an act, and the entry it becomes behind the head of its chain. Randomness is the caller's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from mingheng.ledger.rules.canonical import EntryRefused, Json
from mingheng.ledger.rules.chains import Head
from mingheng.ledger.rules.entries import Entry, file_digest, leaf_hash
from mingheng.ledger.rules.sealing import commitment, seal

WORKER = "s:worker"
"""Who does what the system does by itself, as `by` of an act and as its `unit`."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Said:
    """An act to be recorded: `facts` are committed to, `personal` is also kept sealed, `files` are SHA-256 in hex."""

    kind: str
    chain: str
    facts: Mapping[str, Json]
    personal: Mapping[str, Json]
    by: str
    unit: str
    at: datetime
    happened: datetime | None = None
    grant: str = ""
    files: tuple[str, ...] = ()
    refs: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Written:
    """An entry in its bytes, ready for the table; `sealed` only when something personal was said."""

    n: int
    leaf: bytes
    entry: bytes
    sealed: bytes | None


def composed(said: Said, head: Head, key: bytes, build: str, blind: bytes, nonce: bytes) -> Written:
    """The entry that follows `head`. `blind` is 16 and `nonce` 12 bytes never used before. Raises EntryRefused."""
    if twice := said.facts.keys() & said.personal.keys():
        raise EntryRefused(f"{'、'.join(sorted(twice))}:同时列入 facts 与 personal;请只留一处。")
    entry = Entry(
        chain=said.chain,
        n=head.n + 1,
        previous=head.leaf,
        kind=said.kind,
        by=said.by,
        unit=said.unit,
        grant=said.grant,
        at=said.at,
        happened=said.happened,
        commitments={name: commitment(key, blind, name, value) for name, value in {**said.facts, **said.personal}.items()},
        files=tuple(file_digest(file) for file in said.files),
        links=said.refs,
        build=build,
        blind=blind,
    ).to_bytes()
    leaf = leaf_hash(entry)
    return Written(head.n + 1, leaf, entry, seal(key, leaf, said.personal, nonce) if said.personal else None)
