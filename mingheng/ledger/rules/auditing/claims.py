"""What a room says its rows are, held against the entries of a chain.

The ledger holds commitments. So it can always say which field is no longer what was recorded; what it was then it can say
only of what stands in the clear or is sealed.
"""

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from mingheng.ledger.rules.auditing.chains import ERASURE, ReadChain, ReadEntry
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.auditing.opening import Opener
from mingheng.ledger.rules.canonical import Json

NOTHING: Mapping[str, Any] = MappingProxyType({})
_CLEAR = ("act", "by", "at", "happened_at", "files")
LONGEST = 300  # characters of a value that are shown


@dataclass(slots=True)
class Claim:
    """That entry `n` of a chain says exactly this. None: nothing is claimed of that part.

    Not frozen, though nobody changes one: it is made once an entry, and a frozen one takes three times as long to make.

    `facts` must be all that is committed to, but for what is sealed; without `whole` there may be more. `personal` are the
    names that would be sealed. An empty link says that there is none. `later` are facts that entries written before there were such do not hold at all.
    """

    n: int
    kind: str
    by: str
    at: datetime
    facts: Mapping[str, Json]
    unit: str | None = None
    happened: datetime | None = None
    happened_known: bool = True
    files: Sequence[str] = ()
    links: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    later: Mapping[str, Json] = field(default_factory=lambda: NOTHING)
    personal: Container[str] = ()
    whole: bool = True
    about: str = ""

    @classmethod
    def of(cls, entry: ReadEntry) -> "Claim":
        """What an entry says of itself, for one that is known to have no row of its own any more."""
        said = entry.said
        happened = said["ot"] and datetime.fromisoformat(said["ot"])
        at = datetime.fromisoformat(said["t"])
        return cls(entry.n, entry.kind, said["a"], at, {}, happened=happened, files=said["e"], whole=False)


def compared(chain: ReadChain, claims: Sequence[Claim], without_row: Container[str] = ()) -> Iterator[Difference]:
    """What differs between a chain and what is claimed of it. `without_row` are kinds of entries that leave no row behind."""
    waiting = {claim.n: claim for claim in claims}
    for entry in chain.entries:
        claim = waiting.pop(entry.n, None)
        if claim is not None:
            yield from _held(chain, entry, claim)
        elif entry.kind not in without_row and entry.kind != ERASURE:
            yield Difference("row-missing", chain.chain, entry.n, recorded=entry.kind)
    for claim in waiting.values():
        yield Difference("row-unrecorded", chain.chain, claim.n, stored=claim.kind, about=claim.about)


def unlike(chain: str, n: int, told: Mapping[str, tuple[object, object]], about: str) -> Iterator[Difference]:
    """What does not follow from the rest: by its field, what follows and what is there."""
    for field_name, (follows, stored) in told.items():
        if follows != stored:
            yield Difference("derived-differs", chain, n, field_name, shown(follows), shown(stored), about)


def moment(at: datetime | None) -> str | None:
    """A moment as an entry spells it."""
    return None if at is None else at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def shown(value: object) -> str:
    """A value in a line."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _held(chain: ReadChain, entry: ReadEntry, claim: Claim) -> Iterator[Difference]:
    said = entry.said
    happened = moment(claim.happened) if claim.happened_known else said["ot"]
    recorded = (said["k"], said["a"], said["t"], said["ot"], sorted(said["e"]))
    claimed = (claim.kind, claim.by, moment(claim.at), happened, sorted(claim.files))
    if recorded != claimed:
        for name, was, now in zip(_CLEAR, recorded, claimed, strict=True):
            if was != now:
                yield Difference("value-differs", chain.chain, entry.n, name, shown(was or ""), shown(now or ""), claim.about)
    if claim.unit is not None and said["u"] != claim.unit:
        yield Difference("value-differs", chain.chain, entry.n, "unit", said["u"], claim.unit, claim.about)
    for name, link in claim.links.items():
        if said["l"].get(name, "") != link:
            yield Difference("value-differs", chain.chain, entry.n, name, said["l"].get(name, ""), link, claim.about)
    if chain.opener is not None:
        yield from _committed(chain.chain, entry, claim, chain.opener)


def _committed(chain: str, entry: ReadEntry, claim: Claim, opener: Opener) -> Iterator[Difference]:
    committed = entry.said["d"]
    facts = claim.facts
    if claim.later and not committed.keys().isdisjoint(claim.later):
        facts = {**facts, **claim.later}
    blind = bytes.fromhex(entry.said["z"])
    for name, value in facts.items():
        commitment = committed.get(name)
        if commitment is None:
            yield Difference("value-added", chain, entry.n, name, stored=shown(value), about=claim.about)
        elif commitment != opener.commitment(blind, name, value):
            yield Difference("value-differs", chain, entry.n, name, stored=shown(value), about=claim.about)
    if claim.whole:
        for name in committed.keys() - facts.keys() - entry.personal.keys():
            kind = "sealed-missing" if name in claim.personal else "value-gone"
            yield Difference(kind, chain, entry.n, name, about=claim.about)
