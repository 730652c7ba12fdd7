"""Finding the entry a row came from, where the row does not say its number."""

from collections.abc import Collection, Sequence
from datetime import datetime

from mingheng.ledger.rules.auditing.chains import ReadChain, ReadEntry
from mingheng.ledger.rules.auditing.claims import moment


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
