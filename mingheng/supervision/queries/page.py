"""What the pages of findings show, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from mingheng.kit import display
from mingheng.kit.shell import Chip, Choice, Facet, Pager

ALL = "all"


@dataclass(frozen=True)
class Wanted:
    """What of the list is asked for. An empty word asks for all, as ALL does where nothing given means something else."""

    answer: str = ""
    state: str = "open"
    level: str = ""
    kind: str = ""
    rule: str = ""
    unit: str = ""
    text: str = ""
    page: int = 1

    def href(self, **changes: str) -> str:
        """The same list with something changed, from its first page."""
        pairs = self.given() | changes
        return "?" + urlencode({name: value for name, value in pairs.items() if value})

    def given(self) -> dict[str, str]:
        """The filters as query parameters."""
        return {
            "answer": self.answer, "state": self.state, "level": self.level, "kind": self.kind, "rule": self.rule,
            "unit": self.unit, "q": self.text,
        }  # fmt: skip

    def filters(self) -> dict[str, str]:
        """Those that are in force, but for the words searched for and the state."""
        return {name: value for name, value in self.given().items() if name not in ("q", "state") and value not in ("", ALL)}


@dataclass(frozen=True)
class Level:
    """One of the four levels: its word, its shape and colour."""

    text: str
    look: str
    count: int = 0
    href: str = ""


@dataclass(frozen=True)
class Row:
    """One finding in the list. `reached`: how far up a period that nears its end has gone."""

    href: str
    level: Level
    title: str
    reason: str
    answer: str
    number: str
    case_href: str
    matter: str
    unit: str
    people: tuple[display.Person, ...]
    due: display.Due | None
    first_seen: datetime
    reply: display.Badge | None
    replied_by: str = ""
    reached: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar of a picture, with its length against the longest."""

    label: str
    n: int
    href: str = ""
    current: bool = False


@dataclass(frozen=True)
class Picture:
    """A few bars under a title that says what they count."""

    title: str
    note: str
    bars: tuple[Bar, ...]

    @property
    def most(self) -> int:
        """The longest bar."""
        return max((bar.n for bar in self.bars), default=1)


@dataclass(frozen=True)
class RunShown:
    """The last scan, or the one going on."""

    state: str
    line: str
    left_out: Mapping[str, str] = field(default_factory=dict)
    lacking: tuple[tuple[str, str], ...] = ()

    @property
    def goes_on(self) -> bool:
        """Whether it has not come to its end."""
        return self.state in ("waiting", "running")


@dataclass(frozen=True)
class ListPage:
    """The list of findings with its summary."""

    rows: tuple[Row, ...]
    pager: Pager
    tabs: tuple[Choice, ...]
    states: tuple[Choice, ...]
    levels: tuple[Level, ...]
    levels_of: str
    figures: tuple[tuple[str, int, str, str], ...]
    pictures: tuple[Picture, ...]
    chips: tuple[Chip, ...]
    facets: tuple[Facet, ...]
    run: RunShown | None
    keep: tuple[tuple[str, str], ...]
    query: str = ""
    may_scan: bool = False


@dataclass(frozen=True)
class Rested:
    """An act a finding rests on."""

    n: int
    title: str
    happened: str
    by: str
    href: str
    number: str = ""


@dataclass(frozen=True)
class Given:
    """An answer there is."""

    badge: display.Badge
    by: str
    at: datetime
    reason: str
    earlier: str = ""
    """What the finding said then, where it says something else now."""


@dataclass(frozen=True)
class FindingPage:
    """One finding, all of it."""

    row: Row
    kind: str
    asks: str
    remedy: str
    remedy_href: str
    cites: tuple[display.Cite, ...]
    rule_href: str
    rests: tuple[Rested, ...]
    others: tuple[Choice, ...]
    unseen: int
    given: tuple[Given, ...]
    facts: tuple[tuple[str, Any], ...]
    gone: datetime | None
    about: str
    held_by: str = ""
