"""Finding the entry a row came from, where the row does not say its number."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from mingheng.ledger.rules.auditing.chains import ReadChain, ReadEntry
from mingheng.ledger.rules.auditing.claims import moment


class Dated(Protocol):
    """A row that says when it was made."""

    at: datetime


Row = TypeVar("Row", bound=Dated)


def paired(chain: ReadChain, kind: str, rows: Sequence[Row]) -> Iterator[tuple[Row, ReadEntry | None]]:
    """Each row with its entry of a kind: the one of the same moment, else the next that no row has; None where there are too few."""
    mine = [entry for entry in chain.entries if entry.kind == kind]
    found: dict[int, ReadEntry] = {}
    for place, row in enumerate(rows):
        then = next((entry for entry in mine if entry.said["t"] == moment(row.at)), None)
        if then is not None:
            mine.remove(then)
            found[place] = then
    for place, row in enumerate(rows):
        yield row, found[place] if place in found else (mine.pop(0) if mine else None)


class Unclaimed:
    """The entries of a chain that no row has claimed yet."""

    def __init__(self, chain: ReadChain) -> None:
        self._entries = list(chain.entries)

    def take(self, kinds: Collection[str], at: datetime | None, files: Sequence[str] = ()) -> ReadEntry | None:
        """The entry of one of these kinds and this moment, with these files if there is one, else one with the files alone.

        It is not given twice.
        """
        spelled, wanted = moment(at), sorted(files)
        mine = [one for one in self._entries if one.kind in kinds]
        then = [one for one in mine if one.said["t"] == spelled]
        fitting = [one for one in then if sorted(one.said["e"]) == wanted] or then
        fitting = fitting or [one for one in mine if wanted and sorted(one.said["e"]) == wanted]
        if not fitting:
            return None
        self._entries.remove(fitting[0])
        return fitting[0]
