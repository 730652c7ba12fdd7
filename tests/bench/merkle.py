"""The yardstick of the ledger's tree, run by itself in an environment of its own: pymerkle on the same leaves, told as JSON."""

import json
import random
import sys
import time
from importlib.metadata import version

from pymerkle import InmemoryTree


def main(count: int, length: int, seed: int, sizes: int, proofs: int) -> None:
    """Append, then roots of many sizes, then proofs."""
    chance = random.Random(seed)
    entries = [chance.randbytes(length) for _ in range(count)]
    asked = sorted(chance.randrange(1, count + 1) for _ in range(sizes))
    wanted = [chance.randrange(count) for _ in range(proofs)]
    tree = InmemoryTree(algorithm="sha256")
    began = time.perf_counter()
    for entry in entries:
        tree.append_entry(entry)
    told: dict[str, object] = {"appending": time.perf_counter() - began}
    roots = [tree.get_root(size) for size in asked]
    began = time.perf_counter()
    made = [tree.prove_inclusion(index + 1, count) for index in wanted]
    told["proving"] = time.perf_counter() - began
    told["roots"] = [root.hex() for root in roots]
    told["paths"] = [[hash_.hex() for hash_ in proof.path] for proof in made]
    told["bytes"] = max(len(json.dumps(proof.serialize())) for proof in made)
    told["version"] = version("pymerkle")
    json.dump(told, sys.stdout)


main(*map(int, sys.argv[1:]))
