"""The twin: a second tree over the same entries, hashed with SM3 and signed with SM2, for those who must use these.

It is made from the published log alone, once that is checked again, and published below it. Its name is that of the log with `/sm3`.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from django.conf import settings

from mingheng.kit.locks import Lock
from mingheng.kit.sm2 import NoSm2, OpensslSm2, Sm2Signer, sm2_made
from mingheng.ledger.datasets.shelf import NotPublished, Shelf
from mingheng.ledger.models import Position
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.growing import Edge
from mingheng.ledger.rules.tree.hashing import SHA256, SM3
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.sm2 import Sm2Key
from mingheng.ledger.rules.tree.tiles import ENTRIES, WIDTH, NotATile, Tile, tiles_added, tiles_of, unbundled
from mingheng.ledger.rules.tree.trusting import TrustedTiles

BELOW = "sm3"

log = logging.getLogger(__name__)


def publish_twin(folder: Path, signer: Callable[[], Sm2Signer]) -> int:
    """Grow the twin to the size of the log published in a folder, sign it and publish it; by how many entries. 0 also while another does.

    What does not agree is not signed, and the reason is logged.
    """
    lock = Lock(folder / "lock")
    if not lock.take():
        return 0
    try:
        return _grown(Shelf(folder), Shelf(folder, BELOW), signer)
    except (NotPublished, NotATile, BadNote, NoSm2) as reason:
        log.critical("the SM3 twin is not signed: %s", reason)  # the reason is the message
        return 0
    finally:
        lock.release()


def twin_fault(folder: Path, entries: Iterable[bytes], key: Sm2Key) -> str:
    """What is wrong with the published twin, given the entries from the first on; nothing where all agrees. Raises NoSm2."""
    twin = Shelf(folder, BELOW)
    try:
        note = twin.published()
        if note is None:
            return "还没有公布 SM3 存证树"
        checkpoint = Checkpoint.read(note.text)
        edge, full = Edge().grown(map(SM3.leaf, islice(entries, checkpoint.size)), SM3)
        different = [tile.path for tile, data in [*full, *edge.tiles()] if twin.read(tile) != data]
    except (NotATile, BadNote, OSError) as reason:
        return str(reason)
    if edge.size != checkpoint.size or edge.root(SM3) != checkpoint.root:
        return f"SM3 存证树与第 {checkpoint.size} 条的检查点不符"
    if different:
        return f"SM3 存证树的分块 {'、'.join(different[:3])} 与记录不符"
    return "" if _is_signed(note, key) else "SM3 检查点没有有效的 SM2 签名"


def audit_twin() -> Iterator[Difference]:
    """What differs between the published twin and every entry there is; nothing where the installation has no twin."""
    if not settings.MINGHENG_SM2_KEY:
        return
    rows = Position.objects.order_by("position").values_list("entry__entry", flat=True)
    try:
        key = Sm2Key(f"{settings.MINGHENG_LOG_ORIGIN}/{BELOW}", OpensslSm2(Path(settings.MINGHENG_SM2_KEY)).public)
        fault = twin_fault(settings.MINGHENG_PUBLISHED, (bytes(entry) for entry in rows.iterator()), key)
    except NoSm2 as reason:
        fault = f"无法核对 SM3 存证树：{reason}"
    if fault:
        yield Difference("twin-differs", about=fault)


def _grown(main: Shelf, twin: Shelf, signer: Callable[[], Sm2Signer]) -> int:
    above, before = main.published(), twin.published()
    if above is None:
        return 0
    whole = Checkpoint.read(above.text)
    edge = _edge(twin, Checkpoint.read(before.text)) if before else Edge()
    if edge.size == whole.size:
        return 0
    old, tiles = edge.size, TrustedTiles(whole.size, whole.root, main.read)
    for tile in tiles_added(old, whole.size):
        if tile.level > 0:
            break
        entries = list(unbundled(main.read(Tile(ENTRIES, tile.index, tile.width))))
        if b"".join(map(SHA256.leaf, entries)) != tiles.tile(0, tile.index):
            raise NotPublished(f"公布的第 {tile.index * WIDTH + 1} 条起的条目与存证树不符")
        edge, full = edge.grown(map(SM3.leaf, entries[max(old - tile.index * WIDTH, 0) :]), SM3)
        _put(twin, full)
    _put(twin, edge.tiles())
    twin.close(_signed(Checkpoint(f"{whole.origin}/{BELOW}", edge.size, edge.root(SM3)), signer()))
    return edge.size - old


def _edge(twin: Shelf, checkpoint: Checkpoint) -> Edge:
    """The right edge of the published twin. Raises NotPublished where it is not what was signed."""
    found = {tile.level: twin.read(tile) for tile in tiles_of(checkpoint.size)}
    edge = Edge(checkpoint.size, tuple(found.get(level, b"") for level in range(max(found, default=-1) + 1)))
    if edge.root(SM3) != checkpoint.root:
        raise NotPublished(f"公布的 SM3 存证树与第 {checkpoint.size} 条的检查点不符")
    return edge


def _put(twin: Shelf, tiles: Iterable[tuple[Tile, bytes]]) -> None:
    for tile, data in tiles:
        twin.put(tile, data)
        if tile.width == WIDTH:
            twin.thin(tile)


def _signed(checkpoint: Checkpoint, signer: Sm2Signer) -> Note:
    """The checkpoint with its SM2 line, which is checked as others will check it. Raises NoSm2."""
    key, text = Sm2Key(checkpoint.origin, signer.public), str(checkpoint)
    note = Note(text, (key.line(signer.sign(text.encode())),))
    if not _is_signed(note, key):
        raise NoSm2("SM2 签名刚签完就验不过：请核对签名设备的签名者标识（distid）")
    return note


def _is_signed(note: Note, key: Sm2Key) -> bool:
    signature = key.signature_on(note)
    return signature is not None and sm2_made(key.public, note.text.encode(), signature)
