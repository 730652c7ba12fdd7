"""Rows of the log read back as dockets, for the few questions that only the engine can answer.

What a log withholds (it holds nothing personal) is not taken for absent: who reads it is told that it is withheld, and
the rule's answer is unknown.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from types import MappingProxyType
from typing import Any

from mingheng.insight.rules.bulk.unrecorded import Recorded
from mingheng.insight.rules.encoding import PEOPLE
from mingheng.kit.dates import SHANGHAI
from mingheng.law.rules.docket import Act, Docket, Party, Standing
from mingheng.law.rules.procedure import Procedure
from mingheng.law.rules.withheld import OpenFacts, RecordedFacts, Recording

Row = Mapping[str, Any]
STANDING = "standing"
SEPARATORS = "[、,，;；]"  # between the names of several persons


def dockets(
    procedure: Procedure, acts: Iterable[Row], parties: Iterable[Row], cases: Iterable[Row], recorded: Recorded | None = None
) -> Iterator[tuple[int, Docket]]:
    """The dockets of rows in the order of case and act; `parties` in the order of registration.

    `recorded`: what the system they come from writes down, where that is not everything.
    """
    foreign = Foreign(procedure, recording_of(procedure, recorded)) if recorded else None
    of_case: dict[int, list[Party]] = {}
    for row in parties:
        of_case.setdefault(row["case"], []).append(Party(row["party"], row["kind"] or "citizen"))
        if foreign and row["joined"]:
            foreign.joined[row["case"], row["joined"]] = row["party"]
    told = {row["case"]: row for row in cases}
    for case, rows in groupby(acts, key=lambda row: int(row["case"])):
        about = told[case]
        found = tuple(foreign.act_of(row) if foreign else act_of(row) for row in rows)
        recording = foreign.recording if foreign else None
        yield (
            case,
            Docket(procedure, tuple(of_case.get(case, ())), found, about["unit"] or "", about["unit_kind"] or "", recording),
        )


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


def recording_of(procedure: Procedure, recorded: Recorded) -> Recording:
    """What a system records, and what of it an act of each kind could hold."""
    return Recording(recorded.facts, {kind: frozenset({*spec.facts, STANDING}) for kind, spec in procedure.acts.items()})


class NoStandings(Mapping[int, Standing]):
    """What officers were on the day of an act, which no other system says: who asks is noted."""

    def __init__(self, kind: str, recording: Recording) -> None:
        self.kind, self.recording = kind, recording

    def __getitem__(self, officer: int) -> Standing:
        self.recording.fact_asked(self.kind, STANDING)
        raise KeyError(officer)

    def __iter__(self) -> Iterator[int]:
        self.recording.fact_asked(self.kind, STANDING)
        return iter(())

    def __len__(self) -> int:
        return 0


@dataclass
class Foreign:
    """Reads rows of another system, whose persons have names of its own and whose acts lack what it does not record.

    `joined`: by case and act the party that is there from the next act on.
    """

    procedure: Procedure
    recording: Recording
    people: dict[str, int] = field(default_factory=dict)
    joined: dict[tuple[int, int], str] = field(default_factory=dict)

    def act_of(self, row: Row) -> Act:
        """One row as an act."""
        told = act_of({**row, "by": None, "facts": None})
        named = {name for name, spec in self.procedure.acts[told.kind].facts.items() if spec.type in PEOPLE}
        facts = {
            name: self._numbered(value) if name in named and value is not None else value
            for name, value in json.loads(row["facts"] or "{}").items()
        }
        if party := self.joined.get((row["case"], row["n"])):
            facts["party_id"] = party
        withheld = frozenset((row["withheld"] or "").split())
        return replace(
            told, by=self._number(row["by"] or ""), facts=RecordedFacts(facts, withheld, told.kind, self.recording),
            people=NoStandings(told.kind, self.recording),
        )  # fmt: skip

    def _numbered(self, value: Any) -> Any:
        listed = re.split(SEPARATORS, value) if isinstance(value, str) else value
        return [self._number(str(name).strip()) for name in listed if str(name).strip()] if isinstance(listed, list) else value

    def _number(self, name: str) -> int:
        return self.people.setdefault(name, len(self.people) + 1)


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=SHANGHAI)
