"""The tree as it grows: its right edge is enough to add leaves and to know the root.

The edge is the unfilled tile of each level, at most 255 hashes a level, whatever the size of the tree. Adding leaves
gives the tiles they fill; the rest waits at the edge.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mingheng.ledger.rules.tree.hashing import SHA256, SIZE, Hashing
from mingheng.ledger.rules.tree.tiles import WIDTH, Tile, folded


@dataclass(frozen=True, slots=True)
class Edge:
    """The right edge of a tree of `size` leaves: the hashes of the unfilled tile of each level, the lowest first."""

    size: int = 0
    levels: tuple[bytes, ...] = ()

    def grown(self, leaves: Iterable[bytes], hashing: Hashing = SHA256) -> tuple["Edge", list[tuple[Tile, bytes]]]:
        """The edge with these leaf hashes added, and the tiles that became full, each as (level, index) and its bytes."""
        levels = [bytearray(level) for level in self.levels]
        full: list[tuple[Tile, bytes]] = []
        size = self.size
        for leaf in leaves:
            size += 1
            carried: bytes | None = leaf
            level = 0
            while carried is not None:
                if level == len(levels):
                    levels.append(bytearray())
                levels[level] += carried
                carried = None
                if len(levels[level]) == WIDTH * SIZE:
                    data = bytes(levels[level])
                    full.append((Tile(level, size // WIDTH ** (level + 1) - 1), data))
                    carried = folded(_hashes(data), hashing)
                    levels[level].clear()
                    level += 1
        return Edge(size, tuple(map(bytes, levels))), full

    def tiles(self) -> Iterator[tuple[Tile, bytes]]:
        """The unfilled tiles, which hold the newest nodes."""
        for level, data in enumerate(self.levels):
            if data:
                yield Tile(level, self.size // WIDTH ** (level + 1), len(data) // SIZE), data

    def root(self, hashing: Hashing = SHA256) -> bytes:
        """The root of the tree."""
        reached: bytes | None = None
        for data in self.levels:
            for peak in _peaks(_hashes(data), hashing):
                reached = peak if reached is None else hashing.node(peak, reached)
        return hashing.empty if reached is None else reached


def _peaks(hashes: Sequence[bytes], hashing: Hashing) -> Iterator[bytes]:
    """The whole subtrees over the nodes of an unfilled tile, the smallest and rightmost first."""
    end = len(hashes)
    while end:
        size = end & -end
        yield folded(hashes[end - size : end], hashing)
        end -= size


def _hashes(data: bytes) -> list[bytes]:
    return [data[i : i + SIZE] for i in range(0, len(data), SIZE)]
