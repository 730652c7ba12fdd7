"""What the rows of a case claim of its chain: step by step what `making.said_of` said when each was taken."""

from collections.abc import Container, Iterator, Mapping
from typing import Any

from mingheng.cases.queries.auditing.dockets import Audited
from mingheng.cases.rules import unit_of
from mingheng.cases.rules.recorded import beside_row
from mingheng.documents.queries.auditing import OrderedPaper
from mingheng.law.rules.docket import effective
from mingheng.law.rules.procedure import ActSpec
from mingheng.ledger.rules.auditing.claims import Claim, compared
from mingheng.ledger.rules.auditing.differences import Difference

MOVES, FILES = "change_unit", "approve_filing"


def judge_steps(one: Audited) -> Iterator[Difference]:
    """What differs between the steps of a case and its chain."""
    name = one.chain.chain
    if one.case is None:
        yield Difference("row-missing", name, 0, field="案件")
        return
    acts = one.procedure().acts
    papers = {paper.id: paper for paper in one.papers}
    units, filed = _units(one), _last_filed(one)
    claims = []
    for row in one.steps:
        spec, ordered = acts.get(row.act), papers.get(row.instrument)
        links = {"instrument": ordered.sha256 if ordered else ""}
        if row.n >= filed:
            links["procedure"] = one.case.edition
        facts: Mapping[str, Any] = row.facts
        claim = Claim(
            row.n, f"{'brought' if 'brought_from' in facts else 'case'}:{row.act}", f"o:{row.by_id}", row.at, facts,
            unit=f"u:{units[row.n]}", happened=row.happened_at, links=links, later=beside_row(row),
            files=files_of(facts, one.sealed.get(row.n, {})), personal=personal_of(spec) if spec else (),
        )  # fmt: skip
        claims.append(claim)
        yield from _paper(name, row, spec, ordered)
    yield from compared(one.chain, claims)
    used = {row.instrument for row in one.steps}
    for paper in papers.values():
        if paper.id not in used:
            yield Difference("row-unrecorded", name, int(paper.source) if paper.source.isdigit() else 0, "文书", stored=paper.key)


def _paper(name: str, row: Any, spec: ActSpec | None, ordered: OrderedPaper | None) -> Iterator[Difference]:
    """Whether the paper a step points to is the one it ordered."""
    if row.instrument is None:
        return
    if ordered is None:
        yield Difference("row-missing", name, row.n, "文书", stored=str(row.instrument))
    elif ordered.source != str(row.n) or (spec is not None and spec.instrument != ordered.key):
        yield Difference("derived-differs", name, row.n, "文书", spec.instrument or "" if spec else "", ordered.key)


def _units(one: Audited) -> dict[int, str]:
    """The unit that had the case once each step was taken."""
    first = next((str(row.facts.get("lead_unit", "")) for row in one.steps if row.act == "register_lead"), "")
    if all(row.act != MOVES for row in one.steps):
        return {row.n: first for row in one.steps}
    docket = one.docket()
    prefixes = (docket.prefix(length) for length in range(1, len(docket.acts) + 1))
    return {row.n: unit_of(prefix, effective(prefix)) for row, prefix in zip(one.steps, prefixes, strict=True)}


def _last_filed(one: Audited) -> int:
    """The step from which on the case was bound to the edition that its row names."""
    filed = [row.n for row in one.steps if row.act == FILES and row.facts.get("opinion") == "approve"]
    return filed[-1] if filed else 0


def files_of(facts: Mapping[str, Any], sealed: Mapping[str, Any]) -> list[str]:
    """The digests of the files that came with a step."""
    lists = [value for value in (*facts.values(), *sealed.values()) if isinstance(value, list)]
    return [f["sha256"] for value in lists for f in value if isinstance(f, dict) and "sha256" in f]


def personal_of(spec: ActSpec) -> Container[str]:
    """The facts of an act that are sealed, to be looked through only where something is missing."""
    return _Sealed(spec)


class _Sealed(Container[str]):
    def __init__(self, spec: ActSpec) -> None:
        self._spec = spec

    def __contains__(self, name: object) -> bool:
        fact = self._spec.facts.get(str(name))
        return fact is not None and fact.is_personal
