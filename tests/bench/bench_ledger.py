"""What the ledger costs, and what checking it costs, each figure with its goal. MINGHENG_BENCH_PARTS chooses among the parts.

The parts that need many cases take the folder MINGHENG_BENCH_DATA names, or fill one of their own.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.ledger_peer import measure as peer
from tests.bench.site import filled, folder, install

EMPTY, FILLED = ("lag", "steps", "lag"), ("audit", "proof")  # by the folder they are measured on; after the steps, papers wait
CASES = 10_000
CHOSEN = os.environ.get("MINGHENG_BENCH_PARTS", ",".join((*EMPTY, *FILLED, "peer"))).split(",")


def measure() -> Iterator[str]:
    """Every part that is wanted."""
    if parts := [part for part in EMPTY if part in CHOSEN]:
        with folder() as data:
            install(data)
            for part in parts:
                yield from measured(part, data)
    if parts := [part for part in FILLED if part in CHOSEN]:
        with filled(CASES) as data:
            for part in parts:
                yield from measured(part, data)
    if "peer" in CHOSEN:
        yield from peer()


def measured(part: str, data: Path) -> Iterator[str]:
    """What one part says, in a process of its own, as it comes. Raises CalledProcessError when it ends badly."""
    words = [sys.executable, "-m", "tests.bench.ledger", part]
    surroundings = {**os.environ, "MINGHENG_DATA": str(data)}
    yield f"\n{part}; load of the machine {os.getloadavg()[0]:.1f}"
    with subprocess.Popen(words, env=surroundings, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield line.rstrip("\n")
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
