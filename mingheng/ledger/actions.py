"""Writing the ledger: recording an act, erasing content, and giving committed entries their final order."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from mingheng import __version__
from mingheng.ledger.models import Chain, Outbox, Position, Sealed
from mingheng.ledger.rules import (
    EMPTY_CHAIN,
    ContentErased,
    Entry,
    EntryRefused,
    Head,
    Json,
    Receipt,
    commitment,
    file_digest,
    leaf_hash,
    seal,
    unwrap_key,
    wrap_key,
)

ERASURE = "erasure.executed"
_NO_LINKS: Mapping[str, str] = MappingProxyType({})
_SEQUENCER_LOCK = 0x6D68_6C65_6467_6572  # "mhledger": any number nobody else in this database locks

# The entry, its place in the queue for a position, its sealed values if any, and the chain's new end: one round trip.
_APPEND = """
WITH written AS (
    INSERT INTO ledger_entry (chain, n, leaf, entry) VALUES (%(chain)s, %(n)s, %(leaf)s, %(entry)s) RETURNING id
), queued AS (
    INSERT INTO ledger_outbox (entry_id) SELECT id FROM written
), kept AS (
    INSERT INTO ledger_sealed (entry_id, sealed)
    SELECT id, %(sealed)s::bytea FROM written WHERE %(sealed)s::bytea IS NOT NULL
), moved AS (
    UPDATE ledger_chain SET n = %(n)s, leaf = %(leaf)s WHERE chain = %(chain)s
)
SELECT id FROM written
"""


class ErasureRefused(ValueError):
    """The erasure lacks what the law asks of it; the message says what and how to supply it."""


@transaction.atomic(savepoint=False)
def record(
    *,
    kind: str,
    chain: str,
    facts: Mapping[str, Json],
    personal: Mapping[str, Json],
    by: str,
    unit: str,
    at: datetime,
    happened: datetime | None,
    grant: str = "",
    files: Sequence[str] = (),
    refs: Mapping[str, str] = _NO_LINKS,
) -> Receipt:
    """Append one entry to `chain`: the last statement of every act, inside the act's transaction.

    Every value of `facts` and `personal` is committed to under its name; those of `personal` are also kept, sealed.
    `files` are SHA-256 digests in hex; `refs` names reference data and its digest, in the clear. Waits for another
    writer of the same chain only; an act that records on several chains takes them in the order of their names, lest two
    acts wait for each other. Raises EntryRefused (see `rules`), and ContentErased when the chain's content is destroyed.
    """
    if twice := facts.keys() & personal.keys():
        raise EntryRefused(f"{'、'.join(sorted(twice))}:同时列入 facts 与 personal;请只留一处。")
    head, key = _hold(chain)
    blind = secrets.token_bytes(16)
    entry = Entry(
        chain=chain,
        n=head.n + 1,
        previous=head.leaf,
        kind=kind,
        by=by,
        unit=unit,
        grant=grant,
        at=at,
        happened=happened,
        commitments={name: commitment(key, blind, name, value) for name, value in {**facts, **personal}.items()},
        files=tuple(file_digest(file) for file in files),
        links=refs,
        build=__version__,
        blind=blind,
    )
    written = entry.to_bytes()
    leaf = leaf_hash(written)
    sealed = seal(key, leaf, personal, secrets.token_bytes(12)) if personal else None
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, {"chain": chain, "n": entry.n, "leaf": leaf, "entry": written, "sealed": sealed})
        (entry_id,) = cursor.fetchone()
    return Receipt(entry_id=entry_id, leaf=leaf.hex(), chain=chain, n=entry.n)


@transaction.atomic(savepoint=False)
def erase_chain(*, chain: str, ground: str, by: str, second: str, unit: str, at: datetime) -> Receipt:
    """Destroy the content of a whole chain: its key and its sealed values. Its entries and their proofs stay.

    `ground` is the citation that demands it, `second` the other person who approves. The erasure is the chain's last
    entry. Raises ErasureRefused for one person alone or an unknown chain, ContentErased when it was done before.
    """
    if by == second:
        raise ErasureRefused("第二批准人:删除须由两名不同的人批准;请另选一人。")
    if not Chain.objects.filter(chain=chain).exists():
        raise ErasureRefused(f"{chain}:没有这条存证链,无可删除;请核对编号。")
    receipt = record(
        kind=ERASURE,
        chain=chain,
        facts={},
        personal={},
        by=by,
        unit=unit,
        at=at,
        happened=None,
        refs={"ground": ground, "second": second},
    )
    Sealed.objects.filter(entry__chain=chain).delete()
    Chain.objects.filter(chain=chain).update(wrapped_key=None)
    return receipt


@transaction.atomic
def sequence_entries(*, at: datetime, limit: int = 1000) -> int:
    """Give up to `limit` committed entries the next positions, and say how many; 0 also while another process does.

    Entries of one chain keep their order: the later one is not even inserted before the earlier one is committed.
    Should two leaders ever meet, the primary key of Position lets one of them fail (IntegrityError) and nothing fork.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_SEQUENCER_LOCK])
        if cursor.fetchone() != (True,):
            return 0
    waiting = list(Outbox.objects.order_by("entry_id").values_list("entry_id", flat=True)[:limit])
    last: int = Position.objects.aggregate(last=Max("position"))["last"] or 0
    Position.objects.bulk_create(
        Position(position=position, entry_id=entry_id, placed_at=at) for position, entry_id in enumerate(waiting, last + 1)
    )
    Outbox.objects.filter(entry__in=waiting).delete()
    return len(waiting)


def _hold(chain: str) -> tuple[Head, bytes]:
    """Lock the row of `chain` until the transaction ends, creating it for a first entry; its head and its key.

    One statement does both: DO UPDATE takes the row lock that SELECT … FOR UPDATE takes, and two first writers of a chain
    queue for it as any others do. The fresh key is used by the first writer only.
    """
    master_key = settings.MINGHENG_MASTER_KEY
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_chain AS held (chain, n, leaf, wrapped_key) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (chain) DO UPDATE SET n = held.n RETURNING n, leaf, wrapped_key",
            [chain, EMPTY_CHAIN.n, EMPTY_CHAIN.leaf, wrap_key(secrets.token_bytes(32), master_key)],
        )
        n, leaf, wrapped_key = cursor.fetchone()
    if wrapped_key is None:
        raise ContentErased(f"{chain}:内容已依法删除,此链不再接受新的记录。")
    return Head(n, bytes(leaf)), unwrap_key(bytes(wrapped_key), master_key)
