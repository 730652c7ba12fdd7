"""How long after its commit an entry is under a signed checkpoint, while 8 clients write and the real worker keeps its pauses."""

import itertools
import signal
import subprocess
import sys
import threading
import time
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db import connection
from django.db.models import Max

from mingheng.documents.models import Instrument, State
from mingheng.kit import clock
from mingheng.kit.processes import wait_for
from mingheng.ledger.actions import record
from mingheng.ledger.models import Position, SignedCheckpoint, StoredEntry
from mingheng.ledger.queries import sequenced
from mingheng.ledger.queries.auditing.tree import tree_size
from tests.bench.ledger.crew import crew
from tests.bench.ledger.goals import at_most

CLIENTS, SECONDS, WANTED = 8, 15.0, 2.0
LOOK = 0.01  # seconds between two looks at the latest checkpoint
ENOUGH = 120.0  # seconds after which no checkpoint will come any more
PACES = {"as fast as they can": 0.0, "five acts a second each": 0.2}  # and the pause after each act
SERIAL = itertools.count()


def measure() -> Iterator[str]:
    """A line with its goal for each pace."""
    waiting = Instrument.objects.filter(state=State.WAITING).count()
    yield f"{waiting:,} papers wait for the same worker"
    with worker():
        for name, pause in PACES.items():
            lags = sorted(lags_of(pause))
            half, late = (lags[int(len(lags) * share)] for share in (0.5, 0.99))
            yield f"{CLIENTS} clients, {name}: {len(lags) / SECONDS:,.0f} entries a second, half of them under a checkpoint after {half:.2f} s, the last after {lags[-1]:.2f} s"
            yield at_most("  from append to signed checkpoint, 99 in 100", late, WANTED, "s")


@contextmanager
def worker() -> Iterator[None]:
    """`mingheng worker`, as it always runs, once it is at work."""
    with subprocess.Popen([sys.executable, "-m", "mingheng", "worker"]) as process:
        try:
            write(0.0, 0, "one", 0.0)
            wait_for(lambda: sequenced() == StoredEntry.objects.count() == tree_size(), ENOUGH)
            yield
        finally:
            process.send_signal(signal.SIGTERM)


def lags_of(pause: float) -> list[float]:
    """Seconds from the commit of each entry to the moment a checkpoint that covers it is seen."""
    committed: dict[int, float] = {}
    with crew(CLIENTS, partial(write, pause)) as clients, watched() as seen:
        for notes in clients.work("write")[0]:
            committed |= notes
        size = StoredEntry.objects.count()
        wait_for(lambda: bool(seen) and seen[-1][0] >= size, ENOUGH)
    places = dict(Position.objects.filter(entry__in=list(committed)).values_list("entry", "position"))
    sizes = [size for size, _ in seen]
    return [seen[bisect_left(sizes, places[entry])][1] - at for entry, at in committed.items()]


def write(pause: float, client: int, _: str, seconds: float = SECONDS) -> dict[int, float]:
    """In a client: entries, each in a transaction of its own, and when each was committed; one at the least."""
    notes: dict[int, float] = {}
    until = time.time() + seconds
    while not notes or time.time() < until:
        written = record(
            kind="case.step", chain=f"case-{client}-{next(SERIAL) % 50}", facts={"amount": "500.00", "grade": "light"},
            personal={"name": "某某"}, by="o:1", unit="u:test", at=clock.now(), happened=None,
        )  # fmt: skip
        notes[written.entry_id] = time.time()
        time.sleep(pause)
    return notes


@contextmanager
def watched() -> Iterator[list[tuple[int, float]]]:
    """The sizes of the checkpoints that are signed while the block runs, and when each was seen."""
    seen: list[tuple[int, float]] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.wait(LOOK):
            size = SignedCheckpoint.objects.aggregate(size=Max("size"))["size"] or 0
            if not seen or size > seen[-1][0]:
                seen.append((size, time.time()))
        connection.close()

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        stop.set()
        watcher.join()
