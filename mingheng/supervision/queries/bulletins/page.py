"""The pages of bulletins in frozen values: what stands in one, and what each of its figures counted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mingheng.kit.charts import Columns
from mingheng.kit.links import link
from mingheng.supervision.models import Bulletin
from mingheng.supervision.queries.bulletins.tables import Cell, Table, by_unit, cell, list_address, tables
from mingheng.supervision.rules.bulletins.figures import Counted, in_tenths, number, share
from mingheng.supervision.rules.bulletins.index import PARTS, Index, index_of
from mingheng.supervision.rules.bulletins.periods import Period
from mingheng.supervision.rules.bulletins.titles import TITLES

IN_TABLE = ("filed", "closed", "clean", "breaches", "confirmed", "put_right", "waiting")


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
    strips: tuple[tuple[Figure, ...], ...]
    units: tuple[UnitRow, ...]
    chart: Columns
    tables: tuple[Table, ...]
    sights: tuple[Mapping[str, Any], ...]
    weights: tuple[tuple[str, str, str], ...]
    notes: tuple[tuple[str, str], ...]
    law: str


def shown(frozen: Mapping[str, Any], address: str = "") -> Frozen:
    """What was frozen, with each number leading to its list below `address`; without one, nowhere."""
    lists: Counted = frozen["counted"]
    weights = {key: Fraction(weight) for key, weight in frozen["weights"].items()}
    units = tuple(_unit(key, name, lists, weights, address) for key, name in by_unit(frozen))
    return Frozen(
        heads=tuple(TITLES[key][0] for key in IN_TABLE),
        strips=tuple(filter(None, (_figures(lists, address), tuple(_of_supervision(frozen, address))))),
        units=units,
        chart=Columns(f"办结案件，近 {len(frozen['trend'])} 期", tuple((_short(name), n) for name, n in frozen["trend"])),
        tables=tables(frozen, address),
        sights=tuple(frozen.get("sights", ())),
        weights=tuple((PARTS[key][0], _told(*PARTS[key][1:]), str(weight)) for key, weight in weights.items()),
        notes=tuple((TITLES[key][0], TITLES[key][2]) for key in TITLES if key in lists),
        law=str(frozen["law"]),
    )


def bulletins() -> list[tuple[Bulletin, Period, str]]:
    """Every bulletin, the newest period first, with its period and its address. One query."""
    rows = Bulletin.objects.select_related("by").defer("frozen")
    return [(row, Period.named(row.period), link("supervision:bulletin", str(row.pk))) for row in rows]


def _unit(key: str, name: str, lists: Counted, weights: Mapping[str, Fraction], address: str) -> UnitRow:
    index = index_of(key, lists, weights)
    cells = tuple(cell(lists, figure, key, address) for figure in IN_TABLE)
    return UnitRow(name, cells, _value(index), tuple((part.title, f"{part.done}/{part.of}") for part in index.parts if part.of))


def _value(index: Index) -> str:
    return "—" if index.value is None else in_tenths(index.value / 100)


def _figures(lists: Counted, address: str) -> tuple[Figure, ...]:
    closed, clean = number(lists, "closed"), number(lists, "clean")
    confirmed, right = number(lists, "confirmed"), number(lists, "put_right")
    return (
        Figure("办结案件", f"{closed:,}", "件", f"本期立案 {number(lists, 'filed'):,} 件", list_address(address, "closed")),
        Figure("办案合规", in_tenths(share(clean, closed)), "%", f"{clean:,} 件没有未消除的问题", list_address(address, "clean")),
        Figure(
            "发现问题",
            f"{number(lists, 'breaches'):,}",
            "条",
            f"还没有答复 {number(lists, 'waiting'):,} 条",
            list_address(address, "breaches"),
        ),
        Figure(
            "核定属实", f"{confirmed:,}", "条", f"误报 {number(lists, 'false_alarms'):,} 条", list_address(address, "confirmed")
        ),
        Figure(
            "已经整改", in_tenths(share(right, confirmed)), "%", f"{right:,} 条，占核定属实的", list_address(address, "put_right")
        ),
    )


def _of_supervision(frozen: Mapping[str, Any], address: str) -> Iterator[Figure]:
    """How supervision itself went; of a bulletin that did not count it nothing."""
    lists: Counted = frozen["counted"]
    if "scores" not in frozen:
        return
    picked, scores = number(lists, "dossiers_drawn"), [Fraction(points) for points in frozen["scores"].values()]
    note = f"评查 {len(scores):,} 件，否决项不合格 {number(lists, 'reviews_fatal'):,} 件"
    mean = in_tenths(sum(scores, Fraction(0)) / (100 * len(scores))) if scores else "—"
    href = list_address(address, "dossiers_drawn")
    yield Figure("抽中案卷", f"{picked:,}", "件", f"已评 {number(lists, 'dossiers_reviewed'):,} 件", href)
    yield Figure("案卷评查均分", mean, "分", note, list_address(address, "reviews_done"))
    for title, kept, due, unit in (
        ("监督文书按期回复", "answers_in_time", "answers_due", "份"),
        ("任务单按期上报", "orders_in_time", "orders_due", "份"),
    ):
        value = in_tenths(share(number(lists, kept), number(lists, due)))
        yield Figure(title, value, "%", f"应当 {number(lists, due):,} {unit}", list_address(address, due))
    key = number(lists, "key_late")
    yield Figure(
        "重要事项办结", f"{number(lists, 'key_closed'):,}", "件", f"终报逾期 {key:,} 件", list_address(address, "key_closed")
    )


def _told(done: str, of: str) -> str:
    return f"{TITLES[done][0]} ÷ {TITLES[of][0]}"


def _short(name: str) -> str:
    return name[2:] if "Q" in name else f"{int(name[-2:])}月"
