"""A log of any length: the entries a folder has, and more of the same size; placed and signed as the worker does, in larger batches."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

from mingheng.kit import clock
from mingheng.kit.sharing import shared_out
from mingheng.ledger.actions import grow_tree, record_many, sequence_entries
from mingheng.ledger.models import StoredEntry
from mingheng.ledger.rules import Json, Said
from tests.bench.ledger.processor import timed

PROCESSES = 2
BATCH = 5000  # entries written in one transaction
CHAIN = 10  # entries of a chain, as many as an ordinary case has
AT_ONCE = 20_000  # entries placed or signed in one transaction
AT = datetime(2026, 9, 1, 7, tzinfo=UTC)
FACTS: dict[str, Json] = {  # as many as the entries of the fictional district have on average, so that an entry is as long as theirs
    "@happened": "2026-09-01", "@party": "", "@people": [1, 2], "findings": "现场核查", "officers": [1, 2], "result": "suspected",
}  # fmt: skip
REFS = {"procedure": "ab" * 32, "instrument": "cd" * 32}


def topped_up(wanted: int) -> Iterator[str]:
    """Write entries until there are so many."""
    there = StoredEntry.objects.count()
    firsts = [(first,) for first in range(there, wanted, BATCH)]
    took, done = timed(lambda: sum(shared_out(_write, firsts, PROCESSES)))
    if done:
        yield f"{there:,} entries there, {done:,} written by COPY in {took.told(done)}"


def placed_and_signed() -> Iterator[str]:
    """Do all that waits to be placed and signed."""
    for what, work in (("placed", sequence_entries), ("made leaves and signed", grow_tree)):
        took, done = timed(partial(_until_done, work))
        if done:
            yield f"{done:,} entries {what} in {took.told(done)}"


def _until_done(work: Callable[..., int]) -> int:
    total = 0
    while done := work(at=clock.now(), limit=AT_ONCE):
        total += done
    return total


def _write(first: int) -> int:
    acts = [
        Said(
            "bench:noted",
            f"bench:{first}:{(number - first) // CHAIN}",
            FACTS | {"number": number},
            {"name": "某某"},
            "o:1",
            "u:test",
            AT,
            None,
            "1",
            (),
            REFS,
        )
        for number in range(first, first + BATCH)
    ]
    return len(record_many(acts=acts))
