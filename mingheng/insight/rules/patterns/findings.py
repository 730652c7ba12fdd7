"""Findings of patterns put together: one row a case, with every act it rests on."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from mingheng.insight.rules.log import FINDINGS
from mingheng.insight.rules.patterns.asked import Asked
from mingheng.insight.rules.patterns.lacking import Lack
from mingheng.law.rules.context import Law
from mingheng.law.rules.lawbook import Pattern


@dataclass(frozen=True)
class Shown:
    """One act that a pattern rests on. Without a case, `knot` is the lead or the item it is about."""

    told: Pattern
    knot: str
    case: int | None
    ref: str
    n: int | None
    measure: float
    act: str | None = None
    procedure: str | None = None
    party: str | None = None
    happened: date | None = None
    unit: str | None = None
    by: str | None = None

    @property
    def name(self) -> str:
        """The act as `others` writes it."""
        return self.ref if self.n is None else f"{self.ref}#{self.n}"


@dataclass(frozen=True)
class Found:
    """The findings (`log.FINDINGS`), the acts they rest on, and what could not be looked for."""

    findings: pa.Table
    evidence: list[Shown]
    lacks: tuple[Lack, ...]


def shown(asked: Asked, grounds: ir.Table, run: Callable[[ir.Table], Any]) -> Iterator[Shown]:
    """The grounds of one pattern with what is known of their acts."""
    acts = asked.log.acts.select("case", "n", "act", "party", "happened", "by")
    cases = asked.log.cases.select("case", "ref", "procedure", "unit")
    told = grounds.left_join(acts.mutate(n=acts.n.cast("int64")), ["case", "n"]).drop("case_right", "n_right")
    told = told.left_join(cases, "case").drop("case_right")
    for row in run(told).to_pylist():
        ref = row.pop("ref") or row["knot"]
        yield Shown(told=asked.told, ref=ref, **row)


def put_together(evidence: Iterable[Shown], law: Law) -> pa.Table:
    """One finding for each pattern and case; of several groups a case is in, all their acts and the largest measure."""
    knots: dict[tuple[str, str], list[Shown]] = defaultdict(list)
    cases: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in evidence:
        knots[one.told.key, one.knot].append(one)
        cases[one.told.key, one.ref].add(one.knot)
    rows = [
        _finding(law, ref, sorted((one for knot in held for one in knots[pattern, knot]), key=_order))
        for (pattern, ref), held in sorted(cases.items())
    ]
    return pa.Table.from_pylist(rows, schema=FINDINGS.to_pyarrow())


def _order(one: Shown) -> tuple[str, int]:
    return one.ref, one.n or 0


def _finding(law: Law, ref: str, together: list[Shown]) -> dict[str, Any]:
    own = [one for one in together if one.ref == ref]
    last, told = own[-1], own[-1].told
    alone = all(one.ref == ref for one in together)
    others = list(dict.fromkeys(str(one.n) if alone and one.n else one.name for one in together))
    measure = max((one.measure for one in own), default=0.0)
    return {
        "case": last.case, "ref": ref, "procedure": last.procedure, "rule": told.key, "kind": "pattern", "answer": "broken",
        "severity": told.severity, "n": last.n, "act": last.act, "others": (("," if alone else " ").join(others)),
        "party": last.party, "happened": last.happened, "due": None, "measure": measure, "measure_unit": told.measure,
        "unit": last.unit, "by": last.by, "reason": _reason(law, together, told, measure), "cite": " ".join(told.cite), "lacks": None,
    }  # fmt: skip


def _reason(law: Law, together: list[Shown], told: Pattern, measure: float) -> str:
    """The sentence of the lawbook with what was measured; an item is called by its title."""
    cases = len({one.ref for one in together})
    keys = together[-1].knot.split("|")
    items = "、".join(f"“{law.items[key].title}”" for key in keys if key in law.items)
    said = told.says.format(measure=f"{measure:,.2f}".rstrip("0").rstrip("."), cases=cases)
    return f"{items}：{said}" if items else said
