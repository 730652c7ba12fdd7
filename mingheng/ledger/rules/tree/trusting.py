"""Tiles from anywhere, believed only once they are proved to belong to a tree whose root is known."""

from collections.abc import Callable
from functools import cached_property

from mingheng.ledger.rules.tree.growing import Edge
from mingheng.ledger.rules.tree.hashing import SHA256, SIZE, Hashing
from mingheng.ledger.rules.tree.tiles import WIDTH, NotATile, Tile, node_over, tile_in, tiles_of

KEPT = 64  # tiles kept, since those above prove many below


class TrustedTiles:
    """The tiles of the tree of `size` entries with that root; `read` gives the bytes of one, which may be wrong.

    The unfilled ones prove themselves together, by the root; a full one is proved by the one above it.
    """

    def __init__(self, size: int, root: bytes, read: Callable[[Tile], bytes], hashing: Hashing = SHA256) -> None:
        self.size, self.root, self.hashing = size, root, hashing
        self._read = read
        self._proved: dict[tuple[int, int], bytes] = {}

    def tile(self, level: int, index: int) -> bytes:
        """The bytes of a tile, as far as the tree reaches. Raises NotATile where they are not this tree's."""
        if (level, index) not in self._proved:
            wanted = tile_in(self.size, level, index)
            data = self._read(wanted) if wanted.width == WIDTH else self._edge[level]
            if wanted.width == WIDTH and node_over(data, self.hashing) != self._hash_above(level, index):
                raise NotATile(f"{wanted.path} 与上一层的分块不符")
            while len(self._proved) >= KEPT:
                self._proved.pop(next(iter(self._proved)))
            self._proved[level, index] = data
        return self._proved[level, index]

    def _hash_above(self, level: int, index: int) -> bytes:
        above, place = divmod(index, WIDTH)
        return self.tile(level + 1, above)[place * SIZE : (place + 1) * SIZE]

    @cached_property
    def _edge(self) -> dict[int, bytes]:
        read = {tile.level: self._read(tile) for tile in tiles_of(self.size)}
        levels = tuple(read.get(level, b"") for level in range(max(read, default=-1) + 1))
        if Edge(self.size, levels).root(self.hashing) != self.root:
            raise NotATile(f"存证树的分块与第 {self.size} 条的检查点不符")
        return read
