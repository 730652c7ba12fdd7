"""多年没有用过、极少发生、交叉重复的事项: the catalogue of items against what was decided."""

import calendar as month_lengths
from collections.abc import Iterator
from datetime import date
from itertools import combinations

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.patterns.asked import Asked
from mingheng.law.rules.context import Law
from mingheng.law.rules.letters import letters


def item_unused(asked: Asked) -> ir.Table:
    """Items in force all the time that no decision rested on."""
    used = _used(asked)
    return _items(used.filter(used.cases == 0))


def item_rare(asked: Asked) -> ir.Table:
    """Items in force all the time that few decisions rested on; so many."""
    used = _used(asked)
    return _items(used.filter(used.cases.between(1, asked.whole("most"))))


def since(asked: Asked) -> date:
    """The first day of the years that are looked at."""
    year, month = asked.as_of.year - asked.whole("years"), asked.as_of.month
    return date(year, month, min(asked.as_of.day, month_lengths.monthrange(year, month)[1]))


def _used(asked: Asked) -> ir.Table:
    """Every item that was in force from the first of the years on, with the cases decided under it."""
    first = since(asked)
    old = sorted(key for key, item in asked.law.items.items() if min(v.since for v in item.versions) <= first)
    catalogue = ibis.memtable({"item": old}, schema={"item": "string"})
    decided = asked.acts("decides").filter(ibis._.happened >= first)
    cases = asked.log.cases.semi_join(decided, "case")
    used = cases.filter(cases.item.notnull()).group_by("item").aggregate(cases=cases.case.nunique())
    found = catalogue.left_join(used, "item").drop("item_right")
    return found.mutate(cases=found.cases.fill_null(0))


def _items(used: ir.Table) -> ir.Table:
    nothing = ibis.null("int64")
    return used.select(case=nothing, n=nothing, knot=used.item, measure=used.cases.cast("float64"))


def items_overlap(asked: Asked) -> ir.Table:
    """Pairs of items that say of each other that they may concur, or whose titles are nearly the same; how alike the titles are."""
    found = list(overlapping(asked.law, asked.number("overlap")))
    nothing: list[int | None] = [None] * len(found)
    columns = {
        "case": nothing,
        "n": nothing,
        "knot": [f"{a}|{b}" for a, b, _ in found],
        "measure": [share for *_, share in found],
    }
    return ibis.memtable(columns, schema={"case": "int64", "n": "int64", "knot": "string", "measure": "float64"})


def overlapping(law: Law, least: float) -> Iterator[tuple[str, str, float]]:
    """Each such pair with the share of two-letter pieces their titles have in common, of all they have."""
    for a, b in combinations(sorted(law.items), 2):
        one, other = law.items[a], law.items[b]
        share = _alike(_pieces(one.title), _pieces(other.title))
        if share >= least or b in one.concurs or a in other.concurs:
            yield a, b, share


def _pieces(title: str) -> frozenset[str]:
    bare = letters(title)
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(1, len(a | b))
