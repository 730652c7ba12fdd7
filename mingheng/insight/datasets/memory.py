"""What of the memory a person allows the whole scan its database may have: Python, Arrow and what the database does not count need some too.

The figures are measured, docs/bench.md says on what.
"""

import ctypes
import os
import re
from dataclasses import dataclass

from mingheng.insight.datasets.troubles import CannotScan

UNITS = {"kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12, "kib": 2**10, "mib": 2**20, "gib": 2**30, "tib": 2**40}
FORM = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgt]i?b)", re.IGNORECASE)
BESIDE = 460 * 10**6  # bytes that Python, Arrow and uncounted work of the database take, however large the log
COUNTED = 0.85  # of the rest: the database takes a little more than it counts
LEAST = 700 * 10**6  # bytes
A_THREAD = 250 * 10**6  # bytes of the database below which another thread does not pay

MMAP_THRESHOLD = -3  # glibc's name of it
A_PIECE = 128 << 10  # bytes; the database takes 256 KiB at a time


@dataclass(frozen=True)
class Means:
    """What the database of a scan may use: bytes of memory, threads."""

    memory: int
    threads: int


def means(limit: str, threads: int | None = None) -> Means:
    """The means of the database where the whole process may take `limit` (`2GB`). Raises CannotScan."""
    told = bytes_of(limit)
    if told < LEAST:
        raise CannotScan(f"内存上限 {limit} 不够：最少要 {LEAST // 10**6}MB。请用 --memory 给得多一些")
    memory = int((told - BESIDE) * COUNTED)
    return Means(memory, threads or max(1, min(os.cpu_count() or 1, memory // A_THREAD)))


def bytes_of(size: str) -> int:
    """`2GB` in bytes. Raises CannotScan."""
    read = FORM.fullmatch(size.strip())
    if read is None:
        raise CannotScan(f"内存上限 {size} 用不了。请写成 2GB 这样")
    return int(float(read[1]) * UNITS[read[2].lower()])


def give_back() -> None:
    """From now on what is freed goes back to the system at once: glibc would keep it, and it would count as ours."""
    change = getattr(ctypes.CDLL(None), "mallopt", None)
    if change is not None:
        change(MMAP_THRESHOLD, A_PIECE)
