"""Reading the entries behind a cosigned checkpoint: that they are its leaves, and that none was recorded at another time than it says.

What is read may be kept, as a full copy of the log that survives it.
"""

from collections.abc import Callable, Iterator, Sequence

from mingheng.ledger.datasets.shelf import Shelf
from mingheng.ledger.rules import Entry, EntryRefused
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.hashing import SHA256
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.tiles import ENTRIES, WIDTH, NotATile, Tile, tiles_added, unbundled
from mingheng.ledger.rules.tree.trusting import TrustedTiles
from mingheng.ledger.rules.tree.windows import Sighting, out_of_time
from mingheng.witness.state import Suspect, Witness
from mingheng.witness.watching import Served

UNREADABLE = "不是本版本能读的条目"


def examine(
    witness: Witness, log: Served, note: Note, shelf: Shelf | None = None, *, at: int, tell: Callable[[int, int], None]
) -> None:
    """Read what is new since the last time, write down what cannot be true, and put everything on the shelf if there is one.

    `note` must have been cosigned. `tell` is told how many entries were read, of how many. The first time without a shelf nothing is read: of what was there before nobody can say when it came.
    Raises OutOfReach, and NotATile where what the log serves is not what it signed; then nothing is written down.
    """
    checkpoint = Checkpoint.read(note.text)
    known = witness.examined(checkpoint.origin)
    judged = (0 if shelf else checkpoint.size) if known is None else known
    kept = shelf.published() if shelf else None
    first = min(judged, Checkpoint.read(kept.text).size if kept else 0) if shelf else judged
    tiles = TrustedTiles(checkpoint.size, checkpoint.root, log.tile)
    sightings = witness.sightings(checkpoint.origin)
    suspects: list[Suspect] = []
    for tile in tiles_added(first, checkpoint.size):
        if shelf is None and tile.level > 0:
            break
        data = tiles.tile(tile.level, tile.index)
        if tile.level == 0:
            bundle = _entries(log, tile, data)
            suspects += _judged(tile.index * WIDTH, judged, bundle, sightings)
            if shelf:
                shelf.put(Tile(ENTRIES, tile.index, tile.width), bundle)
            tell(tile.index * WIDTH + tile.width, checkpoint.size)
        if shelf:
            shelf.put(tile, data)
    witness.examine(note, suspects, at=at)
    if shelf:
        shelf.close(note)


def _entries(log: Served, tile: Tile, leaves: bytes) -> bytes:
    """The bundle of a tile of leaves. Raises NotATile where its entries are not these leaves."""
    bundle = log.tile(Tile(ENTRIES, tile.index, tile.width))
    if b"".join(map(SHA256.leaf, unbundled(bundle))) != leaves:
        raise NotATile(f"日志给出的第 {tile.index * WIDTH + 1} 条起的条目与它签过的存证树不符")
    return bundle


def _judged(index: int, first: int, bundle: bytes, sightings: Sequence[Sighting]) -> Iterator[Suspect]:
    """The entries from `first` on whose time cannot be true, of a bundle that begins at `index`."""
    for place, entry in enumerate(unbundled(bundle), index):
        if place >= first and (reason := _reason(place, entry, sightings)):
            yield Suspect(place + 1, reason, entry)


def _reason(index: int, entry: bytes, sightings: Sequence[Sighting]) -> str:
    try:
        return out_of_time(index, Entry.from_bytes(entry).at, sightings)
    except EntryRefused:
        return UNREADABLE
