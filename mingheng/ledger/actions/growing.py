"""Growing the tree: entries that have a position become leaves, and the new root is signed."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from mingheng.ledger.actions.memory import SignerMemory
from mingheng.ledger.models import Position, SignedCheckpoint
from mingheng.ledger.queries import stored_edge, tree_nodes
from mingheng.ledger.rules import leaf_hash
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.growing import Edge
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.proving import root
from mingheng.ledger.rules.tree.tiles import NotATile, Tile

AT_ONCE = 4096
UNSEEN = timedelta(hours=1)  # how long a checkpoint that no witness saw is kept once there is a later one
_TREE_LOCK = 0x6D68_7472_6565_0001  # "mhtree": any number nobody else in this database locks

log = logging.getLogger(__name__)


class NotSigned(Exception):
    """Why nothing is signed: what is stored is not what was signed before."""


def grow_tree(*, at: datetime, limit: int = AT_ONCE) -> int:
    """Add up to `limit` placed entries to the tree, sign the root, and say how many; 0 also while another process does.

    Where what is stored contradicts what was signed, nothing is signed and the reason is logged: a wrong leaf once signed can
    never be taken back. Without the key of the log (a process that is not the worker) nothing is done.
    """
    secrets = (settings.MINGHENG_LOG_KEY, settings.MINGHENG_LOG_NEXT_KEY)
    if secrets[0] is None:
        return 0
    origin = settings.MINGHENG_LOG_ORIGIN
    try:
        return _grow(origin, [SignerKey.from_secret(origin, Kind.NOTE, secret) for secret in secrets if secret], at, limit)
    except (NotSigned, NotATile, BadNote) as reason:
        log.critical("the ledger is not signed: %s", reason)  # the reason is the message
        return 0


@transaction.atomic
def _grow(origin: str, keys: Sequence[SignerKey], at: datetime, limit: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_TREE_LOCK])
        if cursor.fetchone() != (True,):
            return 0
    memory = SignerMemory(settings.MINGHENG_SIGNER)
    edge = _edge_as_signed(memory, origin)
    leaves = _next_leaves(edge.size, limit)
    if not leaves:
        return 0
    grown, full = edge.grown(leaves)
    _store([*full, *grown.tiles()])
    note = Note(str(Checkpoint(origin, grown.size, grown.root())))
    for key in keys:
        note = note.signed(key)
    SignedCheckpoint.objects.filter(cosignature=None, timestamp=None, signed_at__lt=at - UNSEEN).delete()
    SignedCheckpoint.objects.create(size=grown.size, root=grown.root(), note=str(note), signed_at=at)
    transaction.on_commit(lambda: memory.remember(str(note)))
    return len(leaves)


def _edge_as_signed(memory: SignerMemory, origin: str) -> Edge:
    """The right edge of the stored tree, which is the one signed last under this name. Raises NotSigned."""
    last = SignedCheckpoint.objects.order_by("size").last()
    size = last.size if last else 0
    edge = stored_edge(size)
    if last and edge.root() != bytes(last.root):
        raise NotSigned(f"存证树的分块与第 {size} 条的检查点不符")
    if size and tree_nodes(size)(0, size - 1) != _leaf_at(size):
        raise NotSigned(f"已经签过的第 {size} 条存证记录不见了，或者与签过的不同")
    remembered = memory.last()
    if remembered is None or remembered.origin != origin:
        return edge
    if remembered.size > size:
        raise NotSigned(f"数据库只有 {size} 条，签名方记得签过 {remembered.size} 条：数据库被换成了旧的，或者有记录被删")
    if root(remembered.size, tree_nodes(size)) != remembered.root:
        raise NotSigned(f"第 {remembered.size} 条以前的存证树与签过的不同")
    return edge


def _leaf_at(position: int) -> bytes | None:
    """The leaf of the entry at a position, as it is stored."""
    leaf = Position.objects.filter(position=position).values_list("entry__leaf", flat=True).first()
    return None if leaf is None else bytes(leaf)


def _next_leaves(size: int, limit: int) -> Sequence[bytes]:
    """The leaves after the first `size`, computed anew from the entries themselves. Raises NotSigned."""
    rows = Position.objects.filter(position__gt=size, position__lte=size + limit).order_by("position")
    leaves = []
    for place, (position, leaf, entry) in enumerate(rows.values_list("position", "entry__leaf", "entry__entry"), size + 1):
        if position != place:
            raise NotSigned(f"第 {place} 条存证记录不见了")
        computed = leaf_hash(bytes(entry))
        if computed != bytes(leaf):
            raise NotSigned(f"第 {position} 条存证记录的内容与摘要不符")
        leaves.append(computed)
    return leaves


def _store(tiles: Sequence[tuple[Tile, bytes]]) -> None:
    """Keep tiles; an unfilled one takes the place of what there was of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO ledger_tile (level, "index", data) SELECT * FROM unnest(%s::smallint[], %s::bigint[], %s::bytea[])'
            ' ON CONFLICT (level, "index") DO UPDATE SET data = excluded.data',
            [[tile.level for tile, _ in tiles], [tile.index for tile, _ in tiles], [data for _, data in tiles]],
        )
