"""Seconds of processor, which say what work costs even where others share the machine."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

TICKS = os.sysconf("SC_CLK_TCK")
PARENT, SPENT = 1, slice(11, 15)  # fields of /proc/PID/stat after the name: parent; user, system, and the same of ended children


T = TypeVar("T")


@dataclass(frozen=True)
class Took:
    """Seconds on the clock, and of processor, ours and of the database."""

    seconds: float
    processor: float

    def told(self, count: int) -> str:
        """How long it took, and how much of so many that is in a second."""
        each = f"{count / self.seconds:,.0f} a second, {count / self.processor:,.0f} a second of processor"
        return f"{self.seconds:.1f} s, {self.processor:.1f} s of processor: {each}"


def timed(do: Callable[[], T]) -> tuple[Took, T]:
    """What something takes, and what comes of it."""
    began, spent = time.perf_counter(), seconds_spent()
    made = do()
    return Took(time.perf_counter() - began, seconds_spent() - spent), made


def seconds_spent() -> float:
    """What this process and all that came of it, the database among them, have spent so far."""
    stats = dict(_stats())
    ours = {os.getpid()}
    grew = True
    while grew:
        more = {pid for pid, fields in stats.items() if int(fields[PARENT]) in ours} - ours
        ours |= more
        grew = bool(more)
    return sum(sum(map(int, stats[pid][SPENT])) for pid in ours & stats.keys()) / TICKS


def _stats() -> Iterator[tuple[int, list[str]]]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            yield int(folder.name), (folder / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
