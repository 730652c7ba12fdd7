"""The tree computed again from the stored entries, in subtrees that several processes may share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from django.conf import settings
from django.db import connection
from django.db.models import Max
from psycopg import sql

from mingheng.kit.sharing import Tell, shared_out
from mingheng.ledger.models import Cosignature, Position, SignedCheckpoint, StoredTile
from mingheng.ledger.queries.tree import witness_policy
from mingheng.ledger.rules.auditing.checkpoints import KeptCheckpoint, checked, remembered
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.auditing.trees import SPAN, Row, Subtree, Tiles, root_over, subtree, tile_differs, upper_tiles
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.keys import Kind, SignerKey, VerifierKey
from mingheng.ledger.rules.tree.policies import BadPolicy
from mingheng.ledger.rules.tree.proving import root
from mingheng.ledger.rules.tree.tiles import WIDTH, NotATile, node_of

_ROWS = sql.SQL(
    "COPY (SELECT p.position, e.leaf, e.entry FROM ledger_position p LEFT JOIN ledger_entry e ON e.id = p.entry_id"
    " WHERE p.position > {} AND p.position <= {} ORDER BY p.position) TO STDOUT (FORMAT BINARY)"
)


@dataclass(frozen=True)
class TreeFound:
    """What an audit of the tree read and found: `size` leaves under the last checkpoint, of which `read` were read again."""

    size: int
    read: int
    checkpoints: int
    found: tuple[Difference, ...]
    keys_known: bool


def tree_size() -> int:
    """The leaves under the last kept checkpoint."""
    size: int = SignedCheckpoint.objects.aggregate(size=Max("size"))["size"] or 0
    return size


def last_placed() -> int:
    """The last position given; 0 before the first."""
    last: int = Position.objects.aggregate(last=Max("position"))["last"] or 0
    return last


def checkpoint_keys() -> tuple[VerifierKey, ...]:
    """What the log's checkpoints are checked with, as far as this process knows: its own keys, and those the policy names.

    A former key must stay in the policy for as long as checkpoints that it alone signed are kept.
    """
    secrets = filter(None, (settings.MINGHENG_LOG_KEY, settings.MINGHENG_LOG_NEXT_KEY))
    own = tuple(SignerKey.from_secret(settings.MINGHENG_LOG_ORIGIN, Kind.NOTE, secret).verifier for secret in secrets)
    try:
        return (*own, *(key for key in witness_policy().logs if key not in own))
    except BadPolicy:
        return own


def audit_tree(
    *,
    keys: Sequence[VerifierKey] = (),
    memory: Checkpoint | None = None,
    after: int = 0,
    also: Sequence[int] = (),
    processes: int = 1,
    tell: Tell = lambda done, total: None,
) -> TreeFound:
    """Compute the tree again and compare it with entries, tiles, checkpoints, cosignatures and the signer's memory.

    With `after` only the subtrees that hold later positions are read again, and those numbered in `also`; of the others the
    stored tiles count. `keys` are those the log signs with; `memory` what the signer remembers. `tell` hears the leaves done.
    """
    size = min(tree_size(), last_placed())
    kept = _checkpoints()
    wanted = sorted({one.size for one in kept} | ({memory.size} if memory else set()) | {size})
    spans = [(first, min(SPAN, size - first)) for first in range(0, size, SPAN)]
    chosen = [(f, n) for f, n in spans if f + n > after or f // SPAN in set(also)]
    pieces = [(f, n, tuple(s for s in wanted if f < s <= f + n)) for f, n in chosen]
    done: dict[int, Subtree] = {}
    total = sum(count for _, count in chosen)
    for one in shared_out(audited_span, pieces, processes):
        done[one.first] = one
        tell(sum(each.count for each in done.values()), total)
    subtrees = [done[f].root if f in done else _stored_root(f, n) for f, n in spans]
    found = [difference for one in done.values() for difference in one.found]
    found += _upper(subtrees, size)
    roots = {s: root_over([*subtrees[: f // SPAN], inner]) for f, one in done.items() for s, inner in one.roots.items()}
    judged = [one for one in kept if one.size in roots or one.size > size]
    found += _judged(judged, roots, keys)
    found += remembered(memory, size, roots, settings.MINGHENG_LOG_ORIGIN) if memory and _is_in(memory, roots, size) else ()
    return TreeFound(size, total, len(judged), tuple(found), bool(keys))


def audited_span(first: int, count: int, sizes: Sequence[int]) -> Subtree:
    """One subtree, read from the database and judged; `sizes` are tree sizes in it whose roots are wanted."""
    return subtree(first, count, _rows(first, count), _tiles(first, count), sizes)


def _rows(first: int, count: int) -> Iterator[Row]:
    with connection.cursor() as cursor, cursor.copy(_ROWS.format(first, first + count)) as copy:
        copy.set_types(["int8", "bytea", "bytea"])
        yield from copy.rows()


def _tiles(first: int, count: int) -> Tiles:
    begin = first // WIDTH
    rows = StoredTile.objects.filter(level=0, index__gte=begin, index__lt=begin + (count + WIDTH - 1) // WIDTH)
    leaves = {index - begin: bytes(data) for index, data in rows.values_list("index", "data")}
    return Tiles(leaves, _tile(1, first // SPAN) or b"")


def _tile(level: int, index: int) -> bytes | None:
    found = StoredTile.objects.filter(level=level, index=index).values_list("data", flat=True).first()
    return None if found is None else bytes(found)


def _stored_root(first: int, count: int) -> bytes:
    """The root of a subtree that is not read again, as its tiles have it; nothing's hash where they are not there."""

    def read(level: int, index: int) -> bytes:
        return _tile(level, index) or b""

    node = node_of(read)
    try:
        return root(count, lambda height, index: node(height, (first >> height) + index))
    except (NotATile, IndexError):
        return bytes(32)


def _upper(subtrees: Sequence[bytes], size: int) -> Iterator[Difference]:
    """The tiles above the subtrees, which hold whole ones only."""
    for (level, index), data in upper_tiles(subtrees[: size // SPAN]).items():
        wrong = tile_differs(level, index, data, _tile(level, index))
        if wrong:
            yield wrong


def _checkpoints() -> list[KeptCheckpoint]:
    rows = Cosignature.objects.order_by("checkpoint", "witness").values_list("checkpoint", "witness", "line")
    lines = {size: tuple((w, line) for _, w, line in each) for size, each in groupby(rows, key=lambda row: row[0])}
    kept = SignedCheckpoint.objects.order_by("size").values_list("size", "root", "note")
    return [KeptCheckpoint(size, bytes(root), note, lines.get(size, ())) for size, root, note in kept]


def _judged(kept: Sequence[KeptCheckpoint], roots: dict[int, bytes], keys: Sequence[VerifierKey]) -> Iterator[Difference]:
    judge = partial(checked, keys=keys, origin=settings.MINGHENG_LOG_ORIGIN)
    for one in kept:
        yield from judge(one, roots.get(one.size))


def _is_in(memory: Checkpoint, roots: dict[int, bytes], size: int) -> bool:
    """Whether the subtree that holds the size remembered was read, or is not there at all."""
    return memory.size > size or memory.size in roots
