"""Acts to record, the same in every test, and a way to do them elsewhere at the same time."""

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from django.db import connection, connections

from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.actions import record
from mingheng.ledger.rules import Json, Receipt

AT = datetime(2026, 11, 21, 19, 7, 12, 123000, SHANGHAI)
CASE = "9b1e0000-0000-4000-8000-000000000001"
OTHER_CASE = "9b1e0000-0000-4000-8000-000000000002"
ENOUGH = 30  # seconds that anything may take
NOTHING: Mapping[str, Json] = {}

Result = TypeVar("Result")


def decide(chain: str = CASE, facts: Mapping[str, Json] = NOTHING, personal: Mapping[str, Json] = NOTHING) -> Receipt:
    """Record one act on `chain`."""
    return record(
        kind="penalty.decided", chain=chain, facts=facts, personal=personal, by="o:7", unit="u:0107", at=AT, happened=None
    )


@contextmanager
def elsewhere(people: int) -> Iterator[Callable[[Callable[[], Result]], Future[Result]]]:
    """Do work in other threads, each with a database connection of its own that is closed when the work ends."""
    with ThreadPoolExecutor(people) as pool:
        yield lambda work: pool.submit(_and_hang_up, work)


def until_somebody_waits() -> None:
    """Return once another connection waits for a lock that this one holds."""
    deadline = time.monotonic() + ENOUGH
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone() != (0,):
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits")


def _and_hang_up(work: Callable[[], Result]) -> Result:
    try:
        return work()
    finally:
        connections.close_all()
