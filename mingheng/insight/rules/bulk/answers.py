"""What the checks in bulk answer: one row for an act and a rule that is not kept."""

import ibis
import ibis.expr.types as ir

KEPT, BROKEN, PENDING, UNKNOWN = 0, 1, 2, 3
WORDS = {KEPT: "kept", BROKEN: "broken", PENDING: "pending", UNKNOWN: "unknown"}
COLUMNS = {
    "case": "int64", "n": "int32", "party": "string", "rule": "int32", "answer": "int32", "other": "int32", "due": "int32",
}  # fmt: skip


def answered(told: ir.Table) -> ir.Table:
    """The columns of an answer; what a rule has nothing to say of is null."""
    return told.select(**{
        name: (told[name] if name in told.columns else ibis.null()).cast(kind) for name, kind in COLUMNS.items()
    })  # fmt: skip


def nothing() -> ir.Table:
    """No answers."""
    schema = ibis.schema(COLUMNS)
    return ibis.memtable(schema.to_pyarrow().empty_table(), schema=schema)
