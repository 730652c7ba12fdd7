"""Facts of an act of which some may not be read: asking for one is told so, and is never answered as if it were absent."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


class FactWithheld(LookupError):
    """A fact was asked for that may not be read here."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact


class OpenFacts(Mapping[str, Any]):
    """The facts of an act that may be read; asking for one that is withheld raises FactWithheld."""

    def __init__(self, told: Mapping[str, Any], withheld: frozenset[str]) -> None:
        self.told, self.withheld = told, withheld

    def __getitem__(self, name: str) -> Any:
        if name in self.withheld:
            raise FactWithheld(name)
        return self.told[name]

    def __contains__(self, name: object) -> bool:
        return name in self.told or name in self.withheld

    def __iter__(self) -> Iterator[str]:
        return iter(self.told)

    def __len__(self) -> int:
        return len(self.told)

    def changed(self, changes: Mapping[str, Any]) -> "OpenFacts":
        """The facts with some of them changed; what is withheld and not changed stays withheld."""
        return OpenFacts({**self.told, **changes}, self.withheld - changes.keys())


@dataclass
class Recording:
    """What the system a docket came from writes down at all: kinds of acts, and of each the facts, out of all that are `known`.

    `missed`: what was asked for beyond it, since somebody last emptied it. That it is not there says nothing.
    """

    facts: Mapping[str, frozenset[str]]
    known: Mapping[str, frozenset[str]]
    missed: set[str] = field(default_factory=set)

    def acts_asked(self, kinds: Iterable[str]) -> None:
        """Acts of these kinds were looked for."""
        self.missed |= {kind for kind in kinds if kind not in self.facts}

    def fact_asked(self, kind: str, name: str) -> None:
        """A fact of an act of this kind was looked for."""
        if name in self.known[kind] - self.facts[kind]:
            self.missed.add(f"{kind}.{name}")


class RecordedFacts(OpenFacts):
    """The facts of an act of another system: who asks for one that it does not record is noted."""

    def __init__(self, told: Mapping[str, Any], withheld: frozenset[str], kind: str, recording: Recording) -> None:
        super().__init__(told, withheld)
        self.kind, self.recording = kind, recording

    def __getitem__(self, name: str) -> Any:
        if name not in self.told:
            self.recording.fact_asked(self.kind, name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.recording.fact_asked(self.kind, str(name))
        return super().__contains__(name)

    def changed(self, changes: Mapping[str, Any]) -> "RecordedFacts":
        """The facts with some of them changed, still of that system."""
        return RecordedFacts({**self.told, **changes}, self.withheld - changes.keys(), self.kind, self.recording)


def altered(facts: Mapping[str, Any], changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """The facts with some of them changed; what is withheld and not changed stays withheld."""
    return facts.changed(changes) if isinstance(facts, OpenFacts) else MappingProxyType({**facts, **changes})
