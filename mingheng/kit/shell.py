"""Frozen values for what surrounds every page: menu, top bar, filters, pages of a list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class NavItem:
    """A line of the side menu. ``hot`` marks a count that contains something overdue.

    Counts may come later: ``counted`` names the one to be filled in from ``Shell.counts_href``.
    """

    label: str
    href: str
    icon: str
    count: int | None = None
    hot: bool = False
    current: bool = False
    counted: str = ""


@dataclass(frozen=True)
class NavGroup:
    """Lines of the menu that belong together; the first group has no label."""

    label: str
    items: tuple[NavItem, ...]


@dataclass(frozen=True)
class Look:
    """How this reader wants the screen; kept in cookies so that the first paint is right.

    ``theme`` is light, dark or empty (as the system), ``density`` compact, loose or empty.
    """

    theme: str = ""
    density: str = ""
    single_keys: bool = True


@dataclass(frozen=True)
class Shell:
    """Everything the base template needs that is not the page itself.

    ``reader`` tells one person from another on a shared device, without naming him.
    """

    place: str
    today: date
    look: Look
    groups: tuple[NavGroup, ...] = ()
    reader: str = ""
    name: str = ""
    post: str = ""
    account: tuple[NavItem, ...] = ()
    search_href: str = ""
    look_href: str = ""
    sign_out_href: str = ""
    counts_href: str = ""
    demo: bool = False
    about_item: tuple[NavItem, ...] = ()
    """Lists that take `?item=` and say more about an enforcement item."""

    @property
    def initial(self) -> str:
        """The family name of the reader."""
        return self.name[:1]


@dataclass(frozen=True)
class Choice:
    """One option of a filter, or one tab: its label, its link and how many rows it has."""

    label: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Option:
    """A value that can be ticked in a filter form."""

    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True)
class Facet:
    """A filter that can be added: the name of its query parameter and its values."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def chosen(self) -> tuple[Option, ...]:
        """The ticked values, kept when another filter is sent."""
        return tuple(option for option in self.options if option.selected)


@dataclass(frozen=True)
class Chip:
    """A filter in force; ``href`` is the same list without it."""

    label: str
    href: str


@dataclass(frozen=True)
class Pager:
    """Where we are in a long list. ``first`` and ``last`` number the rows shown; with ``more``, ``total`` is not all of them."""

    total: int
    first: int
    last: int
    number: int = 1
    pages: int = 1
    previous: str = ""
    next: str = ""
    more: bool = False

    @classmethod
    def of(cls, total: int, wanted: int, size: int, href: Callable[[int], str]) -> "Pager":
        """The page asked for of so many rows, the last one where there are not so many pages; `href` gives the address of a page."""
        pages = max(1, -(-total // size))
        number = min(max(wanted, 1), pages)
        before, after = (href(n) if 1 <= n <= pages else "" for n in (number - 1, number + 1))
        last = min(number * size, total)
        return cls(total, (number - 1) * size + 1 if total else 0, last, number, pages, before, after)

    @property
    def rows(self) -> slice:
        """Where the rows of this page stand among all."""
        return slice(max(self.first - 1, 0), self.last)

    @property
    def said(self) -> str:
        """How many there are: 43, or 10,000+ where they are not counted to the end."""
        return f"{self.total:,}+" if self.more else str(self.total)
