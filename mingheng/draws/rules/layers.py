"""What is demanded of a draw: layers in their order, each seeing what the layers before it drew.

The base gives everybody the same chance. The others are top-ups: they say how much there must be at least, all layers
together. A member that is `spent` was used in an earlier period: a top-up neither draws it nor counts it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.reading import fields, listed, named, pair, text, text_or_nothing, whole
from mingheng.ledger.rules.canonical import Json

MOST_LAYERS = 100  # keeps the work of a hostile file within bounds
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Base:
    """So many of all, or of the stratum `of`: each with the same chance, exactly count of N. Only the first layer can be one."""

    title: str
    count: int
    of: str = ""

    def json(self) -> Json:
        """As it is hashed and published."""
        return {"kind": "base", "title": self.title, "count": self.count, "of": self.of}


@dataclass(frozen=True, slots=True)
class Stratum:
    """At least so many members of a stratum."""

    title: str
    name: str
    count: int
    spent: frozenset[str] = NOBODY

    def json(self) -> Json:
        """As it is hashed and published."""
        return {"kind": "stratum", "title": self.title, "name": self.name, "count": self.count, "spent": sorted(self.spent)}


@dataclass(frozen=True, slots=True)
class Groups:
    """At least so many of these groups with a member drawn."""

    title: str
    of: frozenset[str]
    count: int
    spent: frozenset[str] = NOBODY

    def __post_init__(self) -> None:
        """Refuse more groups than there are. Raises BadDraw."""
        if self.count > len(self.of):
            raise BadDraw(f"“{self.title}”要覆盖 {self.count} 组，但只列出 {len(self.of)} 组")

    def json(self) -> Json:
        """As it is hashed and published."""
        return {"kind": "groups", "title": self.title, "of": sorted(self.of), "count": self.count, "spent": sorted(self.spent)}


@dataclass(frozen=True, slots=True)
class Floor:
    """At least so many members in each of these groups."""

    title: str
    least: Mapping[str, int]
    spent: frozenset[str] = NOBODY

    def json(self) -> Json:
        """As it is hashed and published."""
        least: list[Json] = [[group, count] for group, count in sorted(self.least.items())]
        return {"kind": "floor", "title": self.title, "least": least, "spent": sorted(self.spent)}


Layer: TypeAlias = Base | Stratum | Groups | Floor


def read_layers(value: object) -> tuple[Layer, ...]:
    """The layers of a file. Raises BadDraw."""
    layers = listed(value, "抽取层次", _layer)
    if len(layers) > MOST_LAYERS:
        raise BadDraw(f"抽取层次超过 {MOST_LAYERS} 层")
    return layers


def _layer(value: object, where: str) -> Layer:
    kind = value.get("kind") if isinstance(value, dict) else None
    if kind == "base":
        found = fields(value, where, "kind", "title", "count", "of")
        return Base(text(found["title"], where), whole(found["count"], where), text_or_nothing(found["of"], where))
    if kind == "stratum":
        found = fields(value, where, "kind", "title", "name", "count", "spent")
        name, count = text(found["name"], where), whole(found["count"], where)
        return Stratum(text(found["title"], where), name, count, named(found["spent"], where))
    if kind == "groups":
        found = fields(value, where, "kind", "title", "of", "count", "spent")
        of, count = named(found["of"], where), whole(found["count"], where)
        return Groups(text(found["title"], where), of, count, named(found["spent"], where))
    if kind == "floor":
        found = fields(value, where, "kind", "title", "least", "spent")
        return Floor(text(found["title"], where), _least(found["least"], where), named(found["spent"], where))
    raise BadDraw(f"{where}的 kind 不是 base、stratum、groups、floor 之一")


def _least(value: object, where: str) -> Mapping[str, int]:
    pairs = [pair(one, where, text) for one in listed(value, where, lambda one, _: one)]
    if [group for group, _ in pairs] != sorted({group for group, _ in pairs}):
        raise BadDraw(f"{where}的组应当按编码顺序排列，不得重复")
    return {group: whole(count, where) for group, count in pairs}
