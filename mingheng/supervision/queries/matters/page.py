"""What the pages of matters are given: the list, and one matter."""

from dataclasses import dataclass
from datetime import date

from mingheng.kit import display
from mingheng.kit.shell import Chip, Choice, Facet, Pager


@dataclass(frozen=True)
class MatterRow:
    """One matter in the list. `turn` is what comes next, `whose` who does it; `unurged`: its report is late and nobody urged."""

    href: str
    subject: str
    trigger: str
    procedure: str
    stage: str
    unit: str
    due: display.Due | None
    turn: str
    whose: str
    opened: date
    closed: bool
    unurged: bool


@dataclass(frozen=True)
class MattersPage:
    """The list with its tabs and filters; `new` leads to opening a matter, for who may."""

    rows: tuple[MatterRow, ...]
    pager: Pager
    views: tuple[Choice, ...]
    chips: tuple[Chip, ...]
    facets: tuple[Facet, ...]
    keep: tuple[tuple[str, str], ...]
    new: tuple[Choice, ...]
    empty: str


@dataclass(frozen=True)
class MatterPaper:
    """An instrument of a matter. `status` says how well its name is established where that is not certain."""

    title: str
    number: str
    href: str
    note: str
    status: str
    on: date


@dataclass(frozen=True)
class MatterFile:
    """A file that came with an act."""

    title: str
    href: str
    note: str


@dataclass(frozen=True)
class MatterLine:
    """One act of the trail: its line, everything it says, and the files and papers that belong to it."""

    entry: display.Entry
    facts: tuple[tuple[str, str], ...]
    papers: tuple[MatterPaper, ...]
    files: tuple[MatterFile, ...]
    notes: tuple[display.Finding, ...]


@dataclass(frozen=True)
class MatterPage:
    """One matter: what it is about, its trail with both times, what may be done next, its clocks and papers.

    `unurged`: its report is late and nobody urged since; `urge_href` is where its reader may.
    """

    title: str
    badges: tuple[display.Badge, ...]
    pairs: tuple[tuple[str, str, str], ...]
    stages: tuple[display.Stage, ...]
    next: display.NextAct | None
    clocks: tuple[display.Clock, ...]
    trail: tuple[MatterLine, ...]
    papers: tuple[MatterPaper, ...]
    unurged: bool
    urge_href: str
    copies: tuple[tuple[str, str], ...]
