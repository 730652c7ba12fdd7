"""Many cases read for an audit: rows as they are, sealed facts as the chain that was just judged has them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from mingheng.cases.models import Case, CaseParty, Step
from mingheng.cases.queries.dockets import act_of, first_unit, procedure_of
from mingheng.documents.queries.auditing import OrderedPaper, ordered_papers
from mingheng.kit.bulk import values_of
from mingheng.law.rules.docket import Docket, Party
from mingheng.law.rules.procedure import Procedure
from mingheng.ledger.rules.auditing.chains import ReadChain


class StepRow(NamedTuple):
    """A step as its table has it, by the names of the model."""

    case_id: UUID
    n: int
    act: str
    by_id: int
    at: datetime
    happened: date
    happened_at: datetime | None
    party: UUID | None
    round: int
    facts: dict[str, Any]
    people: list[dict[str, Any]]
    instrument: UUID | None


@dataclass
class Audited:
    """One case as it was read: its row (None: gone), its steps in order, its parties, its papers, and its chain."""

    chain: ReadChain
    case: Case | None
    steps: Sequence[Any]
    links: Sequence[tuple[UUID, int, str, str]] = ()
    papers: Sequence[OrderedPaper] = ()
    sealed: dict[int, Any] = field(init=False)

    def __post_init__(self) -> None:
        """The sealed facts by the number of their step."""
        self.sealed = {entry.n: entry.personal for entry in self.chain.entries}

    def procedure(self) -> Procedure:
        """The procedure the case is bound to. Raises LookupError or what else keeps it from being read."""
        if self.case is None:
            raise LookupError(self.chain.chain)
        return procedure_of(self.case)

    def docket(self) -> Docket:
        """The docket that its rows make."""
        acts = tuple(act_of(row, self.sealed.get(row.n, {})) for row in self.steps)
        parties = tuple(Party(str(pk), kind, name) for pk, _, kind, name in self.links)
        unit = self.case.unit if self.case else ""
        return Docket(self.procedure(), parties, acts, first_unit(self.steps, unit))


def audited(chains: Sequence[ReadChain]) -> list[Audited]:
    """The cases of these chains, whose names are the cases' ids. Four queries whatever their number."""
    ids = [UUID(chain.chain) for chain in chains]
    cases = {case.pk: case for case in Case.objects.filter(pk__in=ids).defer("search")}
    steps: dict[UUID, list[StepRow]] = defaultdict(list)
    taken = Step.objects.filter(case__in=ids).order_by("case", "n").values_list(*StepRow._fields)
    for row in map(StepRow._make, values_of(taken)):
        steps[row.case_id].append(row)
    links: dict[UUID, list[tuple[UUID, int, str, str]]] = defaultdict(list)
    rows = CaseParty.objects.filter(case__in=ids).order_by("case", "n")
    for case, party, n, kind, name in rows.values_list("case_id", "party_id", "n", "kind", "name"):
        links[case].append((party, n, kind, name))
    papers: dict[UUID, list[OrderedPaper]] = defaultdict(list)
    for paper in ordered_papers(ids).values():
        papers[paper.folder].append(paper)
    return [Audited(chain, cases.get(pk), steps[pk], links[pk], papers[pk]) for chain, pk in zip(chains, ids, strict=True)]


def case_chains() -> set[str]:
    """The chains there must be: every case with a step has one."""
    return {str(pk) for pk in Case.objects.values_list("pk", flat=True)}
