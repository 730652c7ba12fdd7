"""What a step is made of, before anything is written: the same for one act and for thousands."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID

from mingheng.cases.models import Case, Step
from mingheng.cases.rules import Divided, pointers, standing_row
from mingheng.cases.rules.recorded import beside_facts
from mingheng.cases.rules.titles import title_of
from mingheng.kit.dates import day_of
from mingheng.law.rules.docket import Act, Docket, Standing, effective
from mingheng.law.rules.position import Position
from mingheng.ledger.rules import Said

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from mingheng.organisation.rules import Standing as Registered


@dataclass(frozen=True)
class Offer:
    """An act somebody wants to take: its facts and what came with the form.

    `token` makes a form sent twice count once; `seen` is how many steps the reader's page showed.
    """

    act: str
    facts: Mapping[str, Any]
    party: str | None = None
    happened: date | None = None
    happened_at: datetime | None = None
    files: Mapping[str, Sequence["UploadedFile[bytes]"]] = field(default_factory=lambda: MappingProxyType({}))
    token: UUID | None = None
    seen: int | None = None


def gathered(docket: Docket, offer: Offer, by: int, at: datetime, people: Mapping[int, "Registered"]) -> Act:
    """The act as the engine judges it; `people` are the standings it must carry."""
    spec = docket.procedure.acts[offer.act]
    facts = dict(offer.facts)
    for name, uploads in offer.files.items():
        if uploads:
            facts[name] = [{"name": u.name} for u in uploads]
    party = offer.party if spec.per_party else None
    return Act(
        n=len(docket.acts) + 1,
        kind=offer.act,
        by=by,
        at=at,
        happened=offer.happened or day_of(at),
        happened_at=offer.happened_at,
        party=party,
        facts=MappingProxyType(facts),
        people=MappingProxyType({i: Standing(i, s.name, s.unit, s.certificate, str(s.state), s.auxiliary, s.legally_qualified)
                                 for i, s in people.items()}),
        round=docket.next_round(offer.act, party),
    )  # fmt: skip


def standings_for(
    ask: Callable[[Iterable[int], date], dict[int, "Registered"]], named: Iterable[int], taker: int, happened: date, today: date
) -> dict[int, "Registered"]:
    """The standing of everybody named on the day of the act; of who takes it also that of today, if he may not enforce now."""
    people = ask(named, happened)
    if happened == today:
        return people
    return people | {i: now for i, now in ask([taker], today).items() if now.state != "valid"}


def step_of(case: Case, act: Act, parts: Divided, *, by: int, instrument: UUID | None, token: UUID | None) -> Step:
    """The row of the act, not yet written."""
    return Step(
        case=case, n=act.n, act=act.kind, by_id=by, at=act.at, happened=act.happened, happened_at=act.happened_at,
        party=UUID(act.party) if act.party else None, round=act.round, facts=dict(parts.open),
        people=[standing_row(s) for s in act.people.values()], instrument=instrument, token=token,
    )  # fmt: skip


def said_of(case: Case, act: Act, parts: Divided, *, grant: str, refs: Mapping[str, str], kind: str = "case") -> Said:
    """The act as the ledger records it."""
    lists = [value for value in act.facts.values() if isinstance(value, list)]
    files = [f["sha256"] for value in lists for f in value if isinstance(f, dict) and "sha256" in f]
    return Said(
        kind=f"{kind}:{act.kind}", chain=str(case.id), facts=dict(parts.open) | beside_facts(act), personal=dict(parts.personal), by=f"o:{act.by}",
        unit=f"u:{case.unit}", at=act.at, happened=act.happened_at, grant=grant, files=tuple(files), refs=refs,
    )  # fmt: skip


def pointed(case: Case, docket: Docket, at: Position, items: Mapping[str, Any]) -> tuple[str, ...]:
    """Move the case's pointers to where its docket now stands; the texts it is found by."""
    for name, value in pointers(docket, at).items():
        setattr(case, name, value)
    lead = effective(docket).first("register_lead")
    place = str(lead.facts.get("place", "")) if lead else ""
    case.title = title_of(docket, case.item, items)
    return (case.title, place, *(p.name for p in docket.parties), case.ref, case.number or "")
