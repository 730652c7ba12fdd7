"""`mingheng demo --cases N`: worker processes take in batch after batch; what was taken in stays, and the next call goes on."""

import argparse
import gc
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from datetime import date, datetime

from django.db import connections

from mingheng.cases.actions import Books
from mingheng.demo import queries
from mingheng.demo.actions import Span, Volume
from mingheng.demo.actions.people import staff_there
from mingheng.demo.rules.district import district
from mingheng.demo.rules.lanes import Lanes
from mingheng.demo.rules.timetable import last_day
from mingheng.demo.rules.volume import beginning
from mingheng.kit import clock, installation
from mingheng.kit.dates import SHANGHAI, day_of
from mingheng.kit.sharing import end_with
from mingheng.law import queries as law
from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.ledger import queries as ledger
from mingheng.organisation import queries as organisation

BATCH = 500
SHOWN_EVERY = 5.0  # seconds
NEVER = datetime(2999, 1, 1, tzinfo=SHANGHAI)  # papers of a load are printed when somebody asks, not by the hundred thousand
CHAIN = "cases:batch:demo-volume:"

_working: dict[str, Volume] = {}  # what a worker process keeps between batches


def fill(argv: list[str]) -> int:
    """Take in the cases that are not there yet; says how fast, and how long it will take."""
    parser = argparse.ArgumentParser(prog="mingheng demo", description="用十年的案件量填满演示区")
    parser.add_argument("--cases", type=int, required=True, help="案件总数")
    parser.add_argument("--workers", type=int, default=2, help="同时工作的进程数")
    wish = parser.parse_args(argv)
    with installation.database():
        if not queries.is_seeded():
            print("这里还没有演示区。请先运行 mingheng demo seed", file=sys.stderr)
            return 1
        there = ledger.chains_beginning(CHAIN)
        if there - {c for c in there if c.startswith(f"{CHAIN}{wish.cases}:")}:
            print("这里已经按另一个总数填过。请换一个数据目录，或者用原来的总数继续", file=sys.stderr)
            return 1
        until = last_day(day_of(clock.now()), WorkingCalendar(law.lawbook().calendars.values()))
        spans = [one for one in _spans(wish.cases, until) if f"{CHAIN}{one.total}:{one.first}-{one.last}" not in there]
        connections.close_all()
        return _filled(spans, wish.workers)


def _spans(total: int, until: date) -> Iterator[Span]:
    """Batches in the order of time; the same on every day on which a load goes on."""
    return (Span(first, min(first + BATCH, total), total, until) for first in range(0, total, BATCH))


def _filled(spans: list[Span], workers: int) -> int:
    left, done, began = sum(span.last - span.first for span in spans), 0, time.monotonic()
    told, lanes = began, Lanes((beginning(span.first, span.total, span.until).year, span) for span in spans)
    under_way: dict[Future[int], int] = {}
    with ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("fork"), initializer=end_with, initargs=(os.getpid(),)
    ) as pool:
        while True:
            while len(under_way) < workers and (found := lanes.take()):
                under_way[pool.submit(_load, found[1])] = found[0]
            if not under_way:
                break
            finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for one in finished:
                done += one.result()
                lanes.give_back(under_way.pop(one))
            if time.monotonic() - told > SHOWN_EVERY:
                told = time.monotonic()
                rate = done / (told - began)
                print(f"  {done}/{left} 件，每秒 {rate:.0f} 件，还要 {(left - done) / rate:.0f} 秒", flush=True)
    seconds = time.monotonic() - began
    print(f"共 {done} 件，{seconds:.0f} 秒，每秒 {done / max(seconds, 0.001):.0f} 件。" if done else "这些案件已经在这里了。")
    return 0


def _load(span: Span) -> int:
    """In a worker process: take in one batch; how many cases."""
    if "volume" not in _working:
        gc.freeze()
        gc.disable()
        books = Books(judged=False, waits_until=NEVER)
        staff = staff_there(organisation.units(), books.rolls.officers.values())
        _working["volume"] = Volume(staff, books)
    volume = _working["volume"]
    by = volume.staff.officers[district().administrator]
    done = len(volume.load(span=span, by=by, at=clock.now()))
    gc.collect()  # once a batch: in the midst of one there is nothing to be found, and looking costs a tenth of the time
    return done
