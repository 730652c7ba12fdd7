"""Our tree and pymerkle's on the same leaves in one run: speed, roots, proofs. Theirs keeps leaves in memory, ours tiles."""

import json
import platform
import random
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from mingheng.ledger.rules.tree.growing import Edge
from mingheng.ledger.rules.tree.hashing import SHA256
from mingheng.ledger.rules.tree.proving import inclusion, root
from mingheng.ledger.rules.tree.tiles import node_of
from tests.bench.environment import peer_python

COUNT, LENGTH, SEED, SIZES, PROOFS = 100_000, 950, 7, 400, 1000
PROGRAM = Path(__file__).with_name("merkle.py")


def measure() -> Iterator[str]:
    """Each figure of both, and whether they agree."""
    numbers = (COUNT, LENGTH, SEED, SIZES, PROOFS)
    words = [peer_python(), str(PROGRAM), *map(str, numbers)]
    theirs = json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
    chance = random.Random(SEED)
    entries = [chance.randbytes(LENGTH) for _ in range(COUNT)]
    asked = sorted(chance.randrange(1, COUNT + 1) for _ in range(SIZES))
    wanted = [chance.randrange(COUNT) for _ in range(PROOFS)]
    began = time.perf_counter()
    edge, full = Edge().grown(map(SHA256.leaf, entries))
    appending = time.perf_counter() - began
    tiles = {(tile.level, tile.index): data for tile, data in [*full, *edge.tiles()]}
    node = node_of(lambda level, index: tiles[level, index])
    roots = [root(size, node).hex() for size in asked]
    began = time.perf_counter()
    proofs = [inclusion(index, COUNT, node) for index in wanted]
    proving = time.perf_counter() - began
    leaves = [SHA256.leaf(entries[index]) for index in wanted]
    same = sum(_same(ours, leaf, path) for ours, leaf, path in zip(proofs, leaves, theirs["paths"], strict=True))
    yield f"\npymerkle {theirs['version']}, Python {platform.python_version()}, {COUNT:,} leaves of {LENGTH} bytes, in memory"
    yield f"append: ours {COUNT / appending:,.0f} a second, pymerkle {COUNT / theirs['appending']:,.0f}: {theirs['appending'] / appending:.1f} times as fast"
    yield f"proof: ours {1000 * proving / PROOFS:.3f} ms, pymerkle {1000 * theirs['proving'] / PROOFS:.3f} ms: {theirs['proving'] / proving:.1f} times as fast"
    yield f"roots equal: {sum(ours == other for ours, other in zip(roots, theirs['roots'], strict=True))} of {SIZES}; proofs of the same hashes: {same} of {PROOFS}"
    yield f"hashes of a proof: {max(map(len, proofs)) * 32} bytes, of ours in base64 {max(map(len, proofs)) * 45}; pymerkle's JSON {theirs['bytes']:,} bytes"


def _same(ours: list[bytes], leaf: bytes, theirs: list[str]) -> bool:
    """Whether both lead the same way; theirs begins with the leaf, and may go in another order."""
    return sorted([leaf.hex(), *(sibling.hex() for sibling in ours)]) == sorted(theirs)
