"""In which order reviewers are asked to take the next review: the fewest in hand first, then whose last one is longest ago."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Load:
    """What one reviewer has in hand: reviews waiting, how many of them late, when he was last given one."""

    officer: int
    name: str
    waiting: int = 0
    over: int = 0
    last_given: datetime | None = None
    away: bool = False


def in_turn(loads: Iterable[Load]) -> list[Load]:
    """Those who are there, in the order in which they come to be asked. The same loads always give the same order."""
    there = [load for load in loads if not load.away]
    return sorted(there, key=lambda load: (load.waiting, load.last_given or NEVER, load.officer))


def told(loads: Iterable[Load]) -> str:
    """The loads as the docket keeps them, so that the order can be checked afterwards."""
    return "，".join(f"{load.name} {load.waiting} 件" for load in loads)
