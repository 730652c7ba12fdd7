"""What the worker does for the ledger, in a process of its own with the worker's own loops and pauses, and the same left undone."""

import itertools
import json
import multiprocessing
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from multiprocessing.synchronize import Event
from typing import Any
from unittest.mock import patch

from django.contrib.sessions.models import Session
from django.db import connections

from mingheng.desk.commands.worker import keep_publishing, keep_working
from mingheng.ledger.actions import grow_tree, sequence_entries
from mingheng.ledger.models import Outbox
from mingheng.ledger.rules import Receipt, Said

LOOK = 0.05  # seconds between two looks whether anything waits


@contextmanager
def ledger_worker() -> Iterator[Callable[[], None]]:
    """Entries are placed, signed and published beside the block, which is given what waits until all of them are placed."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    stop = context.Event()
    process = context.Process(target=_work, args=(stop,), daemon=True)
    process.start()
    try:
        yield _until_placed
    finally:
        stop.set()
        process.join()
        connections.close_all()


def _until_placed() -> None:
    while Outbox.objects.exists():
        time.sleep(LOOK)


def _work(told: Event) -> None:
    stop = threading.Event()

    def listen() -> None:
        told.wait()
        stop.set()

    threading.Thread(target=listen, daemon=True).start()
    threading.Thread(target=keep_publishing, args=(stop,), daemon=True).start()
    keep_working((sequence_entries, grow_tree), stop)


@contextmanager
def no_ledger() -> Iterator[None]:
    """Acts record nothing. What they say of persons, which nobody but the ledger keeps, is a plain row instead."""
    counts: dict[str, Iterator[int]] = defaultdict(lambda: itertools.count(1))

    def record_said(*, said: Said) -> Receipt:
        n = next(counts[said.chain])
        if said.personal:
            words = json.dumps(dict(said.personal), ensure_ascii=False)
            Session.objects.create(session_key=f"{_key(said.chain)}{n}", session_data=words, expire_date=said.at)
        return Receipt(0, "", said.chain, n)

    def record(**words: Any) -> Receipt:
        return record_said(said=Said(words["kind"], words["chain"], {}, words["personal"], "", "", words["at"]))

    def unseal_chain(chain: str) -> dict[int, dict[str, Any]]:
        rows = Session.objects.filter(session_key__startswith=_key(chain)).values_list("session_key", "session_data")
        return {int(key.rpartition(":")[2]): json.loads(data) for key, data in rows}

    with (
        patch("mingheng.ledger.actions.record_said", record_said),
        patch("mingheng.ledger.actions.record", record),
        patch("mingheng.ledger.queries.unseal_chain", unseal_chain),
    ):
        yield


def _key(chain: str) -> str:
    """What the keys of a chain's rows begin with: no two alike, and short enough for that table."""
    return f"{sha256(chain.encode()).hexdigest()[:30]}:"
