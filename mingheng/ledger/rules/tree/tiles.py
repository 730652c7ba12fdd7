"""Tiles: the nodes of the tree in files of 256, laid out and named as c2sp.org/tlog-tiles says.

Tile (level, index) holds the nodes of height 8 * level from index * 256 on. A tile that is not full yet holds the first
of them; it is never hashed into the level above. Bundles hold the entries themselves in the same way.
"""

import re
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from mingheng.ledger.rules.tree.hashing import SHA256, SIZE, Hashing

HEIGHT = 8
WIDTH = 1 << HEIGHT
ENTRIES = -1  # the level below the leaves
LARGEST_ENTRY = (1 << 16) - 1  # bytes, by the two that say its length
_PATH = re.compile(r"tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII)

ReadTile = Callable[[int, int], bytes]


class NotATile(ValueError):
    """A path or bytes that are no tile and no bundle."""


@dataclass(frozen=True, slots=True)
class Tile:
    """Which tile: `level` ENTRIES for a bundle of entries, `width` how much of it there is."""

    level: int
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Its path below the prefix of the log."""
        groups = [f"{self.index % 1000:03}"]
        rest = self.index // 1000
        while rest:
            groups.append(f"x{rest % 1000:03}")
            rest //= 1000
        part = f".p/{self.width}" if self.width < WIDTH else ""
        return f"tile/{'entries' if self.level == ENTRIES else self.level}/{'/'.join(reversed(groups))}{part}"

    @classmethod
    def at(cls, path: str) -> "Tile":
        """The tile a path names. Raises NotATile."""
        found = _PATH.fullmatch(path)
        if found is None:
            raise NotATile(f"{path} 不是日志分块的路径")
        level, index, width = found[1], int(found[2].replace("x", "").replace("/", "")), int(found[3] or WIDTH)
        tile = cls(ENTRIES if level == "entries" else int(level), index, width)
        if tile.path != path:
            raise NotATile(f"{path} 不是日志分块的路径")
        return tile


def tiles_of(size: int) -> Iterator[Tile]:
    """The tiles of the right edge of a tree: those that hold its last nodes, one a level."""
    level = 0
    while size:
        full, width = divmod(size, WIDTH)
        if width:
            yield Tile(level, full, width)
        level, size = level + 1, full


def tiles_added(old: int, new: int) -> Iterator[Tile]:
    """The tiles of a tree of `new` entries that it had not, or not all of, when it was of `old`; the lowest level first."""
    level = 0
    while new > old:
        full, width = divmod(new, WIDTH)
        for index in range(old // WIDTH, full):
            yield Tile(level, index)
        if width:
            yield Tile(level, full, width)
        level, old, new = level + 1, old // WIDTH, full


def tile_in(size: int, level: int, index: int) -> Tile:
    """A tile as it is in a tree of so many entries: whole, or as far as the tree reaches. Raises NotATile where it is empty."""
    width = min(size // WIDTH**level - index * WIDTH, WIDTH)
    if width < 1:
        raise NotATile(f"{size} 条的树没有第 {level} 层第 {index} 块")
    return Tile(level, index, width)


def node_of(read: ReadTile, hashing: Hashing = SHA256) -> Callable[[int, int], bytes]:
    """Any node of the tree, out of the tile that holds it or its leaves; `read` gives the bytes of a tile of a level."""

    def node(height: int, index: int) -> bytes:
        level, up = divmod(height, HEIGHT)
        first = index << up
        data = read(level, first // WIDTH)
        place = first % WIDTH * SIZE
        hashes = data[place : place + (SIZE << up)]
        if len(hashes) != SIZE << up:
            raise NotATile(f"第 {level} 层第 {first // WIDTH} 块不完整")
        return folded([hashes[i : i + SIZE] for i in range(0, len(hashes), SIZE)], hashing)

    return node


def folded(hashes: Sequence[bytes], hashing: Hashing = SHA256) -> bytes:
    """The node over so many nodes of one height, a power of two of them."""
    while len(hashes) > 1:
        hashes = [hashing.node(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]


def node_over(data: bytes, hashing: Hashing = SHA256) -> bytes:
    """The node over all hashes of a full tile."""
    return folded([data[i : i + SIZE] for i in range(0, len(data), SIZE)], hashing)


def bundle(entries: Iterable[bytes]) -> bytes:
    """Entries as a bundle: each after its length in two bytes. Raises struct.error for one over LARGEST_ENTRY."""
    return b"".join(struct.pack(">H", len(entry)) + entry for entry in entries)


def cut(data: bytes, tile: Tile) -> bytes:
    """So much of the bytes of a tile as was asked for. Raises NotATile for fewer."""
    if tile.level == ENTRIES:
        entries = list(islice(unbundled(data), tile.width))
        if len(entries) == tile.width:
            return bundle(entries)
    elif len(data) >= tile.width * SIZE:
        return data[: tile.width * SIZE]
    raise NotATile(f"{tile.path} 的字节不够")


def unbundled(data: bytes) -> Iterator[bytes]:
    """The entries of a bundle. Raises NotATile for bytes that end too early."""
    place = 0
    while place < len(data):
        end = place + 2 + int.from_bytes(data[place : place + 2])
        if place + 2 > len(data) or end > len(data):
            raise NotATile("条目包的字节不完整")
        yield data[place + 2 : end]
        place = end
