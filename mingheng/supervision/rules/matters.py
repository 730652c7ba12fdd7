"""Pure judgements about matters: what the row of a matter follows from, who sees it, whose turn it is. No Django, no database."""

from typing import Any

from mingheng.cases.rules import unit_of
from mingheng.law.rules.docket import Docket, effective
from mingheng.law.rules.position import Position
from mingheng.organisation.rules import Authority, Duty

FAULT, KEY = "fault", "key_matter"
"""The procedures of supervision."""
OPENING = "open_matter"
ESCALATION = "escalate"
LATE = "late"
SYSTEM = 0
"""Who took an act that the system took by itself."""

OPENERS = (Duty.SUPERVISOR,)
EVERYTHING = (Duty.SUPERVISOR, Duty.BUREAU_HEAD)
READERS = (Duty.SUPERVISOR, Duty.BUREAU_HEAD, Duty.SQUAD_LEADER)
OF_THE_OPENING = ("trigger", "subject", "kind", "case_ref")


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


def may_read(held: Authority, unit: str) -> bool:
    """Whether a matter addressed to this unit is this person's to read."""
    return held.holds(*EVERYTHING) or held.may(Duty.SQUAD_LEADER, unit)


def street_of(unit: str) -> str:
    """The street or town a squad belongs to, as it is written to: 云汀街道中队 → 云汀街道办事处. Empty where the name does not tell."""
    bare = unit.rpartition("局")[2].removesuffix("中队").removesuffix("执法")
    if bare.endswith("街道"):
        return f"{bare}办事处"
    return f"{bare}人民政府" if bare.endswith(("镇", "乡")) else ""
