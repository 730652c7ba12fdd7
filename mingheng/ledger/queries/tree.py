"""Reading the tree over all entries: its tiles, its signed checkpoints, and proofs."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db.models import Max

from mingheng.ledger.models import Cosignature, Position, SignedCheckpoint, StoredTile, Timestamp
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.growing import Edge
from mingheng.ledger.rules.tree.hashing import SIZE
from mingheng.ledger.rules.tree.keys import VerifierKey
from mingheng.ledger.rules.tree.notes import Note, Signature
from mingheng.ledger.rules.tree.policies import Policy, Witness, read_policy
from mingheng.ledger.rules.tree.proofs import Proof
from mingheng.ledger.rules.tree.proving import Node, consistency, inclusion
from mingheng.ledger.rules.tree.tiles import WIDTH, NotATile, Tile, bundle, node_of, tile_in, tiles_of
from mingheng.ledger.rules.tree.witnessing import Request

TILES = 64  # tiles kept while a proof is put together


def tile_bytes(tile: Tile) -> bytes:
    """The bytes of a tile of hashes. Raises NotATile where there is not that much of it."""
    row = StoredTile.objects.filter(level=tile.level, index=tile.index).first()
    data = bytes(row.data)[: tile.width * SIZE] if row else b""
    if len(data) != tile.width * SIZE:
        raise NotATile(f"{tile.path} 不存在")
    return data


def entry_bundle(tile: Tile) -> bytes:
    """The entries of a tile of leaves, as they are stored. Raises NotATile where one of them is missing."""
    first = tile.index * WIDTH
    rows = Position.objects.filter(position__gt=first, position__lte=first + tile.width).order_by("position")
    entries = [bytes(entry) for entry in rows.values_list("entry__entry", flat=True)]
    if len(entries) != tile.width:
        raise NotATile(f"第 {first + 1} 至 {first + tile.width} 条存证记录不全")
    return bundle(entries)


def tree_nodes(size: int) -> Node:
    """The nodes of the tree of the first `size` entries. Raises NotATile, also from the function, where a tile is missing."""

    @lru_cache(TILES)
    def read(level: int, index: int) -> bytes:
        return tile_bytes(tile_in(size, level, index))

    return node_of(read)


def stored_edge(size: int) -> Edge:
    """The right edge of the tree of so many entries. Raises NotATile where a tile is missing."""
    levels: list[bytes] = []
    for tile in tiles_of(size):
        levels += [b""] * (tile.level - len(levels))
        levels.append(tile_bytes(tile))
    return Edge(size, tuple(levels))


def checkpoint_note(size: int | None = None) -> Note | None:
    """The signed checkpoint of a size, or the latest, with the cosignatures of its witnesses."""
    rows = SignedCheckpoint.objects.order_by("-size")
    row = (rows if size is None else rows.filter(size=size)).first()
    if row is None:
        return None
    lines = Cosignature.objects.filter(checkpoint=row).order_by("witness").values_list("line", flat=True)
    note = Note.read(row.note)
    return Note(note.text, (*note.signatures, *map(Signature.read, lines)))


@dataclass(frozen=True, slots=True)
class Stamp:
    """A timestamp that an authority gave for the checkpoint of a size: the time, who, and its reply (RFC 3161)."""

    size: int
    time: datetime
    authority: str
    reply: bytes


def latest_timestamp(size: int | None = None) -> Stamp | None:
    """The timestamp of the checkpoint of a size, or the latest there is."""
    rows = Timestamp.objects.order_by("-checkpoint")
    row = (rows if size is None else rows.filter(checkpoint=size)).first()
    return Stamp(row.checkpoint_id, row.stamped_at, row.authority, bytes(row.reply)) if row else None


def sequenced() -> int:
    """How many entries have a position."""
    return Position.objects.aggregate(last=Max("position"))["last"] or 0


def witness_policy() -> Policy:
    """Which witnesses this installation has, and how many of them are enough; nobody where none is named. Raises BadPolicy."""
    return read_policy(settings.MINGHENG_WITNESS_POLICY) if settings.MINGHENG_WITNESS_POLICY else Policy()


def request_to(witness: Witness, note: Note, old: int | None = None) -> Request:
    """What a witness is asked: to cosign one of our checkpoints, which adds to that of size `old`, by default the last it cosigned."""
    size = Checkpoint.read(note.text).size
    if old is None:
        seen = Cosignature.objects.filter(witness=str(witness.key), checkpoint__lte=size)
        old = seen.aggregate(size=Max("checkpoint"))["size"] or 0
    return Request(old, tuple(consistency(old, size, tree_nodes(size)) if old else ()), note)


def cosigned_size(position: int) -> int | None:
    """The size of the first checkpoint that holds this position and that enough witnesses have seen; None until there is one."""
    policy = witness_policy()
    keys = {str(witness.key): witness.key for witness in policy.witnesses.values()}
    seen: dict[int, set[VerifierKey]] = {}
    rows = Cosignature.objects.filter(checkpoint__gte=position, witness__in=list(keys)).order_by("checkpoint")
    for size, witness in rows.values_list("checkpoint", "witness").iterator():
        seen.setdefault(size, set()).add(keys[witness])
        if policy.is_met(seen[size]):
            return size
    return None


def proof_of(entry_id: int, size: int | None = None) -> Proof | None:
    """The proof that an entry is in the tree of a signed size, or of the latest; None where it is not in it yet."""
    position = Position.objects.filter(entry=entry_id).values_list("position", flat=True).first()
    note = checkpoint_note(size)
    if position is None or note is None:
        return None
    in_tree = int(note.text.split("\n")[1])
    if position > in_tree:
        return None
    return Proof(position - 1, tuple(inclusion(position - 1, in_tree, tree_nodes(in_tree))), note)
