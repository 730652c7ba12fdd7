"""Squads, the days they exist, and who takes over what one that is gone still owed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Squad:
    """A squad; `until` is the first day it is no more. Without a successor it goes on owing: its dossiers are still there."""

    key: str
    since: date | None = None
    until: date | None = None
    successor: str = ""

    def gone(self, on: date) -> bool:
        """Whether another stands in its place on the day."""
        return self.until is not None and self.until <= on and bool(self.successor)

    def founded(self, on: date) -> bool:
        """Whether it exists already on the day."""
        return self.since is None or self.since <= on


class Squads:
    """All squads there were in a year."""

    def __init__(self, squads: Iterable[Squad]) -> None:
        self.all: Mapping[str, Squad] = {squad.key: squad for squad in squads}

    def holder(self, key: str, on: date) -> str:
        """Who answers on the day for what was this squad's. Of squads that succeed one another in a circle, the last not seen."""
        seen = {key}
        while (squad := self.all.get(key)) is not None and squad.gone(on) and squad.successor not in seen:
            key = squad.successor
            seen.add(key)
        return key

    def owing(self, on: date) -> tuple[str, ...]:
        """The squads that owe on the day, by key."""
        return tuple(sorted(key for key, squad in self.all.items() if squad.founded(on) and self.holder(key, on) == key))

    def taken_over(self, key: str, since: date, on: date) -> tuple[Squad, ...]:
        """The squads whose place this one took from `since` up to the day, directly or through another."""
        gone = (squad for squad in self.all.values() if squad.until is not None and since <= squad.until <= on)
        return tuple(squad for squad in gone if squad.key != key and self.holder(squad.key, on) == key)
