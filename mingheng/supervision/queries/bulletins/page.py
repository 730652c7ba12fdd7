"""The pages of bulletins in frozen values: what stands in one, and what each of its figures counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mingheng.kit.charts import Columns
from mingheng.kit.links import link
from mingheng.organisation.rules import Authority
from mingheng.supervision.models import Bulletin
from mingheng.supervision.rules.answering import EVERYTHING
from mingheng.supervision.rules.bulletins.figures import TITLES, Counted, in_tenths, number, share
from mingheng.supervision.rules.bulletins.index import PARTS, Index, index_of
from mingheng.supervision.rules.bulletins.periods import Period

IN_TABLE = ("filed", "closed", "clean", "breaches", "confirmed", "put_right", "waiting")
OF_CASES = ("filed", "closed", "clean")


@dataclass(frozen=True)
class Cell:
    """A number, what it is of, and where what it counted is listed."""

    title: str
    n: int
    href: str


@dataclass(frozen=True)
class Figure:
    """One of the large numbers: the words above and below it."""

    title: str
    value: str
    unit: str
    note: str
    href: str


@dataclass(frozen=True)
class UnitRow:
    """One street or town: its numbers, and its index with what it is made of."""

    name: str
    cells: tuple[Cell, ...]
    index: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Frozen:
    """What a bulletin froze, ready to be shown."""

    heads: tuple[str, ...]
    figures: tuple[Figure, ...]
    units: tuple[UnitRow, ...]
    chart: Columns
    weights: tuple[tuple[str, str, str], ...]
    notes: tuple[tuple[str, str], ...]
    law: str


@dataclass(frozen=True)
class Listed:
    """What one figure counted: of which figure and unit, and the lines."""

    title: str
    note: str
    unit: str
    rows: tuple[tuple[str, str, str], ...]


def shown(frozen: Mapping[str, Any], address: str = "") -> Frozen:
    """What was frozen, with each number leading to its list below `address`; without one, nowhere."""
    lists: Counted = frozen["counted"]
    weights = {key: Fraction(weight) for key, weight in frozen["weights"].items()}
    units = tuple(_unit(key, name, lists, weights, address) for key, name in frozen["units"].items())
    return Frozen(
        heads=tuple(TITLES[key][0] for key in IN_TABLE),
        figures=_figures(lists, address),
        units=units,
        chart=Columns(f"办结案件，近 {len(frozen['trend'])} 期", tuple((_short(name), n) for name, n in frozen["trend"])),
        weights=tuple((PARTS[key][0], _told(*PARTS[key][1:]), str(weight)) for key, weight in weights.items()),
        notes=tuple((title, note) for title, _, note in TITLES.values()),
        law=str(frozen["law"]),
    )


def listed(frozen: Mapping[str, Any], held: Authority, figure: str, unit: str) -> Listed | None:
    """What a figure counted, of one unit or of all; None for a figure or a unit that is not in the bulletin."""
    units: Mapping[str, str] = frozen["units"]
    if figure not in frozen["counted"] or (unit and unit not in units):
        return None
    title, _, note = TITLES[figure]
    rows = [
        (ref, units[key], _href(figure, ref) if held.holds(*EVERYTHING) or key in held.unit_keys else "")
        for key, refs in frozen["counted"][figure].items()
        if unit in ("", key)
        for ref in refs
    ]
    return Listed(title, note, units.get(unit, "全区"), tuple(rows))


def bulletins() -> list[tuple[Bulletin, Period, str]]:
    """Every bulletin, the newest period first, with its period and its address. One query."""
    rows = Bulletin.objects.select_related("by").defer("frozen")
    return [(row, Period.named(row.period), link("supervision:bulletin", str(row.pk))) for row in rows]


def _unit(key: str, name: str, lists: Counted, weights: Mapping[str, Fraction], address: str) -> UnitRow:
    index = index_of(key, lists, weights)
    cells = tuple(Cell(TITLES[figure][0], number(lists, figure, key), _list(address, figure, key)) for figure in IN_TABLE)
    return UnitRow(name, cells, _value(index), tuple((part.title, _part(part.done, part.of)) for part in index.parts))


def _value(index: Index) -> str:
    return "—" if index.value is None else in_tenths(index.value / 100)


def _part(done: int, of: int) -> str:
    return f"{done}/{of}" if of else "本期没有"


def _figures(lists: Counted, address: str) -> tuple[Figure, ...]:
    closed, clean = number(lists, "closed"), number(lists, "clean")
    confirmed, right = number(lists, "confirmed"), number(lists, "put_right")
    return (
        Figure("办结案件", f"{closed:,}", "件", f"本期立案 {number(lists, 'filed'):,} 件", _list(address, "closed")),
        Figure("办案合规", in_tenths(share(clean, closed)), "%", f"{clean:,} 件没有未消除的问题", _list(address, "clean")),
        Figure(
            "发现问题",
            f"{number(lists, 'breaches'):,}",
            "条",
            f"还没有答复 {number(lists, 'waiting'):,} 条",
            _list(address, "breaches"),
        ),
        Figure("核定属实", f"{confirmed:,}", "条", f"误报 {number(lists, 'false_alarms'):,} 条", _list(address, "confirmed")),
        Figure("已经整改", in_tenths(share(right, confirmed)), "%", f"{right:,} 条，占核定属实的", _list(address, "put_right")),
    )


def _list(address: str, figure: str, unit: str = "") -> str:
    return f"{address}{figure}/{'?unit=' + unit if unit else ''}" if address else ""


def _href(figure: str, ref: str) -> str:
    return link("cases:case", ref) if figure in OF_CASES else link("supervision:finding", int(ref))


def _told(done: str, of: str) -> str:
    return f"{TITLES[done][0]} ÷ {TITLES[of][0]}"


def _short(name: str) -> str:
    return name[2:] if "Q" in name else f"{int(name[-2:])}月"
