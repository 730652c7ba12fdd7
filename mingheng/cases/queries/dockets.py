"""Dockets out of the database: the engine's values from rows."""

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from mingheng.cases.models import Case, CaseParty, Step
from mingheng.law import queries as law
from mingheng.law.rules.docket import Act, Docket, Party, Standing
from mingheng.law.rules.procedure import Procedure
from mingheng.ledger import queries as ledger
from mingheng.subjects import queries as subjects


def procedure_of(case: Case) -> Procedure:
    """The procedure the case is bound to: pinned at filing, before it as of the lead."""
    return law.procedure(case.procedure, case.edition)


def docket_of(case: Case) -> Docket:
    """The whole docket, personal facts unsealed. Erased facts are absent from their acts."""
    rows = list(Step.objects.filter(case=case).order_by("n"))
    sealed = ledger.unseal_chain(str(case.id)) if rows else {}
    return Docket(
        procedure=procedure_of(case),
        parties=parties_of(case),
        acts=tuple(act_of(row, sealed.get(row.n, {})) for row in rows),
        unit=first_unit(rows, case.unit),
    )


def first_unit(rows: Iterable[Step], otherwise: str) -> str:
    """The unit the lead was registered by; later units follow from the docket."""
    lead = next((r for r in rows if r.act == "register_lead"), None)
    return str(lead.facts["lead_unit"]) if lead else otherwise


def parties_of(case: Case) -> tuple[Party, ...]:
    """The parties in the order of registration."""
    ids = list(CaseParty.objects.filter(case=case).order_by("n").values_list("party_id", flat=True))
    found = subjects.parties(ids) if ids else {}
    return tuple(Party(str(i), str(found[i].kind), found[i].name) for i in ids if i in found)


def act_of(row: Step, sealed: Any) -> Act:
    """One step row with its sealed facts as the engine's act."""
    return Act(
        n=row.n,
        kind=row.act,
        by=row.by_id,
        at=row.at,
        happened=row.happened,
        happened_at=row.happened_at,
        party=str(row.party) if row.party else None,
        facts=MappingProxyType({**row.facts, **sealed}),
        people=MappingProxyType({p["id"]: Standing(**p) for p in row.people}),
        round=row.round,
    )


def open_provisional() -> list[UUID]:
    """Open cases whose nearest period ends in a year that was not loaded yet."""
    return list(Case.objects.filter(closed=False, provisional=True).values_list("id", flat=True))


def due_before(day: date) -> Iterable[Case]:
    """Open cases whose nearest period ends before the day."""
    return Case.objects.filter(closed=False, due__lt=day).order_by("due")
