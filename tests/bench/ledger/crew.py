"""Clients at work: processes forked from this one, each with a connection of its own, that do a round when told."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from django.db import connections

Done = TypeVar("Done")


class Crew(Generic[Done]):
    """Some clients that wait for work."""

    def __init__(self, pipes: list[Connection]) -> None:
        self._pipes = pipes

    def work(self, word: str) -> tuple[list[Done], float]:
        """What each client did, and the seconds from the word until the last of them was done."""
        began = time.perf_counter()
        for pipe in self._pipes:
            pipe.send(word)
        done = [pipe.recv() for pipe in self._pipes]
        return done, time.perf_counter() - began


@contextmanager
def crew(size: int, work: Callable[[int, str], Done]) -> Iterator[Crew[Done]]:
    """So many clients, who do that work when a word is said, each knowing its number; they end with the block."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    pipes, processes = [], []
    for number in range(size):
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, number, work), daemon=True)
        process.start()
        theirs.close()
        pipes.append(ours)
        processes.append(process)
    try:
        yield Crew(pipes)
    finally:
        for pipe, process in zip(pipes, processes, strict=True):
            pipe.send("")
            process.join()


def _serve(pipe: Connection, number: int, work: Callable[[int, str], object]) -> None:
    while word := pipe.recv():
        pipe.send(work(number, word))
