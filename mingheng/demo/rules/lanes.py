"""The order in which batches are told when several are told at a time: one of a year, the latest year first."""

from collections import deque
from collections.abc import Iterable
from typing import Generic, TypeVar

Lot = TypeVar("Lot")


class Lanes(Generic[Lot]):
    """Batches by the year of their first case. The numbers of a year belong to whoever writes, so a year is one lane.

    A batch over the turn of a year waits in the database for the numbers of the next.
    """

    def __init__(self, lots: Iterable[tuple[int, Lot]]) -> None:
        self._left: dict[int, deque[Lot]] = {}
        for year, lot in lots:
            self._left.setdefault(year, deque()).append(lot)
        self._busy: set[int] = set()

    def take(self) -> tuple[int, Lot] | None:
        """The next batch of the latest year nobody works at, for its cases have most to tell; None when there is none."""
        free = [year for year, lots in self._left.items() if lots and year not in self._busy]
        if not free:
            return None
        self._busy.add(max(free))
        return max(free), self._left[max(free)].popleft()

    def give_back(self, year: int) -> None:
        """The batch that was taken of this year is done."""
        self._busy.remove(year)
