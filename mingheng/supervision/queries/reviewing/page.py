"""What the pages of reviews show, as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mingheng.kit import display
from mingheng.kit.shell import Choice, Pager
from mingheng.supervision.queries.reviewing.beside import Beside, RecordingShown
from mingheng.supervision.queries.reviewing.neighbours import Place


@dataclass(frozen=True)
class Leaf:
    """A line of the dossier's catalogue: title, pages, where it opens, whether something was found on its pages."""

    title: str
    pages: str
    href: str
    first: int
    last: int
    flagged: bool = False


@dataclass(frozen=True)
class PageShown:
    """A numbered page of the dossier: what it is of, and where the pages before and after it are shown."""

    number: int
    pages: int
    title: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Found:
    """A finding of the scan under an item: what it says, and where its step stands."""

    reason: str
    href: str
    step: str = ""


@dataclass(frozen=True)
class PlaceShown:
    """One place where something is found in an item, as typed; `key` ends the names of its fields."""

    key: str
    points: str = ""
    page: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ItemShown:
    """An item of the sheet with what was typed for it: its places, and a `spare` one where it may have more."""

    key: str
    title: str
    points: Decimal | None
    cites: tuple[display.Cite, ...]
    machine: str = ""
    machine_says: str = ""
    evidence: tuple[Found, ...] = ()
    off: str = ""
    places: tuple[PlaceShown, ...] = ()
    spare: PlaceShown | None = None
    said: str = ""
    found: bool = False
    left: Decimal | None = None

    @property
    def asks(self) -> bool:
        """Whether a person has to answer what the machine filled in."""
        return self.machine in ("broken", "unknown")

    @property
    def marked(self) -> bool:
        """Whether something is written for it."""
        return bool(self.found or self.said) or any(place.points or place.reason for place in self.places)

    @property
    def opened(self) -> bool:
        """Whether it is shown unfolded: something is written or asked."""
        return self.marked or self.asks


@dataclass(frozen=True)
class AreaShown:
    """An area with its items and what is left of its points."""

    key: str
    title: str
    points: Decimal
    left: Decimal
    items: tuple[ItemShown, ...]


@dataclass(frozen=True)
class HeadShown:
    """What every page of a review begins with."""

    pk: str
    number: str
    case_href: str
    matter: str
    unit: str
    standard: str
    status: str
    batch: str
    opened: date
    drawn: bool
    draw_href: str
    reopened: int
    """How many steps the case took after the review was opened."""


@dataclass(frozen=True)
class SheetPage:
    """A sheet to be filled in."""

    head: HeadShown
    reviewer: str
    slot: int
    others: str
    due: display.Due
    leaves: tuple[Leaf, ...]
    pages: int
    pdf_href: str
    page_href: str
    dossier_note: str
    score: Decimal
    grade: str
    grades: str
    fatal: tuple[ItemShown, ...]
    areas: tuple[AreaShown, ...]
    floors: tuple[tuple[str, str], ...]
    unscanned: bool
    saved_at: datetime | None
    appeal_days: str
    most_places: int
    place: Place | None
    recordings: tuple[RecordingShown, ...]
    beside: Beside | None = None

    @property
    def fatal_found(self) -> int:
        """How many fatal items are ticked or confirmed."""
        return sum(item.found or item.said == "fault" for item in self.fatal)

    @property
    def fatal_asked(self) -> bool:
        """Whether the scan has something to ask of the fatal items."""
        return any(item.asks or item.marked for item in self.fatal)

    @property
    def taken(self) -> Decimal:
        """The points deducted so far."""
        return sum((area.points - area.left for area in self.areas), Decimal())


@dataclass(frozen=True)
class Compared:
    """An item as the sheets have it: one cell a sheet, with its reviewer, the points off, the page and the reason."""

    title: str
    points: str
    cells: tuple[tuple[str, str, str, str], ...]
    differs: bool


@dataclass(frozen=True)
class SheetShown:
    """A sheet in the comparison: whose, its score and grade; without them, how it stands."""

    pk: int
    slot: str
    reviewer: str
    state: str
    score: str
    grade: str
    may_withdraw: bool = False
    gone: bool = False


@dataclass(frozen=True)
class Told:
    """An entry with its words: what was done, by whom, when."""

    title: str
    by: str
    at: datetime
    text: str
    badge: display.Badge | None = None


@dataclass(frozen=True)
class ReviewPage:
    """A review, as far as its reader may see it."""

    head: HeadShown
    state: str
    badge: display.Badge
    sheets: tuple[SheetShown, ...]
    compared: tuple[Compared, ...]
    score: str
    grade: str
    grade_tone: str
    third_over: str
    due: display.Due | None
    told: tuple[Told, ...]
    pdf_href: str
    bench: tuple[tuple[int, str], ...] = ()
    may_assign: bool = False
    """Whether the reader picks who gets the sheet that is wanting, of `bench`."""
    may_deal: bool = False
    """Whether he has it dealt to whoever has the least in hand."""
    may_reply: bool = False
    may_appeal: bool = False
    may_decide: bool = False
    may_share: bool = False
    own_sheet_href: str = ""
    beside: Beside | None = None


@dataclass(frozen=True)
class RowShown:
    """A review in the list."""

    href: str
    number: str
    matter: str
    unit: str
    standard: str
    batch: str
    badge: display.Badge
    due: display.Due | None
    score: str
    grade: str
    mine: bool
    reviewers: str


@dataclass(frozen=True)
class ReviewList:
    """The list of reviews."""

    rows: tuple[RowShown, ...]
    pager: Pager
    tabs: tuple[Choice, ...]
    standards: tuple[Choice, ...]
    query: str
    wanted: str
    standard: str
    may_open: bool
