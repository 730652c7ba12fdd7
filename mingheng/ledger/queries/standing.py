"""How far an entry has come, and how the log stands with those who watch it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from mingheng.ledger.models import Cosignature, Outbox, Position, SignedCheckpoint, StoredEntry
from mingheng.ledger.queries.tree import cosigned_size, witness_policy
from mingheng.ledger.rules import Entry
from mingheng.ledger.rules.tree.policies import Policy

# The last cosignature of each of these witnesses, by the index on witness and checkpoint: one look each, however long the log.
_LAST = """
SELECT asked.key, last.checkpoint_id, last.seen_at FROM unnest(%s::text[]) AS asked(key), LATERAL (
    SELECT checkpoint_id, seen_at FROM ledger_cosignature WHERE witness = asked.key ORDER BY checkpoint_id DESC LIMIT 1
) AS last
"""


@dataclass(frozen=True, slots=True)
class WitnessSeen:
    """A witness of the policy, the size it cosigned last, and when; None where it never did."""

    name: str
    size: int | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class EntryStanding:
    """One entry on its way: its place, the first signed checkpoint that holds it, the first that enough witnesses saw.

    `seen` are the witnesses of that last one, each with the time it names.
    """

    leaf: str
    at: datetime
    happened: datetime | None
    place: int | None = None
    signed_size: int | None = None
    signed_at: datetime | None = None
    kept_size: int | None = None
    seen: tuple[WitnessSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class LogStanding:
    """The whole log: how many entries wait for a place, the latest signed checkpoint, and what each witness saw last.

    `met_at` is the last moment at which enough witnesses had seen it; None where they never had, or nobody is named.
    """

    waiting: int
    size: int
    signed_at: datetime | None
    witnesses: tuple[WitnessSeen, ...]
    met_at: datetime | None
    named: bool


def entry_standing(chain: str, n: int) -> EntryStanding | None:
    """How far an entry has come; None where there is none."""
    row = StoredEntry.objects.filter(chain=chain, n=n).select_related("position").first()
    if row is None:
        return None
    entry = Entry.from_bytes(bytes(row.entry))
    leaf = bytes(row.leaf).hex()
    if not hasattr(row, "position"):
        return EntryStanding(leaf, entry.at, entry.happened)
    place = row.position.position
    signed = SignedCheckpoint.objects.filter(size__gte=place).order_by("size").values_list("size", "signed_at").first()
    signed_size, signed_at = signed or (None, None)
    kept = cosigned_size(place)
    seen = _seen_at(kept) if kept is not None else ()
    return EntryStanding(leaf, entry.at, entry.happened, place, signed_size, signed_at, kept, seen)


def log_standing() -> LogStanding:
    """How the log stands. Raises BadPolicy where the policy cannot be read."""
    policy = witness_policy()
    latest = SignedCheckpoint.objects.order_by("-size").values_list("size", "signed_at").first()
    size, signed_at = latest or (0, None)
    witnesses = _last_seen(policy)
    return LogStanding(Outbox.objects.count(), size, signed_at, witnesses, _met_at(policy, witnesses), bool(policy.witnesses))


def quorum_met_at() -> datetime | None:
    """The last moment at which enough witnesses had seen the log. One query. Raises BadPolicy."""
    policy = witness_policy()
    return _met_at(policy, _last_seen(policy))


def began_at() -> datetime | None:
    """When the first entry got its place; None in an empty log."""
    began: datetime | None = Position.objects.order_by("position").values_list("placed_at", flat=True).first()
    return began


def has_witnesses() -> bool:
    """Whether the policy names anybody who watches. Raises BadPolicy."""
    return bool(witness_policy().witnesses)


def _last_seen(policy: Policy) -> tuple[WitnessSeen, ...]:
    keys = {str(witness.key): name for name, witness in policy.witnesses.items()}
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [list(keys)])
        found = {keys[key]: (size, at) for key, size, at in cursor.fetchall()}
    return tuple(WitnessSeen(name, *found.get(name, (None, None))) for name in policy.witnesses)


def _seen_at(size: int) -> tuple[WitnessSeen, ...]:
    names = {str(witness.key): name for name, witness in witness_policy().witnesses.items()}
    rows = (
        Cosignature.objects.filter(checkpoint=size, witness__in=list(names)).order_by("seen_at").values_list("witness", "seen_at")
    )
    return tuple(WitnessSeen(names[key], size, at) for key, at in rows)


def _met_at(policy: Policy, witnesses: Iterable[WitnessSeen]) -> datetime | None:
    """The moment of the cosignature that completed the quorum, counting each witness's last only."""
    counted = set()
    for at, name in sorted(((one.at, one.name) for one in witnesses if one.at), reverse=True):
        counted.add(policy.witnesses[name].key)
        if policy.is_met(counted):
            return at
    return None
