"""Publishing the log: tiles, bundles of entries and the checkpoint as files, each written once.

An entry is sequenced when it has its position, integrated when a signed checkpoint covers it, published when the checkpoint in the
folder does. That one is written last, so that whatever it names is there; killed at any moment, the next run finishes.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

from mingheng.kit.locks import Lock
from mingheng.ledger.datasets.shelf import NotPublished, Shelf
from mingheng.ledger.queries import checkpoint_note, entry_bundle, sequenced, tile_bytes, tree_nodes
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.hashing import SHA256
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.proving import root
from mingheng.ledger.rules.tree.tiles import ENTRIES, WIDTH, NotATile, Tile, tiles_added, unbundled
from mingheng.ledger.rules.tree.trusting import TrustedTiles

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LogProgress:
    """How many entries have a position, are in a signed tree, and are published as files."""

    sequenced: int
    integrated: int
    published: int


def log_progress(folder: Path) -> LogProgress:
    """How far the log has come. Raises BadNote when the published checkpoint was damaged."""
    return LogProgress(sequenced(), _size(checkpoint_note()), _size(Shelf(folder).published()))


def publish_log(folder: Path) -> int:
    """Publish what is signed and not published yet; how many entries that is. 0 also while another process does.

    Where what is published contradicts what is stored, nothing more is published and the reason is logged.
    """
    lock = Lock(folder / "lock")
    if not lock.take():
        return 0
    try:
        return _publish(Shelf(folder))
    except (NotPublished, NotATile, BadNote) as reason:
        log.critical("the log is not published: %s", reason)  # the reason is the message
        return 0
    finally:
        lock.release()


def _publish(shelf: Shelf) -> int:
    note, before = checkpoint_note(), shelf.published()
    if note is None or (before is not None and str(note) == str(before)):
        return 0
    checkpoint = Checkpoint.read(note.text)
    old = _agreed(before, checkpoint) if before else 0
    tiles = TrustedTiles(checkpoint.size, checkpoint.root, tile_bytes)
    for tile in tiles_added(old, checkpoint.size):
        _put(shelf, tile, tiles.tile(tile.level, tile.index))
    shelf.close(note)
    return checkpoint.size - old


def _agreed(before: Note, now: Checkpoint) -> int:
    """How many entries are published already. Raises NotPublished unless the tree of now begins with them."""
    published = Checkpoint.read(before.text)
    if published.origin != now.origin:
        raise NotPublished(f"文件夹里公布的是日志 {published.origin}，不是 {now.origin}：请用 MINGHENG_PUBLISHED 另设一个文件夹")
    if published.size > now.size:
        raise NotPublished(
            f"已经公布了 {published.size} 条，数据库里签过的只有 {now.size} 条：数据库被换成了旧的，或者有记录被删"
        )
    if root(published.size, tree_nodes(now.size)) != published.root:
        raise NotPublished(f"第 {published.size} 条以前的存证树与公布过的不同")
    return published.size


def _put(shelf: Shelf, tile: Tile, data: bytes) -> None:
    """Publish a tile, and with one of leaves the entries once they agree with it. Raises NotPublished."""
    if tile.level == 0:
        entries = Tile(ENTRIES, tile.index, tile.width)
        bundle = entry_bundle(entries)
        if b"".join(map(SHA256.leaf, unbundled(bundle))) != data:
            raise NotPublished(f"第 {tile.index * WIDTH + 1} 条起的存证记录与存证树不符")
        _put_one(shelf, entries, bundle)
    _put_one(shelf, tile, data)


def _put_one(shelf: Shelf, tile: Tile, data: bytes) -> None:
    shelf.put(tile, data)
    if tile.width == WIDTH:
        shelf.thin(tile)


def _size(note: Note | None) -> int:
    return Checkpoint.read(note.text).size if note else 0
