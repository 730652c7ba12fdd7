"""Rows of the log read back as dockets, for the few questions that only the engine can answer.

What a log withholds (it holds nothing personal) is not taken for absent: who reads it is told that it is withheld, and
the rule's answer is unknown.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from types import MappingProxyType
from typing import Any

from mingheng.kit.dates import SHANGHAI
from mingheng.law.rules.docket import Act, Docket, Party, Standing
from mingheng.law.rules.procedure import Procedure
from mingheng.law.rules.withheld import OpenFacts

Row = Mapping[str, Any]


def dockets(
    procedure: Procedure, acts: Iterable[Row], parties: Iterable[Row], cases: Iterable[Row]
) -> Iterator[tuple[int, Docket]]:
    """The dockets of rows in the order of case and act; `parties` in the order of registration."""
    of_case: dict[int, list[Party]] = {}
    for row in parties:
        of_case.setdefault(row["case"], []).append(Party(row["party"], row["kind"] or "citizen"))
    told = {row["case"]: row for row in cases}
    for case, rows in groupby(acts, key=lambda row: int(row["case"])):
        about = told[case]
        found = tuple(act_of(row) for row in rows)
        yield case, Docket(procedure, tuple(of_case.get(case, ())), found, about["unit"] or "", about["unit_kind"] or "")


def act_of(row: Row) -> Act:
    """One row as an act."""
    facts = json.loads(row["facts"]) if row["facts"] else {}
    withheld = frozenset((row["withheld"] or "").split())
    standings = [Standing(name="", **told) for told in json.loads(row["standings"] or "[]")]
    return Act(
        n=row["n"], kind=row["act"], by=int(row["by"]) if str(row["by"] or "").isdigit() else 0, at=_aware(row["received_at"]),
        happened=row["happened"], happened_at=_aware(row["happened_at"]) if row["happened_at"] else None, party=row["party"],
        facts=OpenFacts(facts, withheld) if withheld else MappingProxyType(facts),
        people=MappingProxyType({s.id: s for s in standings}), round=row["round"] or 1,
    )  # fmt: skip


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=SHANGHAI)
