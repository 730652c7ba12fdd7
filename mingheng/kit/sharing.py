"""Work shared out over processes of our own, each with a database connection of its own."""

import gc
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connections

WATCHED_EVERY = 0.5  # seconds

_inherited: list[Any] = []  # kept, lest closing them in here ends the parent's sessions

Done = TypeVar("Done")
Tell = Callable[[int, int], None]
"""Hears how much is done, and of how much."""


def shared_out(do: Callable[..., Done], pieces: Sequence[tuple[Any, ...]], processes: int) -> Iterator[Done]:
    """What `do` makes of each piece, as it comes; in this process one after the other where one process is enough.

    The processes are forked: only a program with a single thread asks for more than one.
    """
    if processes <= 1 or len(pieces) <= 1:
        yield from (do(*piece) for piece in pieces)
        return
    with ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("fork"), initializer=begin, initargs=(os.getpid(),)
    ) as pool:
        for future in as_completed([pool.submit(do, *piece) for piece in pieces]):
            yield future.result()


@contextmanager
def uncollected() -> Iterator[None]:
    """Work that makes many values and no cycles, which the collector would look through again and again for nothing."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def begin(parent: int) -> None:
    """In a worker process: leave the connections of the parent alone, which may hold locks on them, and end with it."""
    _inherited.extend(connections[alias] for alias in connections)
    for alias in connections:
        del connections[alias]
    end_with(parent)


def end_with(parent: int) -> None:
    """In a worker process: end when the process that gives out the work is gone, however it went; what was not done is undone."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(WATCHED_EVERY)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
