"""Pure judgements about dockets that are the case room's own: what the row points to, what is sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from mingheng.kit.identity import mask_citizen_id, mask_credit_code
from mingheng.law.rules.docket import Act, Docket, Effective, Standing, effective
from mingheng.law.rules.findings import Finding
from mingheng.law.rules.position import Position
from mingheng.law.rules.procedure import ActSpec
from mingheng.organisation.rules import SEES_ALL, Authority, Grant

ORDINARY, SIMPLE = "ordinary", "simple"
ON_SPOT = "on_the_spot"  # under which the two forms of a case decided on the spot keep what is typed
"""The procedures a docket may be opened under."""
ARCHIVED = "archive_case"


class StepRefused(Exception):
    """The law does not allow the act now; carries all findings, not the first."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("；".join(f.reason for f in findings))
        self.findings = findings


class StalePage(Exception):
    """The docket moved on after step `since`, which the reader's page showed; nothing was changed."""

    def __init__(self, since: int) -> None:
        super().__init__("打开本页以后案件有了新的步骤")
        self.since = since


class AlreadyRegistered(Exception):
    """A form whose lead was registered came again with other words; `ref` is the docket it opened. Nothing was changed."""

    def __init__(self, ref: str) -> None:
        super().__init__(f"这张表单已经登记为线索 {ref}，这次填写的内容与已登记的不同")
        self.ref = ref


@dataclass(frozen=True)
class Divided:
    """Facts of a step, apart: `open` for the step row, `personal` to be sealed."""

    open: Mapping[str, Any]
    personal: Mapping[str, Any]


def divide(spec: ActSpec, facts: Mapping[str, Any]) -> Divided:
    """Split facts by what the procedure declares personal; a fact it does not declare stays open."""
    personal = {k for k, f in spec.facts.items() if f.is_personal and k in facts}
    return Divided({k: v for k, v in facts.items() if k not in personal}, {k: v for k, v in facts.items() if k in personal})


def pointers(docket: Docket, position: Position) -> dict[str, Any]:
    """The columns of the case row: the whole of them follows from the docket (see `models.Case`)."""
    live = effective(docket)
    turn = position.turn
    return {
        "steps": len(docket.acts),
        "number": first_fact(live, "case_number"),
        "unit": unit_of(docket, live),
        "item": str(last_fact(live, "item") or ""),
        "amount": amount_of(live),
        "stage": position.stage,
        "turn": turn.act if turn else "",
        "turn_party": UUID(turn.party) if turn and turn.party else None,
        "turn_duties": sorted(turn.duties) if turn else [],
        "turn_officers": sorted(turn.officers) if turn else [],
        "handlers": list(position.handlers),
        "due": position.due,
        "due_for": position.due_for or "",
        "provisional": position.provisional,
        "held": position.held,
        "closed": position.closed,
        "marks": list(position.marks),
        "filed_on": filed_on(live),
        "closed_on": archived_on(docket) if position.closed else None,
        "last_happened": docket.acts[-1].happened if docket.acts else None,
        "source": str(first_fact(live, "brought_from") or ""),
    }


def archived_on(docket: Docket) -> date | None:
    """The day the docket was last archived, by itself; None where it never was."""
    return max((act.happened for act in docket.taken(ARCHIVED)), default=None)


def registered(docket: Docket, party: str) -> Mapping[str, Any]:
    """What this case registered of a party, last; empty when it was erased. Other cases cannot change it."""
    acts = [a for a in effective(docket).of(("register_party",)) if a.facts.get("party_id") == party]
    return acts[-1].facts if acts else {}


def masked_number(kind: str, number: str) -> str:
    """An identity number with only its ends to be seen."""
    if not number:
        return ""
    return mask_citizen_id(number) if kind == "citizen" else mask_credit_code(number)


def same_submission(act: Act, kind: str, party: str | None, facts: Mapping[str, Any], by: int) -> bool:
    """Whether an act is what this form said: the same person's, of the same kind, with the same words."""
    same_words = all(act.facts.get(name) == value for name, value in facts.items())
    return act.kind == kind and act.by == by and act.party in (None, party) and same_words


def unit_of(docket: Docket, live: Effective) -> str:
    """The unit that has the case: where it was last moved to, else where the lead was registered."""
    moved = live.last("change_unit")
    return str(moved.facts["unit"]) if moved else docket.unit


def amount_of(live: Effective) -> Decimal | None:
    """The fine in yuan over all parties, as last decided, told or explained for each."""
    sums = []
    for party in live.docket.parties:
        act = live.last("make_decision", "give_notice", "explain_discretion", party=party.id)
        if act is not None and act.facts.get("amount"):
            sums.append(Decimal(str(act.facts["amount"])))
    return sum(sums, Decimal(0)) if sums else None


def filed_on(live: Effective) -> date | None:
    """The day filing was approved, day 0 of the case."""
    act = live.last("approve_filing")
    return act.happened if act and act.facts.get("opinion") == "approve" else None


def first_fact(live: Effective, name: str) -> Any:
    """The fact as the earliest effective act has it."""
    return next((a.facts[name] for a in live.acts if a.facts.get(name)), None)


def last_fact(live: Effective, name: str) -> Any:
    """The fact as the latest effective act has it."""
    return next((a.facts[name] for a in reversed(live.acts) if a.facts.get(name)), None)


def officers_named(spec: ActSpec, facts: Mapping[str, Any], by: int) -> set[int]:
    """Everybody whose standing the act must carry: who takes it and whom it names."""
    named = {by}
    for name, fact in spec.facts.items():
        value = facts.get(name)
        if value and fact.type == "officer":
            named.add(int(value))
        if value and fact.type == "officer_pair":
            named |= {int(v) for v in value}
        if value and fact.type == "views":
            named |= {int(row["officer"]) for row in value if row.get("officer")}
    return named


def standing_row(standing: Standing) -> dict[str, Any]:
    """A standing as JSON for the step row."""
    return {
        "id": standing.id, "name": standing.name, "unit": standing.unit, "certificate": standing.certificate,
        "state": standing.state, "auxiliary": standing.auxiliary, "legally_qualified": standing.legally_qualified,
    }  # fmt: skip


def gap_days(act: Act, received: datetime) -> int:
    """Whole days between when an act happened and when it was received; shown when not zero."""
    return (received.date() - act.happened).days


def grant_for(authority: Authority, unit: str, spec: ActSpec, *, handles: bool) -> Grant | None:
    """The appointment that opens an act of a case to this person; None when it is not theirs to take.

    `unit` has the case, `handles` says whether the person is one of its handlers. What the law says of the
    act itself is the engine's to judge.
    """
    for grant in authority.grants:
        reaches = unit in grant.reach or grant.duty in SEES_ALL
        if grant.duty in spec.by and {"handler": handles, "unit": reaches, "anyone": True}[spec.relation]:
            return grant
        if grant.duty in spec.also and reaches:
            return grant
    return None


def lead_ref(number: str) -> str:
    """澜城管线〔2026〕12号 → 2026-12: the lead's number as it stands in addresses."""
    year, _, serial = number.rpartition("〔")[2].rstrip("号").partition("〕")
    return f"{year}-{serial}"
