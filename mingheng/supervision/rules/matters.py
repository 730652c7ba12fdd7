"""Pure judgements about matters: what the row of a matter follows from, who sees it, whose turn it is. No Django, no database."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from mingheng.cases.rules import unit_of
from mingheng.law.rules.docket import Docket, effective
from mingheng.law.rules.position import Position
from mingheng.organisation.rules import Authority, Duty

_BETWEEN = re.compile(r"[\s、，,；;]+")

FAULT, KEY = "fault", "key_matter"
"""The procedures of supervision."""
OPENING = "open_matter"
ESCALATION = "escalate"
LATE = "late"
BY_ITSELF: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {ESCALATION: {"ground": LATE}, "remind_first": {}, "remind_final": {}}
)
"""The acts the system takes when a last day is over, with what each says; the rules say of which matter and when."""
URGING = "urge"
SYSTEM = 0
"""Who took an act that the system took by itself."""

OPENERS = (Duty.SUPERVISOR,)
EVERYTHING = (Duty.SUPERVISOR, Duty.BUREAU_HEAD)
READERS = (Duty.SUPERVISOR, Duty.BUREAU_HEAD, Duty.SQUAD_LEADER)
CASE = "case_ref"
LONGEST_KIND, LONGEST_CASES, LONGEST_SUBJECT = 80, 200, 200  # characters
OF_THE_OPENING = ("trigger", "subject", "kind", CASE)


def pointers(docket: Docket, position: Position) -> dict[str, Any]:
    """The columns of the matter's row: all of them follow from the docket (see `models.Matter`)."""
    live, turn = effective(docket), position.turn
    opened = live.first(OPENING)
    return {
        "steps": len(docket.acts),
        "unit": unit_of(docket, live),
        **{name: str(opened.facts.get(name) or "") if opened else "" for name in OF_THE_OPENING},
        "stage": position.stage,
        "turn": turn.act if turn else "",
        "turn_duties": sorted(turn.duties) if turn else [],
        "due": position.due,
        "due_for": position.due_for or "",
        "closed": position.closed,
    }


def draft_ref(where: object) -> str:
    """Under what a draft for a matter is kept: of the matter with this number, or of a new one that comes from `where`."""
    return f"matter/{where}"


def opened_from(procedure: str, finding: int | None, review: UUID | None) -> dict[str, Any]:
    """What the first entry of a matter says besides its act: the procedure, and the warning or review it came from, if any."""
    return {"@procedure": procedure, "@finding": finding or 0, "@review": str(review or "")}


def cases_in(typed: str) -> list[str]:
    """The numbers or references somebody typed in a row, each once."""
    return list(dict.fromkeys(one for one in _BETWEEN.split(typed) if one))


def may_read(held: Authority, unit: str) -> bool:
    """Whether a matter addressed to this unit is this person's to read."""
    return held.holds(*EVERYTHING) or held.may(Duty.SQUAD_LEADER, unit)


def street_of(unit: str) -> str:
    """The street or town a squad belongs to, as it is written to: 云汀街道中队 → 云汀街道办事处. Empty where the name does not tell."""
    bare = unit.rpartition("局")[2].removesuffix("中队").removesuffix("执法")
    if bare.endswith("街道"):
        return f"{bare}办事处"
    return f"{bare}人民政府" if bare.endswith(("镇", "乡")) else ""
