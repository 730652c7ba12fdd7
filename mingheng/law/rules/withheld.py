"""Facts of an act of which some may not be read: asking for one is told so, and is never answered as if it were absent."""

from collections.abc import Iterator, Mapping
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


def altered(facts: Mapping[str, Any], changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """The facts with some of them changed; what is withheld and not changed stays withheld."""
    if isinstance(facts, OpenFacts):
        return OpenFacts({**facts.told, **changes}, facts.withheld - changes.keys())
    return MappingProxyType({**facts, **changes})
