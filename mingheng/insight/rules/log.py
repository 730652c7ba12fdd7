"""The log: cases and their acts as columns, the one shape that every check in bulk reads.

Our own dockets are written so (`encoding`), and another system's export is brought into it by a mapping. Times are
naive and local, days are local days: lateness is a difference of days, never of instants. Nothing here names a person
in words: texts stand as lengths and keyed digests.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import ibis
import ibis.expr.types as ir

CASE = {"case": "!int64"}
ACT = {**CASE, "n": "!int32"}

SCHEMAS: Mapping[str, ibis.Schema] = {
    name: ibis.schema(columns)
    for name, columns in {
        # one row an act, `n` counting from 1 in each case; `bits`: which conditions of the procedure hold (`conditions`)
        "acts": {
            **ACT, "act": "!string", "party": "string", "by": "string", "unit": "string", "happened": "!date",
            "happened_at": "timestamp", "received_at": "!timestamp", "place": "string", "x": "float64", "y": "float64",
            "amount": "decimal(18, 2)", "bits": "!int64", "facts": "string", "withheld": "string", "standings": "string",
            "round": "int32", "line": "int64",
        },
        "cases": {
            **CASE, "ref": "!string", "procedure": "!string", "edition": "string", "unit": "string", "unit_kind": "string",
            "item": "string", "winding": "!boolean", "closed": "!boolean", "source": "string",
        },
        "parties": {**CASE, "party": "!string", "kind": "string", "joined": "int32"},  # joined: the act that registered it
        "people": {**ACT, "fact": "!string", "person": "!string", "able": "boolean", "auxiliary": "boolean"},
        "texts": {
            **ACT, "fact": "!string", "i": "!int32", "label": "string", "chars": "!int32", "different": "!int32",
            "digest": "!string",
        },
        "files": {**ACT, "sha256": "!string"},
        "days": {**ACT, "fact": "!string", "day": "!date"},
        "sums": {**ACT, "fact": "!string", "sum": "!decimal(18, 2)"},
        # acts that are known to have happened, not when: what rests on them is unknown, never broken
        "undated": {**CASE, "act": "!string", "line": "int64"},
    }.items()
}  # fmt: skip


@dataclass(frozen=True)
class Log:
    """The tables of a log, on whatever backend they lie."""

    acts: ir.Table
    cases: ir.Table
    parties: ir.Table
    people: ir.Table
    texts: ir.Table
    files: ir.Table
    days: ir.Table
    sums: ir.Table
    undated: ir.Table

    def of(self, cases: ir.Table) -> "Log":
        """The log of these cases alone (a table with a column `case`)."""
        return Log(**{f.name: getattr(self, f.name).semi_join(cases, "case") for f in fields(self)})

    def between(self, first: int, end: int) -> "Log":
        """The log of the cases from a number up to another, which is not one of them."""
        tables = {f.name: getattr(self, f.name) for f in fields(self)}
        return Log(**{name: table.filter((table["case"] >= first) & (table["case"] < end)) for name, table in tables.items()})


FINDINGS = ibis.schema({
    "case": "int64", "ref": "string", "procedure": "string", "rule": "!string", "kind": "!string", "answer": "!string",
    "severity": "string", "n": "int32", "act": "string", "others": "string", "party": "string", "happened": "date",
    "due": "date", "measure": "float64", "measure_unit": "string", "unit": "string", "by": "string", "reason": "string",
    "cite": "string", "lacks": "string",
})  # fmt: skip
"""One row a breach of a rule, a duty that runs or a pattern (`kind`); `others`: the acts it rests on, by number.

A pattern about a lead or an item of the catalogue has no case; `ref` is then the lead or the item.
"""
