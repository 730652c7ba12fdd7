"""Matters of supervision: their acts, and the columns that follow from them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from mingheng.cases.queries.auditing.derived import books_since
from mingheng.cases.queries.auditing.steps import files_of, personal_of
from mingheng.cases.rules.recorded import HAPPENED, PEOPLE, ROUND
from mingheng.documents.queries.auditing import OrderedPaper, ordered_papers
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.position import position
from mingheng.ledger.rules import WORKER
from mingheng.ledger.rules.auditing.chains import ReadChain, ReadEntry
from mingheng.ledger.rules.auditing.claims import Claim, compared, unlike
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.supervision.models import MATTER_CHAIN, Matter, MatterAct
from mingheng.supervision.queries.matters.dockets import act_of, unwritten
from mingheng.supervision.rules.matters import opened_from, pointers

ABOUT = "监督事项"


def matter_chains() -> set[str]:
    """The chains there must be."""
    return {f"{MATTER_CHAIN}{pk}" for pk in Matter.objects.values_list("pk", flat=True)}


def judge_matters(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between matters and what was recorded of them. Three queries, and one for each edition."""
    ids = [UUID(chain.chain.removeprefix(MATTER_CHAIN)) for chain in chains]
    rows = Matter.objects.in_bulk(ids)
    acts: dict[UUID, list[MatterAct]] = defaultdict(list)
    for act in MatterAct.objects.filter(matter__in=ids).order_by("matter", "n"):
        acts[act.matter_id].append(act)
    papers = ordered_papers(ids)
    for chain, pk in zip(chains, ids, strict=True):
        if pk not in rows:
            yield Difference("row-missing", chain.chain, 1, about=ABOUT)
            continue
        wrong = list(_acts(chain, rows[pk], acts[pk], papers))
        yield from wrong
        if acts[pk] and not (wrong or chain.found or chain.erased):  # from acts that are wrong nothing right follows
            yield from _columns(chain, rows[pk], acts[pk])


def _acts(chain: ReadChain, matter: Matter, acts: Sequence[MatterAct], papers: dict[UUID, OrderedPaper]) -> Iterator[Difference]:
    specs = unwritten(matter).procedure.acts
    said = {entry.n: entry for entry in chain.entries}
    sealed = {n: entry.personal for n, entry in said.items()}
    claims = []
    for row in acts:
        spec, paper = specs.get(row.act), papers.get(row.instrument) if row.instrument else None
        facts: dict[str, Any] = {**row.facts, HAPPENED: row.happened.isoformat(), **_round(chain, said.get(row.n))}
        if row.people:
            facts[PEOPLE] = row.people
        links = {"procedure": matter.edition, "instrument": paper.sha256 if paper else ""}
        claims.append(
            Claim(
                row.n, f"matter:{row.act}", f"o:{row.by_id}" if row.by_id else WORKER, row.at, facts,
                unit=f"u:{matter.first_unit}" if row.n == 1 else None, happened=row.happened_at, links=links,
                files=files_of(row.facts, sealed.get(row.n, {})), personal=personal_of(spec) if spec else (),
                later=opened_from(matter.procedure, matter.finding_id, matter.review_id) if row.n == 1 else {}, about=ABOUT,
            )
        )  # fmt: skip
        if row.instrument and paper is None:
            yield Difference("row-missing", chain.chain, row.n, "文书", stored=str(row.instrument), about=ABOUT)
    yield from compared(chain, claims)


def _round(chain: ReadChain, entry: ReadEntry | None) -> dict[str, int]:
    """The round an entry says, of which no row is kept: as the entry has it."""
    if entry is None or ROUND not in entry.said["d"]:
        return {}
    told = entry.said["d"][ROUND]
    fits = next((n for n in range(2, entry.n + 1) if chain.committed(entry, ROUND, n) == told), 1)
    return {ROUND: fits}


def _columns(chain: ReadChain, matter: Matter, acts: Sequence[MatterAct]) -> Iterator[Difference]:
    """What of the matter's row does not follow from its acts, by any lawbook that was in force since the last of them."""
    sealed = {entry.n: entry.personal for entry in chain.entries}
    bare = unwritten(matter)
    docket = Docket(bare.procedure, (), tuple(act_of(row, MappingProxyType(sealed.get(row.n, {}))) for row in acts), bare.unit)
    differing: list[Difference] = []
    for book in books_since(acts[-1].at):
        follows = {"opened_at": acts[0].at, **pointers(docket, position(docket, book))}
        told = {name: (value, getattr(matter, name)) for name, value in follows.items()}
        differing = list(unlike(chain.chain, 0, told, ABOUT))
        if not differing:
            return
    yield from differing
