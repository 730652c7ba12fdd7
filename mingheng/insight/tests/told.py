"""A log in the making, act by act, with only what a test speaks of."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from mingheng.insight.rules.log import SCHEMAS, Log
from mingheng.insight.rules.patterns import LEADS, Found, find_patterns
from mingheng.law.rules.lawbook import DatedValue, Status
from mingheng.law.rules.reading import Lawbook
from tests.scenarios.road import law

TODAY = date(2026, 10, 1)
STALL = "street-stall"
ORDINARY, SIMPLE = "ordinary", "simple"


def book() -> Lawbook:
    """The lawbook as it is shipped."""
    return law()


def with_thresholds(**values: Any) -> Lawbook:
    """The lawbook with other values for parameters (dots written as `__`, hyphens never occur)."""
    changed = dict(book().parameters)
    for name, value in values.items():
        key = name.replace("__", ".")
        dated = DatedValue(since=date(2000, 1, 1), value=Decimal(value), cite=(), status=Status.DESIGN, checked_on=TODAY)
        changed[key] = changed[key].model_copy(update={"values": (dated,)})
    return book().model_copy(update={"parameters": changed})


def day(months: int, days: int = 0) -> date:
    """A day of 2026."""
    return date(2026, months, 1) + timedelta(days=days)


@dataclass
class ToldLog:
    """Rows of the tables; a case is numbered in the order it is first told."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in SCHEMAS})
    leads: list[dict[str, Any]] | None = None

    def case(
        self, *, procedure: str = ORDINARY, unit: str | None = "yunting", item: str | None = STALL, closed: bool = False,
        source: str | None = None, party: str | None = None, kind: str = "citizen",
    ) -> "ToldCase":  # fmt: skip
        number = len(self.rows["cases"]) + 1
        self.rows["cases"].append({
            "case": number, "ref": f"L-{number}", "procedure": procedure, "edition": None, "unit": unit, "unit_kind": None,
            "item": item, "winding": False, "closed": closed, "source": source,
        })  # fmt: skip
        if party:
            self.rows["parties"].append({"case": number, "party": party, "kind": kind, "joined": None})
        return ToldCase(self, number, unit, party)

    def lead(self, ref: str, found_on: date, **told: Any) -> None:
        row = dict.fromkeys(LEADS.names) | {"ref": ref, "found_on": found_on, "violation": True}
        self.leads = [*(self.leads or []), {**row, **told}]

    def log(self) -> Log:
        con = ibis.duckdb.connect()
        for name, rows in self.rows.items():
            con.con.register(name, pa.Table.from_pylist(rows, schema=SCHEMAS[name].to_pyarrow()))
        return Log(**{name: con.table(name) for name in SCHEMAS})

    def lead_table(self, log: Log) -> ir.Table | None:
        if self.leads is None:
            return None
        return ibis.memtable(pa.Table.from_pylist(self.leads, schema=LEADS.to_pyarrow()))

    def find(self, *only: str, law: Lawbook | None = None, as_of: date = TODAY) -> Found:
        log = self.log()
        return find_patterns(log, law or book(), as_of=as_of, leads=self.lead_table(log), only=only)

    def accused(self, pattern: str, **how: Any) -> dict[str, str]:
        """The cases that show the pattern, each with the acts it rests on."""
        return {row["ref"]: row["others"] for row in self.find(pattern, **how).findings.to_pylist()}


@dataclass
class ToldCase:
    """One case, told act by act."""

    told: ToldLog
    number: int
    unit: str | None
    party: str | None

    def act(
        self, act: str, on: date, *, at: str | None = None, by: str | None = "1", facts: Mapping[str, Any] | None = None,
        received: date | None = None, place: str | None = None, xy: tuple[float, float] | None = None,
        amount: int | str | None = None, party: str | None = None, officers: Iterable[str] = (), texts: Mapping[str, str] | None = None,
        files: Iterable[str] = (), days: Mapping[str, date] | None = None,
    ) -> "ToldCase":  # fmt: skip
        rows = self.told.rows
        n = 1 + sum(row["case"] == self.number for row in rows["acts"])
        of_act = {"case": self.number, "n": n}
        minute = datetime.combine(on, time.fromisoformat(at)) if at else None
        rows["acts"].append({
            **of_act, "act": act, "party": party or (self.party if amount is not None else None), "by": by, "unit": self.unit,
            "happened": on, "happened_at": minute, "received_at": datetime.combine(received or on, time(18)), "place": place,
            "x": xy[0] if xy else None, "y": xy[1] if xy else None, "amount": None if amount is None else Decimal(amount),
            "bits": 0, "facts": json.dumps(dict(facts), ensure_ascii=False, sort_keys=True) if facts is not None else None,
            "withheld": None, "standings": None, "round": 1, "line": None,
        })  # fmt: skip
        rows["people"] += [{**of_act, "fact": "officers", "person": p, "able": True, "auxiliary": False} for p in officers]
        rows["texts"] += [
            {**of_act, "fact": fact, "i": 0, "label": "", "chars": len(text), "different": len(set(text)), "digest": text}
            for fact, text in (texts or {}).items()
        ]
        rows["files"] += [{**of_act, "sha256": name} for name in files]
        rows["days"] += [{**of_act, "fact": fact, "day": named} for fact, named in (days or {}).items()]
        return self
