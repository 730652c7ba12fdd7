"""When an entry must have been recorded, as those know who saw the tree without it and then with it (D6).

Every entry says when the ledger received it. One that was not in the tree a witness saw last cannot have been received much
before that; nor after the moment the witness saw it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

BEFORE = 60  # seconds an act may take to reach the tree, and clocks may differ by
AFTER = 5  # seconds the log's clock may be ahead


@dataclass(frozen=True, slots=True)
class Sighting:
    """A tree of so many entries, and the seconds since 1970 at which it was seen first and last."""

    size: int
    first: int
    last: int


def out_of_time(index: int, received: datetime, sightings: Sequence[Sighting]) -> str:
    """Why the entry at `index` cannot have been received when it says; nothing where it can. A first sight has no beginning."""
    told = received.timestamp()
    without = [sighting.last for sighting in sightings if sighting.size <= index]
    with_it = [sighting.first for sighting in sightings if sighting.size > index]
    if without and told < max(without) - BEFORE:
        return f"称收到于 {_time(told)}，但 {_time(max(without))} 见证时还没有它（倒签或者迟录）"
    if with_it and told > min(with_it) + AFTER:
        return f"称收到于 {_time(told)}，但 {_time(min(with_it))} 见证时已经有它（时间在将来）"
    return ""


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
