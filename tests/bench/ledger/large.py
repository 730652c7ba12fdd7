"""Ten million entries as files in the publisher's layout: the time and the bytes of it, and the whole of it verified."""

import os
import zlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from mingheng.kit.paths import data_dir
from mingheng.ledger.datasets.shelf import MIRRORS, OPEN
from mingheng.ledger.rules.auditing.trees import SPAN, root_over
from mingheng.ledger.rules.tree.growing import Edge
from mingheng.ledger.rules.tree.hashing import SHA256
from mingheng.ledger.rules.tree.proving import root
from mingheng.ledger.rules.tree.tiles import ENTRIES, WIDTH, Tile, bundle, folded, node_over, tile_in, unbundled
from tests.bench.ledger.goals import at_most
from tests.bench.ledger.processor import timed

SIZE = int(os.environ.get("MINGHENG_BENCH_LARGE", "10000000"))
CORES, GIB, WANTED = 2, 1 << 30, 4.0
FIELDS = 9  # digests of an entry in the clear: its commitments, the leaf before it, a link
ENTRY = (
    '{"a":"o:43","c":"%s","d":{"@happened":"%s","@party":"%s","@people":"%s","amount":"%s","clause":"%s","grade":"%s","item":"%s"},'
    '"e":[],"h":"%s","k":"case:explain_discretion","l":{"procedure":"%s"},"n":14,"ot":null,"r":"36","t":"2026-09-08T02:01:00.000Z",'
    '"u":"u:weian","v":1,"w":"0.1.0","z":"%s"}'
)


def measure() -> Iterator[str]:
    """How long it takes to build and to verify, and how large it is."""
    folder = data_dir() / "published"
    took, edge = timed(partial(build, folder))
    yield f"{SIZE:,} entries made, hashed and written without a database in {took.told(SIZE)}"
    hashes, bundles = (bytes_in(folder / half) / GIB for half in (OPEN, MIRRORS))
    yield f"on the disk: {hashes:.2f} GiB of hashes, {bundles:.2f} GiB of entries ({bundles * GIB / SIZE:,.0f} bytes each); packed by gzip the entries would take {packed(folder) * bundles:.2f} GiB"
    yield at_most("  tiles of hashes", hashes, WANTED, "GiB")
    yield at_most("  hashes and entries", hashes + bundles, WANTED, "GiB")
    took, reached = timed(partial(verified, folder))
    yield f"every entry hashed again, every tile compared, in {took.told(SIZE)}: {'the root agrees' if reached == edge.root() else '**the root differs**'}"


def build(folder: Path) -> Edge:
    """The log in files; its right edge."""
    edge = Edge()
    for first in range(0, SIZE, WIDTH):
        entries = [entry() for _ in range(min(WIDTH, SIZE - first))]
        edge, full = edge.grown(map(SHA256.leaf, entries))
        put(folder / MIRRORS, Tile(ENTRIES, first // WIDTH, len(entries)), bundle(entries))
        for tile, data in full:
            put(folder / OPEN, tile, data)
    for tile, data in edge.tiles():
        put(folder / OPEN, tile, data)
    return edge


def entry() -> bytes:
    """An entry as long as those of the fictional district are on average, in which everything is random that would be."""
    said = os.urandom(32 * FIELDS + 34).hex()
    digests = (said[64 * i : 64 * (i + 1)] for i in range(FIELDS))
    return (ENTRY % (said[-36:], *digests, said[-68:-36])).encode()


def put(half: Path, tile: Tile, data: bytes) -> None:
    """A tile at its place."""
    place = half / tile.path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def bytes_in(folder: Path) -> int:
    """What the disk holds for the files of a folder, in whole blocks."""
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())


def packed(folder: Path) -> float:
    """What is left of a bundle when it is packed."""
    data = (folder / MIRRORS / Tile(ENTRIES, 0).path).read_bytes()
    return len(zlib.compress(data, 6)) / len(data)


def verified(folder: Path) -> bytes:
    """The root of the log as its entries give it. Raises AssertionError where a tile says something else."""
    with ProcessPoolExecutor(CORES) as pool:
        return root_over(list(pool.map(partial(_span, folder), range(0, SIZE, SPAN))))


def _span(folder: Path, first: int) -> bytes:
    leaves: list[bytes] = []
    above: list[bytes] = []
    for index in range(first // WIDTH, min(first + SPAN, SIZE + WIDTH - 1) // WIDTH):
        tile = tile_in(SIZE, 0, index)
        own = list(map(SHA256.leaf, unbundled((folder / MIRRORS / Tile(ENTRIES, index, tile.width).path).read_bytes())))
        assert (folder / OPEN / tile.path).read_bytes() == b"".join(own), tile.path
        leaves += own
        if tile.width == WIDTH:
            above.append(node_over(b"".join(own)))
    if above:
        tile = tile_in(SIZE, 1, first // SPAN)
        assert (folder / OPEN / tile.path).read_bytes() == b"".join(above), tile.path
    return root(len(leaves), lambda height, index: folded(leaves[index << height : (index + 1) << height]))
