"""Recording one act: its entry, sealed values and the chain's new end."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from django.conf import settings
from django.db import connection, transaction

from mingheng import __version__
from mingheng.ledger.rules import EMPTY_CHAIN, ContentErased, Head, Json, Receipt, Said, composed, unwrap_key, wrap_key

_NO_LINKS: Mapping[str, str] = MappingProxyType({})

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
    return record_said(said=Said(kind, chain, facts, personal, by, unit, at, happened, grant, tuple(files), refs))


@transaction.atomic(savepoint=False)
def record_said(*, said: Said) -> Receipt:
    """The same of an act put in words before."""
    head, key = _hold(said.chain)
    made = composed(said, head, key, __version__, secrets.token_bytes(16), secrets.token_bytes(12))
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, {"chain": said.chain, "n": made.n, "leaf": made.leaf, "entry": made.entry, "sealed": made.sealed})
        (entry_id,) = cursor.fetchone()
    return Receipt(entry_id=entry_id, leaf=made.leaf.hex(), chain=said.chain, n=made.n)


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
