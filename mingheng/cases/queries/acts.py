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
    found = []
    spared = {a for rule in docket.procedure.rules.values() if "*" in rule.gates for a in rule.spares}
    for kind, spec in docket.procedure.acts.items():
        if position.closed and kind not in spared:
            continue
        is_next = position.turn is not None and kind == position.turn.act
        handles = authority.officer_id in position.handlers
        if is_next or kind == "register_lead" or grant_for(authority, case.unit, spec, handles=handles) is None:
            continue
        tried = (considered(docket, law, kind, party, at, mine=True) for party in _in_turn(docket, kind, position))
        found += [one for one in tried if one.verdict.allowed][:1]
    return found


def _in_turn(docket: Docket, kind: str, position: Position) -> list[str | None]:
    """The parties to try an act for: the one it is for by default, then the others."""
    default = party_for(docket, kind, position)
    return [default, *(p.id for p in docket.parties if default is not None and p.id != default)]


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
