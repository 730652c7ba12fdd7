"""Reading `table.yaml` and the addresses of the program."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from mingheng.kit.yaml_files import read_yaml
from tests.access.people import Visitor

TABLE = Path(__file__).with_name("table.yaml")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

Rule = str | Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """One line of the table: an address, arguments it fixes, and who may use which method."""

    address: str
    fixed: Mapping[str, str]
    rules: Mapping[str, Rule]

    @property
    def label(self) -> str:
        return " ".join([self.address, *(f"{name}={word}" for name, word in self.fixed.items())])

    def admits(self, method: str, visitor: Visitor, unit: str | None) -> bool:
        """Whether the table lets this visitor use the method on an object of that unit (None: there is no object)."""
        rule = self.rules.get("GET" if method == "HEAD" else method, {})
        if isinstance(rule, str):
            return rule in ("anyone", "whoever_signs") or (rule == "signed_in" and visitor.officer is not None)
        scope = rule.get(visitor.duty)
        reached = {"own": visitor.reach, "handled": visitor.handles}.get(scope or "", frozenset[str]())
        return scope == "all" or (scope is not None and (unit is None or unit in reached))


@dataclass(frozen=True)
class Address:
    """One address of the program: its name and the arguments it carries."""

    name: str
    arguments: tuple[str, ...]


def rows() -> list[Row]:
    """The table, without its anchors."""
    read: dict[str, dict[str, Rule]] = read_yaml(TABLE)
    return [_row(label, rules) for label, rules in read.items() if not label.startswith(".")]


def addresses() -> list[Address]:
    """Every address the program answers to; one without a name fails here, for it could have no row."""
    return [Address(name, tuple(arguments)) for name, arguments in _walk(get_resolver(), (), {})]


def _row(label: str, rules: Mapping[str, Rule]) -> Row:
    address, *words = label.split()
    fixed = dict(word.split("=", 1) for word in words)
    return Row(address, fixed, rules)


def _walk(
    resolver: URLResolver, spaces: tuple[str, ...], before: Mapping[str, object]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    for entry in resolver.url_patterns:
        carried = {**before, **entry.pattern.converters}
        if isinstance(entry, URLResolver):
            inside = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry, inside, carried)
        else:
            assert isinstance(entry, URLPattern)
            assert entry.name, f"the address {entry.pattern} has no name"
            yield ":".join((*spaces, entry.name)), carried
