"""The tables of a bulletin: by unit, with the whole district first, each number leading to its list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mingheng.supervision.rules.bulletins.figures import Counted, number
from mingheng.supervision.rules.bulletins.titles import TABLES, TITLES

OF_DRAWS = ("draws_sealed", "draws_drawn", "draws_lapsed")


@dataclass(frozen=True)
class Cell:
    """A number, what it is of, and where what it counted is listed."""

    title: str
    n: int
    href: str


@dataclass(frozen=True)
class Table:
    """One table: the whole district first, then each unit that has any; `without`: how many have none.

    `beside` are figures that no unit has of its own.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    without: int
    beside: tuple[Cell, ...]


def tables(frozen: Mapping[str, Any], address: str) -> tuple[Table, ...]:
    """The tables of supervision itself; a bulletin of a time when it was not counted has none."""
    known = [(title, keys) for title, keys in TABLES if frozen["counted"].keys() >= set(keys)]
    return tuple(_table(frozen, title, keys, address) for title, keys in known)


def _table(frozen: Mapping[str, Any], title: str, keys: tuple[str, ...], address: str) -> Table:
    lists: Counted = frozen["counted"]
    every = [(name, tuple(cell(lists, key, unit, address) for key in keys)) for unit, name in frozen["units"].items()]
    rows = [row for row in every if any(one.n for one in row[1])]
    whole = ("全区", tuple(cell(lists, key, "", address) for key in keys))
    beside = tuple(cell(lists, key, "", address) for key in OF_DRAWS) if keys == TABLES[0][1] else ()
    return Table(title, tuple(TITLES[key][0] for key in keys), (whole, *rows), len(every) - len(rows), beside)


def cell(lists: Counted, figure: str, unit: str, address: str) -> Cell:
    """The number of one figure, of one unit or of all."""
    return Cell(TITLES[figure][0], number(lists, figure, unit or None), list_address(address, figure, unit))


def list_address(address: str, figure: str, unit: str = "") -> str:
    """Where the list of a figure is shown; nowhere for figures that are not frozen yet."""
    return f"{address}{figure}/{'?unit=' + unit if unit else ''}" if address else ""


def by_unit(frozen: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The units that have a row of their own: those that handle cases."""
    return ((key, name) for key, name in frozen["units"].items() if key != frozen.get("bureau"))
