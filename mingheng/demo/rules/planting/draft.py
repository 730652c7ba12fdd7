"""A case in the making: acts that can still be changed, before they become a docket."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from mingheng.kit.dates import day_of
from mingheng.law.rules.docket import Act, Docket, Party, Standing
from mingheng.law.rules.procedure import Procedure

SUSPENDED = "suspended"
NAMING = ("officer", "chair", "clerk")
Point = tuple[float, float]


@dataclass
class DraftAct:
    """One act: `at` when it took place, `entered` when it was entered where that was later."""

    kind: str
    by: int
    at: datetime
    facts: dict[str, Any] = field(default_factory=dict)
    party: str | None = None
    entered: datetime | None = None
    place: str | None = None
    point: Point | None = None


@dataclass
class Draft:
    """One case. `source`: the system it was brought over from. `lost`: who lost the certificate, and when."""

    procedure: str
    unit: str
    item: str
    party: Party
    identity: str
    place: str
    point: Point | None
    pair: tuple[int, int]
    acts: list[DraftAct] = field(default_factory=list)
    source: str | None = None
    lost: tuple[int, date] | None = None
    ref: str = ""

    def add(self, kind: str, at: datetime, facts: Mapping[str, Any]) -> DraftAct:
        """One act more, by the first of the pair."""
        act = DraftAct(kind, self.pair[0], at, dict(facts), self.party.id if "amount" in facts else None)
        self.acts.append(act)
        return act

    def the(self, kind: str) -> DraftAct:
        """The last act of a kind. Raises LookupError."""
        found = [act for act in self.acts if act.kind == kind]
        if not found:
            raise LookupError(kind)
        return found[-1]

    def has(self, kind: str) -> bool:
        """Whether there is an act of the kind."""
        return any(act.kind == kind for act in self.acts)

    def cut_after(self, kind: str) -> None:
        """Nothing happens after the last act of a kind."""
        last = max(n for n, act in enumerate(self.acts) if act.kind == kind)
        self.acts = self.acts[: last + 1]

    def until(self, end: datetime) -> None:
        """Forget what was not yet entered."""
        self.acts = [act for act in self.acts if (act.entered or act.at) <= end]

    def docket(self, procedure: Procedure, standings: Mapping[int, Standing]) -> Docket:
        """The case as the engine reads it."""
        joined = any(act.kind == "register_party" for act in self.acts)
        rounds: dict[tuple[str, str | None], int] = {}
        acts = []
        for n, act in enumerate(self.acts, 1):
            told = rounds[act.kind, act.party] = rounds.get((act.kind, act.party), 0) + 1
            acts.append(_act(n, act, procedure, self._standings(act, standings), told))
        return Docket(procedure, (self.party,) if joined else (), tuple(acts), self.unit, "squad")

    def _standings(self, act: DraftAct, standings: Mapping[int, Standing]) -> Mapping[int, Standing]:
        if self.lost is None or day_of(act.at) < self.lost[1]:
            return standings
        return {**standings, self.lost[0]: replace(standings[self.lost[0]], state=SUSPENDED)}


def _act(n: int, act: DraftAct, procedure: Procedure, standings: Mapping[int, Standing], told: int) -> Act:
    minute = procedure.acts[act.kind].happened == "minute"
    named = sorted({act.by, *_named(act.facts)})
    return Act(
        n=n, kind=act.kind, by=act.by, at=act.entered or act.at, happened=day_of(act.at), happened_at=act.at if minute else None,
        party=act.party, facts=MappingProxyType(act.facts), people=MappingProxyType({i: standings[i] for i in named if i in standings}),
        round=told,
    )  # fmt: skip


def _named(facts: Mapping[str, Any]) -> Iterator[int]:
    yield from facts.get("officers") or ()
    yield from (int(facts[name]) for name in NAMING if isinstance(facts.get(name), int))
    yield from (int(row["officer"]) for row in facts.get("views") or ())
