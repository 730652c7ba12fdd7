"""Which acts stand open to a reader now, which are blocked and why."""

from dataclasses import dataclass
from datetime import datetime

from mingheng.cases.models import Case
from mingheng.cases.rules import grant_for
from mingheng.kit.dates import day_of
from mingheng.law.rules.context import Context, Law
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.findings import Verdict
from mingheng.law.rules.judge import consider
from mingheng.law.rules.position import Position, next_steps
from mingheng.organisation.rules import Authority

MOST_BLOCKED = 3


@dataclass(frozen=True)
class Considered:
    """An act with what the rules say of it today, for one party or the case."""

    act: str
    party: str | None
    verdict: Verdict
    mine: bool


def considered(docket: Docket, law: Law, kind: str, party: str | None, at: datetime, *, mine: bool) -> Considered:
    """What the rules say today of an act not yet filled in."""
    return Considered(kind, party, consider(docket, kind, party, law, as_of=day_of(at), at=at), mine)


def party_for(docket: Docket, kind: str, position: Position) -> str | None:
    """The party an act of this kind is for by default: the one whose turn it is, else the first."""
    if not docket.procedure.acts[kind].per_party:
        return None
    if position.turn and position.turn.act == kind:
        return position.turn.party
    return docket.parties[0].id if docket.parties else None


def open_acts(case: Case, docket: Docket, law: Law, position: Position, authority: Authority, at: datetime) -> list[Considered]:
    """Acts other than the next one that this person may take now."""
    if position.closed:
        return []
    found = []
    for kind, spec in docket.procedure.acts.items():
        is_next = position.turn is not None and kind == position.turn.act
        handles = authority.officer_id in position.handlers
        if is_next or kind == "register_lead" or grant_for(authority, case.unit, spec, handles=handles) is None:
            continue
        one = considered(docket, law, kind, party_for(docket, kind, position), at, mine=True)
        if one.verdict.allowed:
            found.append(one)
    return found


def blocked_acts(docket: Docket, law: Law, position: Position, at: datetime) -> list[Considered]:
    """The next few milestones that are not lawful yet, each with every reason."""
    found: list[Considered] = []
    for step, party in next_steps(Context(docket, law, prospective=True)):
        for kind in step.any_of[:1]:
            if (position.turn and kind == position.turn.act) or any(c.act == kind for c in found):
                continue
            one = considered(docket, law, kind, party, at, mine=False)
            if not one.verdict.allowed and docket.procedure.acts[kind].weighty:
                found.append(one)
        if len(found) == MOST_BLOCKED:
            break
    return found
