"""Durable acts a second with the ledger against the same without it: the whole road of cases, and one row, at 1, 8 and 32 clients."""

import itertools
import os
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import time as time_of_day
from functools import partial

from django.contrib.sessions.models import Session
from django.db import transaction

from mingheng.demo.rules.numbers import credit_code
from mingheng.kit import clock
from mingheng.ledger.actions import record
from tests.bench.ledger.beside import ledger_worker, no_ledger
from tests.bench.ledger.crew import Crew, crew
from tests.bench.ledger.goals import at_least, share, spread
from tests.bench.ledger.processor import seconds_spent
from tests.cast import Cast, assemble
from tests.walking import steps

WITH, WITHOUT = "with", "without"
CASES = {1: 10, 8: 3, 32: 1}  # clients, and the cases each takes down the whole road in a round
ROUNDS = 5
SECONDS = 1.5  # of a round of single rows
ROW = 300  # characters of one
MANY = 28_000  # numbers of processes that are told apart: what a credit code has room for
WANTED = 80  # per cent
SERIAL = itertools.count()


@dataclass(frozen=True)
class Speed:
    """Of one round: acts a second, and milliseconds of processor an act, of clients, database and worker together."""

    rate: float
    milliseconds: float


def measure() -> Iterator[str]:
    """For each number of clients a line with its goal, and the lower bound."""
    with transaction.atomic():
        cast = assemble()
    for clients, cases in CASES.items():
        with crew(clients, partial(walk, cast, cases)) as ready:
            kept, bare = rounds(ready)
        yield told(f"{clients} clients, whole acts", kept, bare)
        yield at_least(f"  speed kept by {clients} clients", share(*rates(kept, bare)), WANTED, "%")
    for clients in CASES:
        with crew(clients, rows) as ready:
            kept, bare = rounds(ready)
        yield told(f"{clients} clients, a bare row", kept, bare)
        yield f"  speed kept, the least there can be: {share(*rates(kept, bare)):.0f} %"


def rounds(ready: Crew[int]) -> tuple[list[Speed], list[Speed]]:
    """With the ledger and without, in turns; a first turn of each warms up."""
    kept, bare = [], []
    for _ in range(ROUNDS + 1):
        with ledger_worker() as finished:
            kept.append(speed(ready, WITH, finished))
        bare.append(speed(ready, WITHOUT, lambda: None))
    return kept[1:], bare[1:]


def speed(ready: Crew[int], word: str, finished: Callable[[], None]) -> Speed:
    """One round; what the worker has left to do when the clients are done counts as processor, not as time."""
    spent = seconds_spent()
    each, seconds = ready.work(word)
    done = sum(each)
    finished()
    return Speed(done / seconds, 1000 * (seconds_spent() - spent) / done)


def told(what: str, kept: list[Speed], bare: list[Speed]) -> str:
    """Both speeds, and what an act costs of the processor."""
    fast, faster = rates(kept, bare)
    costs = [spread([one.milliseconds for one in each]) for each in (kept, bare)]
    return f"{what}: {spread(fast)} acts a second with the ledger, {spread(faster)} without; processor {costs[0]} and {costs[1]} ms an act"


def rates(kept: list[Speed], bare: list[Speed]) -> tuple[list[float], list[float]]:
    """Acts a second of each round."""
    return [one.rate for one in kept], [one.rate for one in bare]


def walk(cast: Cast, cases: int, client: int, word: str) -> int:
    """Take cases down the whole road; how many acts that were."""
    with nullcontext() if word == WITH else no_ledger():
        return sum(1 for _ in range(cases) for _ in _case(cast))


def rows(client: int, word: str) -> int:
    """Write a row in a transaction of its own again and again, and where wanted an entry with it."""
    began, done = time.perf_counter(), 0
    while time.perf_counter() - began < SECONDS:
        with transaction.atomic():
            Session.objects.create(session_key=f"{os.getpid()}-{next(SERIAL)}", session_data="x" * ROW, expire_date=clock.now())
            if word == WITH:
                record(
                    kind="case.step", chain=f"case-{client}-{next(SERIAL) % 50}", facts={"amount": "500.00", "grade": "light"},
                    personal={"name": "某某"}, by="o:1", unit="u:test", at=clock.now(), happened=None,
                )  # fmt: skip
        done += 1
    return done


def _case(cast: Cast) -> Iterator[object]:
    """The acts of a case whose party and minute are those of no other, lest cases ask after each other."""
    serial = os.getpid() % MANY * 1000 + next(SERIAL)
    party = {"identity_number": credit_code(serial, "organisation"), "name": f"第{serial}号建筑工程有限公司"}
    return steps(cast, {"register_party": party}, hour=time_of_day(9 + serial // 60 % 8, serial % 60))
