"""The locks of a scan: see `kit.alone`."""

from contextlib import AbstractContextManager

from mingheng.kit import alone as locks
from mingheng.kit.alone import hold

__all__ = ["RUNNING", "WRITING", "alone", "hold"]

RUNNING = 0x6D68_7363_616E_0001  # "mhscan" and which: any numbers nobody else in this database locks
WRITING = 0x6D68_7363_616E_0002


def alone() -> AbstractContextManager[bool]:
    """Whether nobody else scans; nobody else can until the block ends or our connection does."""
    return locks.alone(RUNNING)
