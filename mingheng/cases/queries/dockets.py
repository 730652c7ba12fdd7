"""Dockets out of the database: the engine's values from rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from mingheng.cases.models import Case, CaseParty, Step
from mingheng.kit.dates import SHANGHAI, day_of
from mingheng.law import queries as law
from mingheng.law.rules.docket import Act, Docket, Party, Standing
from mingheng.law.rules.procedure import Procedure
from mingheng.ledger import queries as ledger


def procedure_of(case: Case) -> Procedure:
    """The procedure the case is bound to: as it stood on the day of filing, before that on the day of the lead."""
    return law.procedure(case.procedure, case.edition, case.filed_on or day_of(case.opened_at))


@dataclass(frozen=True)
class Reading:
    """A docket as it was read, with the rows it was read from."""

    docket: Docket
    rows: Sequence[Step] = ()

    def still_holds(self, case: Case) -> bool:
        """Whether this is the whole docket of the row, which the caller has locked: steps are only ever added."""
        return len(self.rows) == case.steps and all(row.case_id == case.id for row in self.rows)

    def taken_as(self, token: UUID | None) -> Step | None:
        """The step that a form of this token was taken as."""
        return next((row for row in self.rows if token is not None and row.token == token), None)


def docket_of(case: Case) -> Docket:
    """The whole docket, personal facts unsealed. Erased facts are absent from their acts."""
    return reading_of(case).docket


def every_case() -> QuerySet[Case]:
    """Every docket there is."""
    return Case.objects.filter(steps__gt=0)


def cases_in(ids: Sequence[UUID]) -> list[Case]:
    """The cases of these ids in this order, without the words they are searched by; what is not there is left out. One query."""
    found = {case.pk: case for case in Case.objects.filter(pk__in=ids).defer("search")}
    return [found[pk] for pk in ids if pk in found]


def steps_named(own: UUID | None, numbers: Iterable[int], elsewhere: Iterable[tuple[str, int]]) -> list[Step]:
    """Steps of one case by number, and of others by reference and number; the earliest case first. One query."""
    named, mine = set(elsewhere), set(numbers)
    wanted = Q(case=own, n__in=mine) | Q(case__ref__in={ref for ref, _ in named}, n__in={n for _, n in named})
    rows = Step.objects.filter(wanted).select_related("case").order_by("case__opened_at", "case", "n")
    return [row for row in rows if (row.case_id == own and row.n in mine) or (row.case.ref, row.n) in named]


def handlers_of(refs: Iterable[str]) -> set[int]:
    """Whoever handles one of these cases. One query."""
    return {one for handlers in Case.objects.filter(ref__in=set(refs)).values_list("handlers", flat=True) for one in handlers}


def dockets_of(cases: Sequence[Case]) -> Iterator[tuple[Case, Docket]]:
    """The whole docket of each case, as `docket_of` reads it. Four queries whatever their number."""
    wanted = [case.id for case in cases]
    rows: dict[UUID, list[Step]] = {case: [] for case in wanted}
    for step in Step.objects.filter(case__in=wanted).order_by("case", "n"):
        rows[step.case_id].append(step)
    parties: dict[UUID, list[Party]] = {case: [] for case in wanted}
    links = CaseParty.objects.filter(case__in=wanted).order_by("case", "n").values_list("case_id", "party_id", "kind", "name")
    for case_id, pk, kind, name in links:
        parties[case_id].append(Party(str(pk), kind, name))
    sealed = ledger.unseal_chains([str(case) for case in wanted])
    for case in cases:
        steps = rows[case.id]
        acts = tuple(act_of(row, sealed[str(case.id)].get(row.n, {})) for row in steps)
        yield case, Docket(procedure_of(case), tuple(parties[case.id]), acts, first_unit(steps, case.unit))


def reading_of(case: Case) -> Reading:
    """The docket with its rows. Three queries."""
    rows = list(Step.objects.filter(case=case).order_by("n"))
    sealed = ledger.unseal_chain(str(case.id)) if rows else {}
    acts = tuple(act_of(row, sealed.get(row.n, {})) for row in rows)
    return Reading(Docket(procedure_of(case), parties_of(case), acts, first_unit(rows, case.unit)), rows)


def unwritten(case: Case) -> Reading:
    """The docket of a case that has no step yet."""
    return Reading(Docket(procedure_of(case), (), (), case.unit))


def first_unit(rows: Iterable[Step], otherwise: str) -> str:
    """The unit the lead was registered by; later units follow from the docket."""
    lead = next((r for r in rows if r.act == "register_lead"), None)
    return str(lead.facts["lead_unit"]) if lead else otherwise


def parties_of(case: Case) -> tuple[Party, ...]:
    """The parties in the order of registration."""
    rows = CaseParty.objects.filter(case=case).order_by("n").values_list("party_id", "kind", "name")
    return tuple(Party(str(pk), kind, name) for pk, kind, name in rows)


def parties_in(cases: Iterable[UUID]) -> Iterable[tuple[UUID, str]]:
    """The case and the name of every party of these cases, in order. One query."""
    return CaseParty.objects.filter(case__in=list(cases)).order_by("case", "n").values_list("case_id", "name")


def act_of(row: Step, sealed: Any) -> Act:
    """One step row with its sealed facts as the engine's act."""
    return Act(
        n=row.n,
        kind=row.act,
        by=row.by_id,
        at=row.at.astimezone(SHANGHAI),
        happened=row.happened,
        happened_at=row.happened_at.astimezone(SHANGHAI) if row.happened_at else None,
        party=str(row.party) if row.party else None,
        facts=MappingProxyType({**row.facts, **sealed}),
        people=MappingProxyType({p["id"]: Standing(**p) for p in row.people}),
        round=row.round,
    )


def provisional_in(years: list[int]) -> list[UUID]:
    """Open cases whose nearest period ends provisionally in one of these years."""
    waiting = Case.objects.filter(closed=False, provisional=True, due__year__in=years)
    return list(waiting.order_by("pk").values_list("id", flat=True))


def taker_of(case: Case, source: str) -> int | None:
    """Who took the step an instrument came from."""
    return Step.objects.filter(case=case, n=int(source)).values_list("by_id", flat=True).first() if source.isdigit() else None
