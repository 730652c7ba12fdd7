"""Findings of patterns put together: one row a case, with every act it rests on."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from mingheng.insight.rules.log import FINDINGS
from mingheng.insight.rules.patterns.asked import Asked
from mingheng.insight.rules.patterns.lacking import Lack
from mingheng.law.rules.context import Law
from mingheng.law.rules.lawbook import Pattern

MOST_NAMED = 50
CUT = f"（步骤很多，每组列出前 {MOST_NAMED} 处）"


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


@dataclass
class Group:
    """Acts that show a pattern together, in the order of their cases, and these cases."""

    acts: list[Shown] = field(default_factory=list)
    refs: set[str] = field(default_factory=set)

    def add(self, one: Shown) -> None:
        """One act more."""
        self.acts.append(one)
        self.refs.add(one.ref)


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
    """One finding for each pattern and case; of several groups a case is in, all their acts and the largest measure.

    Of a group of hundreds the first acts are named beside the case's own, and the reason says so: who wants all has the evidence.
    """
    groups: dict[tuple[str, str], Group] = defaultdict(Group)
    own: dict[tuple[str, str], list[Shown]] = defaultdict(list)
    for one in sorted(evidence, key=lambda one: (one.ref, one.n or 0)):
        groups[one.told.key, one.knot].add(one)
        own[one.told.key, one.ref].append(one)
    rows = []
    for (pattern, _), mine in sorted(own.items(), key=lambda told: told[0]):
        held = [groups[pattern, knot] for knot in dict.fromkeys(one.knot for one in mine)]
        rows.append(_finding(law, mine, held))
    return pa.Table.from_pylist(rows, schema=FINDINGS.to_pyarrow())


def _finding(law: Law, mine: list[Shown], held: list[Group]) -> dict[str, Any]:
    last, told = mine[-1], mine[-1].told
    named = {id(one): one for one in (*mine, *(one for group in held for one in group.acts[:MOST_NAMED]))}
    together = sorted(named.values(), key=lambda one: (one.ref, one.n or 0))
    alone = all(one.ref == last.ref for one in together)
    others = list(dict.fromkeys(str(one.n) if alone and one.n else one.name for one in together))
    measure = max(one.measure for one in mine)
    cases = len(held[0].refs if len(held) == 1 else set().union(*(group.refs for group in held)))
    cut = any(len(group.acts) > MOST_NAMED for group in held)
    return {
        "case": last.case, "ref": last.ref, "procedure": last.procedure, "rule": told.key, "kind": "pattern", "answer": "broken",
        "severity": told.severity, "n": last.n, "act": last.act, "others": ("," if alone else " ").join(others),
        "party": last.party, "happened": last.happened, "due": None, "measure": measure, "measure_unit": told.measure,
        "unit": last.unit, "by": last.by, "reason": _reason(law, last, cases, measure) + (CUT if cut else ""),
        "cite": " ".join(told.cite), "lacks": None,
    }  # fmt: skip


def _reason(law: Law, last: Shown, cases: int, measure: float) -> str:
    """The sentence of the lawbook with what was measured; an item is called by its title."""
    items = "、".join(f"“{law.items[key].title}”" for key in last.knot.split("|") if key in law.items)
    said = last.told.says.format(measure=f"{measure:,.2f}".rstrip("0").rstrip("."), cases=cases)
    return f"{items}：{said}" if items else said
