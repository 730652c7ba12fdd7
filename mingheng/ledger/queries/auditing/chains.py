"""Chains read in bulk and judged, a batch in a few queries."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction

from mingheng.kit.bulk import rows_of
from mingheng.kit.sharing import Tell, shared_out, uncollected
from mingheng.ledger.models import Chain, StoredEntry
from mingheng.ledger.rules.auditing.chains import KeptChain, KeptEntry, ReadChain, judged
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.chains import Head

BATCH = 500  # chains read at once: of one kind mostly, so that a query costs little of each

Judge = Callable[[Sequence[ReadChain]], Iterable[Difference]]

_ENTRIES = "SELECT id, chain, n, leaf, entry FROM ledger_entry WHERE chain = ANY(%s) ORDER BY chain, n"
# Asked for by itself: joined, the planner reads the whole table of sealed values for every batch.
_SEALED = "SELECT entry_id, sealed FROM ledger_sealed WHERE entry_id = ANY(%s)"
# Looked for in the bytes: an entry that is no JSON any more must not end the audit that is to find it.
_COUNTED = """
SELECT wanted.kind, count(*) FROM ledger_entry e
JOIN unnest(%s::text[]) AS wanted(kind) ON position(convert_to('"k":"' || wanted.kind || '"', 'UTF8') IN e.entry) > 0
LEFT JOIN ledger_position p ON p.entry_id = e.id
WHERE coalesce(p.position, 9223372036854775807) > %s AND e.chain ~ '^(evidence|papers|party):' GROUP BY 1
"""
_HEADS = "SELECT chain, n, leaf, wrapped_key FROM ledger_chain WHERE chain = ANY(%s)"


@dataclass(frozen=True)
class ChainsFound:
    """What an audit of chains read and found."""

    chains: int
    entries: int
    found: tuple[Difference, ...]


def read_chains(chains: Sequence[str]) -> Iterator[ReadChain]:
    """Each of these chains, read whole and judged by itself, in the order given. Three queries whatever their number."""
    wanted = list(chains)
    entries: dict[str, list[KeptEntry]] = {chain: [] for chain in wanted}
    rows = rows_of(_ENTRIES, [wanted])
    sealed = dict(rows_of(_SEALED, [[row[0] for row in rows]]))
    for pk, chain, n, leaf, entry in rows:
        entries[chain].append(KeptEntry(n, leaf, entry, sealed.get(pk)))
    heads = {chain: (Head(n, leaf), key) for chain, n, leaf, key in rows_of(_HEADS, [wanted])}
    for chain in wanted:
        head, key = heads.get(chain, (None, None))
        if head is not None or entries[chain]:
            yield judged(KeptChain(chain, head, key, entries[chain]), settings.MINGHENG_MASTER_KEY)
        else:
            yield ReadChain(chain, (), None, erased=False, found=())


def every_chain() -> set[str]:
    """The names of all chains, those too of which only entries are left."""
    headless = StoredEntry.objects.exclude(chain__in=Chain.objects.values("chain")).values_list("chain", flat=True)
    return set(Chain.objects.values_list("chain", flat=True)) | set(headless.distinct())


def kinds_counted(kinds: Sequence[str], after: int = 0) -> dict[str, int]:
    """How many entries of each of these kinds there are, of later positions or none yet."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [list(kinds), after])
        return {str(kind): int(n) for kind, n in cursor.fetchall()}


def chains_touched(after: int) -> set[str]:
    """The names of the chains with entries of a later position, or none yet."""
    late = StoredEntry.objects.exclude(position__position__lte=after)
    return set(late.values_list("chain", flat=True).distinct())


def audit_chains(
    *, chains: Sequence[str], judge: Judge, processes: int = 1, tell: Tell = lambda done, total: None
) -> Iterator[ChainsFound]:
    """Read these chains in batches and judge them, each by itself and all of a batch by the room they belong to.

    `judge` is told what was read and says what differs from the rows it knows; where several processes share the work it is
    a function of a module.
    """
    batches = [(list(chains[i : i + BATCH]), judge) for i in range(0, len(chains), BATCH)]
    done = 0
    for found in shared_out(audit_batch, batches, processes):
        done += found.chains
        tell(done, len(chains))
        yield found


def audit_batch(chains: Sequence[str], judge: Judge) -> ChainsFound:
    """One batch, as it stands at one moment."""
    with uncollected(), unmoving():
        read = list(read_chains(chains))
        found = [difference for one in read for difference in one.found]
        found += judge(read)
    return ChainsFound(len(read), sum(len(one.entries) for one in read), tuple(found))


@contextmanager
def unmoving() -> Iterator[None]:
    """A transaction in which every statement sees the same moment; within another transaction, that one."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
