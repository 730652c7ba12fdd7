"""Recording many acts in one go: the same entries `record` writes, by COPY."""

import secrets
from collections.abc import Sequence

from django.conf import settings
from django.db import connection, transaction

from mingheng import __version__
from mingheng.kit.copying import copy_rows
from mingheng.ledger.models import Chain
from mingheng.ledger.rules import EMPTY_CHAIN, ContentErased, Head, Receipt, Said, Written, composed, unwrap_key, wrap_key


@transaction.atomic(savepoint=False)
def record_many(*, acts: Sequence[Said]) -> list[Receipt]:
    """Append an entry for each act, in the order given: the last statement of a bulk act, inside its transaction.

    Says of each what `record` says. Chains that exist are held until the transaction ends, in the order of their names.
    A chain that another writer begins at the same moment raises IntegrityError and nothing is written.
    """
    book = _Book(sorted({said.chain for said in acts}))
    made = [book.append(said) for said in acts]
    ids = _fresh_ids(len(made))
    rows = list(zip(ids, acts, made, strict=True))
    copy_rows("ledger_entry", ("id", "chain", "n", "leaf", "entry"), ((i, s.chain, w.n, w.leaf, w.entry) for i, s, w in rows))
    copy_rows("ledger_outbox", ("entry_id",), ((i,) for i in ids))
    copy_rows("ledger_sealed", ("entry_id", "sealed"), ((i, w.sealed) for i, _, w in rows if w.sealed is not None))
    book.close()
    return [Receipt(entry_id=i, leaf=w.leaf.hex(), chain=s.chain, n=w.n) for i, s, w in rows]


class _Book:
    """The chains of these acts: where each ends, and its key."""

    def __init__(self, chains: Sequence[str]) -> None:
        self.master = settings.MINGHENG_MASTER_KEY
        held = {row.chain: row for row in Chain.objects.select_for_update().filter(chain__in=chains).order_by("chain")}
        erased = [chain for chain, row in held.items() if row.wrapped_key is None]
        if erased:
            raise ContentErased(f"{erased[0]}:内容已依法删除,此链不再接受新的记录。")
        self.old = {chain: unwrap_key(bytes(row.wrapped_key or b""), self.master) for chain, row in held.items()}
        self.new = {chain: secrets.token_bytes(32) for chain in chains if chain not in held}
        self.heads = {chain: Head(row.n, bytes(row.leaf)) for chain, row in held.items()}
        self.keys = self.old | self.new

    def append(self, said: Said) -> Written:
        """The act as the next entry of its chain."""
        head = self.heads.get(said.chain, EMPTY_CHAIN)
        made = composed(said, head, self.keys[said.chain], __version__, secrets.token_bytes(16), secrets.token_bytes(12))
        self.heads[said.chain] = Head(made.n, made.leaf)
        return made

    def close(self) -> None:
        """Move the ends of the chains that were there, enter the others."""
        fresh = ((c, self.heads[c].n, self.heads[c].leaf, wrap_key(key, self.master)) for c, key in self.new.items())
        copy_rows("ledger_chain", ("chain", "n", "leaf", "wrapped_key"), fresh)
        moved = list(self.old)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE ledger_chain AS held SET n = moved.n, leaf = moved.leaf"
                " FROM unnest(%s::text[], %s::bigint[], %s::bytea[]) AS moved (chain, n, leaf) WHERE held.chain = moved.chain",
                [moved, [self.heads[c].n for c in moved], [self.heads[c].leaf for c in moved]],
            )


def _fresh_ids(count: int) -> list[int]:
    """So many ids of entries, ascending, taken from the table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('ledger_entry', 'id')) FROM generate_series(1, %s) ORDER BY 1", [count]
        )
        return [found for (found,) in cursor.fetchall()]
