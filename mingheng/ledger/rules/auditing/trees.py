"""The tree computed again from its leaves, one subtree of 65,536 at a time, and compared tile by tile.

A tile whose hash is what the tile above it says is taken as good; so an altered entry shows as one entry, and an altered tile
as one tile, instead of everything above them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.tree.hashing import SHA256, SIZE, Hashing
from mingheng.ledger.rules.tree.proving import root
from mingheng.ledger.rules.tree.tiles import WIDTH, folded

SPAN = WIDTH * WIDTH
"""Leaves of one subtree: what one tile of the second level covers."""

Row = tuple[int, bytes | None, bytes | None]
"""A position, the leaf stored for it and the entry; None where there is no such entry."""


@dataclass(frozen=True)
class Tiles:
    """The stored tiles of one subtree: those of the leaves by their index in it, and the one above them."""

    leaves: Mapping[int, bytes]
    above: bytes = b""


@dataclass(frozen=True)
class Subtree:
    """One subtree as computed again: `count` leaves after the first `first`, its root, and its roots at the sizes asked for."""

    first: int
    count: int
    root: bytes
    roots: Mapping[int, bytes] = field(default_factory=dict)
    found: tuple[Difference, ...] = ()


def subtree(
    first: int, count: int, rows: Iterable[Row], tiles: Tiles, sizes: Sequence[int] = (), hashing: Hashing = SHA256
) -> Subtree:
    """Compute the subtree of the `count` leaves after the first `first` from their entries, and compare it with its tiles.

    `rows` come in the order of their positions; `sizes` are the tree sizes within it whose roots are wanted.
    """
    leaves, found = _leaves(first, count, rows, hashing)
    accepted: list[bytes] = []
    above: list[bytes] = []
    for index in range((count + WIDTH - 1) // WIDTH):
        own = leaves[index * WIDTH : (index + 1) * WIDTH]
        taken, wrong = _tile(first + index * WIDTH, own, tiles.leaves.get(index, b""), _hash(tiles.above, index), hashing)
        found += wrong
        accepted += taken
        if len(taken) == WIDTH:
            above.append(folded(taken, hashing))
    found += _above(first // SPAN, above, tiles.above)

    def node(height: int, index: int) -> bytes:
        if height >= 8:  # noqa: PLR2004  # the tile above holds the nodes of this height
            up = height - 8
            return folded(above[index << up : (index + 1) << up], hashing)
        return folded(accepted[index << height : (index + 1) << height], hashing)

    roots = {size: root(size - first, node, hashing) for size in sizes}
    return Subtree(first, count, root(count, node, hashing), roots, tuple(found))


def root_over(subtrees: Sequence[bytes], hashing: Hashing = SHA256) -> bytes:
    """The root of a tree whose leaves are in these subtrees, all of them whole but perhaps the last."""
    if not subtrees:
        return hashing.empty
    if len(subtrees) == 1:
        return subtrees[0]
    middle = 1 << (len(subtrees) - 1).bit_length() - 1
    return hashing.node(root_over(subtrees[:middle], hashing), root_over(subtrees[middle:], hashing))


def upper_tiles(roots: Sequence[bytes], hashing: Hashing = SHA256) -> dict[tuple[int, int], bytes]:
    """The tiles from the third level up, out of the roots of the whole subtrees, by level and index."""
    made: dict[tuple[int, int], bytes] = {}
    level, hashes = 2, list(roots)
    while hashes:
        parts = [hashes[i : i + WIDTH] for i in range(0, len(hashes), WIDTH)]
        made |= {(level, index): b"".join(part) for index, part in enumerate(parts)}
        hashes = [folded(part, hashing) for part in parts if len(part) == WIDTH]
        level += 1
    return made


def tile_differs(level: int, index: int, computed: bytes, stored: bytes | None) -> Difference | None:
    """What is wrong with a stored tile, which may by now hold more than was computed."""
    if stored is not None and stored[: len(computed)] == computed:
        return None
    kind = "tile-altered" if stored else "tile-missing"
    return Difference(kind, field=f"{level}/{index}", about=f"存证树第 {level} 层第 {index} 块")


def _leaves(first: int, count: int, rows: Iterable[Row], hashing: Hashing) -> tuple[list[bytes | None], list[Difference]]:
    """The leaf of each position computed from its entry, None where that cannot be done."""
    leaves: list[bytes | None] = [None] * count
    there = bytearray(count)
    begun, altered, emptied = hashing.begun, [], []
    for position, leaf, entry in rows:
        place = position - first - 1
        there[place] = 1
        if entry is None:
            emptied.append(position)
            continue
        computed = begun(b"\x00" + entry).digest()
        leaves[place] = computed
        if computed != leaf:
            altered.append(position)
    found = [Difference("position-missing", n=first + place + 1) for place in range(count) if not there[place]]
    found += [Difference("entry-missing", n=position) for position in emptied]
    return leaves, found + [Difference("leaf-differs", n=position) for position in altered]


def _tile(
    first: int, own: Sequence[bytes | None], stored: bytes, said: bytes, hashing: Hashing
) -> tuple[list[bytes], list[Difference]]:
    """The hashes of a tile as they are to be believed, and what is wrong with it; `said` is its hash in the tile above."""
    whole = [hash_ for hash_ in own if hash_ is not None]
    if len(whole) == len(own) and stored[: len(own) * SIZE] == b"".join(whole):
        return whole, []
    kept = [stored[i : i + SIZE] for i in range(0, len(own) * SIZE, SIZE)]
    index = first // WIDTH
    if any(len(hash_) != SIZE for hash_ in kept):
        missing = Difference("tile-missing", field=f"0/{index}", about=f"存证树第 0 层第 {index} 块")
        return [hash_ or bytes(SIZE) for hash_ in own], [missing]
    differing = [i for i, hash_ in enumerate(own) if hash_ is not None and hash_ != kept[i]]
    full = len(own) == WIDTH and bool(said)
    if full and len(whole) == len(own) and folded(whole, hashing) == said:
        return whole, [Difference("tile-altered", field=f"0/{index}", about=f"存证树第 0 层第 {index} 块")]
    kind = "entry-altered" if full and folded(kept, hashing) == said else "leaf-unlike-tile"
    return kept, [Difference(kind, n=first + i + 1) for i in differing]


def _above(index: int, computed: Sequence[bytes], stored: bytes) -> list[Difference]:
    wrong = tile_differs(1, index, b"".join(computed), stored) if computed else None
    return [wrong] if wrong else []


def _hash(tile: bytes, index: int) -> bytes:
    return tile[index * SIZE : (index + 1) * SIZE]
