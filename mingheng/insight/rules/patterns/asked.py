"""What a pattern is asked: a log, a day, the law, and what the lawbook says of the pattern."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import ibis.expr.types as ir

from mingheng.insight.rules.log import Log
from mingheng.law.rules.context import Law
from mingheng.law.rules.lawbook import Pattern


@dataclass(frozen=True)
class Asked:
    """`leads`: complaints, transfers and inspections, where they are given (see `leads`)."""

    log: Log
    law: Law
    told: Pattern
    as_of: date
    leads: ir.Table | None = None

    def number(self, name: str) -> float:
        """A threshold in force on the day. Raises LookupError."""
        return float(str(self.law.value(self.told.thresholds[name], self.as_of).value))

    def whole(self, name: str) -> int:
        """A threshold that counts."""
        return int(self.number(name))

    def acts(self, *roles: str) -> ir.Table:
        """The acts that play one of these parts, returned ones left out."""
        kinds = [kind for role in roles for kind in self.told.acts[role]]
        acts = self.log.acts
        return approved(acts.filter(acts.act.isin(kinds)))

    def inside(self) -> ir.Table:
        """The cases whose procedure the pattern is about."""
        cases = self.log.cases
        return cases.filter(cases.procedure.isin(list(self.told.procedures))) if self.told.procedures else cases


def approved(acts: ir.Table) -> ir.Table:
    """Acts that are not an approval which sent something back; what says nothing of an opinion stays."""
    return acts.filter(~acts.facts.fill_null("").re_search(r'"opinion": ?"return"'))


def fact(acts: ir.Table, name: str) -> ir.StringColumn:
    """A choice or word among the facts of an act; empty where it was not told."""
    return acts.facts.fill_null("").re_extract(f'"{name}": ?"([^"]*)"', 1)


def grounds(table: ir.Table, *, knot: Iterable[ir.Value], measure: ir.Value) -> ir.Table:
    """The acts a pattern rests on, one row an act. Acts of one `knot` show it together; `measure`: what it measures there."""
    name = None
    for part in knot:
        text = part.cast("string")
        name = text if name is None else name.concat("|").concat(text)
    return table.select(case=table.case, n=table.n.cast("int64"), knot=name, measure=measure.cast("float64")).distinct()
