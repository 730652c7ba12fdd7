"""Findings made by hand, for tests of what is shown of them."""

from datetime import date, datetime
from typing import Any

import pyarrow as pa

from mingheng.insight.datasets.store import Store
from mingheng.insight.rules.log import FINDINGS, SCHEMAS

DAY = date(2026, 3, 2)
PLAIN: dict[str, Any] = {
    "case": 1, "ref": "A", "procedure": "small", "rule": "in-time", "kind": "rule", "answer": "broken", "severity": "heavy", "n": 2,
    "act": "decide", "others": "1", "party": None, "happened": DAY, "due": date(2026, 3, 1), "measure": 1.0, "measure_unit": "days",
    "unit": "一中队", "by": "0012", "reason": "晚了", "cite": "", "lacks": None,
}  # fmt: skip


def keep_findings(store: Store, *rows: dict[str, Any]) -> None:
    """The table `findings` with these rows, each said by what is different of it, and the acts and cases it rests on."""
    refs = sorted({str({**PLAIN, **row}["ref"]) for row in rows} | {"B"})
    whole = [{**PLAIN, **row, "case": refs.index(row.get("ref", "A"))} for row in rows]
    store.connection.register("given", pa.Table.from_pylist(whole, schema=FINDINGS.to_pyarrow()))
    store.run("create or replace table findings as from given")
    cases = [{"case": i, "ref": ref, "procedure": "small", "winding": False, "closed": False} for i, ref in enumerate(refs)]
    acts = [
        {
            "case": i,
            "n": n,
            "act": act,
            "happened": date(2026, 3, n),
            "received_at": datetime.fromisoformat(f"2026-03-0{n}"),
            "bits": 0,
        }
        for i, _ in enumerate(refs)
        for n, act in ((1, "open_case"), (2, "decide"), (3, "close_case"))
    ]
    for name, rows_of in (("acts", acts), ("cases", cases)):
        given = pa.Table.from_pylist(rows_of, schema=SCHEMAS[name].to_pyarrow())
        store.connection.register(f"given_{name}", given)
        store.run(f"create or replace table {name} as from given_{name}")
