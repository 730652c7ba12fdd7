"""Which room answers for which chain, and what differs between a batch of chains and the rows."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from uuid import UUID

from django.db import DatabaseError

from mingheng.cases.queries.auditing.derived import judge_columns, judge_parties_of
from mingheng.cases.queries.auditing.dockets import Audited, audited, case_chains
from mingheng.cases.queries.auditing.locking import judge_locks, lock_chains
from mingheng.cases.queries.auditing.rooms import Judge, answering
from mingheng.cases.queries.auditing.steps import judge_steps
from mingheng.documents.queries.auditing import judge_papers, paper_chains
from mingheng.draws.queries.auditing import draw_chains, judge_draws
from mingheng.evidence.queries.auditing import evidence_chains, judge_evidence
from mingheng.ledger.rules.auditing.chains import ReadChain
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.subjects.queries.auditing import judge_parties, party_chains

CASE = "case"


def kind_of(chain: str) -> str:
    """What a chain is of: `case` for the chain of a case's steps, else the word before its colon, or all of it."""
    return CASE if _is_id(chain) else chain.partition(":")[0]


def case_of(chain: str) -> UUID | None:
    """The case a chain belongs to: its steps, its evidence, its papers or its locks."""
    kind, _, rest = chain.rpartition(":")
    return UUID(rest) if kind in ("", "evidence", "papers", "audit") and _is_id(rest) else None


def chains_of(case: UUID) -> list[str]:
    """Every chain of a case."""
    return [str(case), f"evidence:{case}", f"papers:{case}", f"audit:{case}"]


def expected_chains() -> set[str]:
    """The chains there must be, by the rows there are."""
    own = case_chains() | paper_chains() | evidence_chains() | party_chains() | lock_chains() | draw_chains()
    return own.union(*(room.chains() for room in answering()))


def judge_chains(chains: Sequence[ReadChain], *, derive: bool = True) -> Iterator[Difference]:
    """What differs between these chains and the rows of their rooms; with `derive` the columns that follow from a docket too."""
    mine: dict[str, list[ReadChain]] = {}
    for chain in chains:
        mine.setdefault(kind_of(chain.chain), []).append(chain)
    for kind, batch in mine.items():
        if kind == CASE:
            yield from _cases(batch, derive=derive)
        elif (judge := _judge_of(kind)) is not None:
            yield from _braved(judge, batch)


judge_rows: Judge = partial(judge_chains, derive=False)


def _judge_of(kind: str) -> Judge | None:
    """Who knows the rows of a kind of chain; nobody does of some, which are held against themselves only."""
    above = (room.judges[kind] for room in answering() if kind in room.judges)
    return JUDGES.get(kind) or next(above, None)


def _cases(chains: Sequence[ReadChain], *, derive: bool) -> Iterator[Difference]:
    for one in audited(chains):
        try:
            wrong = list(judge_steps(one))
            yield from wrong
            yield from judge_parties_of(one)
            if derive and not wrong and not one.chain.found:  # from steps that are wrong nothing right follows
                yield from judge_columns(one)
        except DatabaseError:
            raise
        except Exception as trouble:  # noqa: BLE001  # rows that were tampered with may break anything that reads them: that is found, not fatal
            yield _unreadable(one.chain, trouble)


def _braved(judge: Judge, batch: Sequence[ReadChain]) -> Iterator[Difference]:
    """What a room says of a batch; where a row breaks it, of each chain by itself. A database that fails is no finding."""
    try:
        found = list(judge(batch))
    except DatabaseError:
        raise
    except Exception as trouble:  # noqa: BLE001  # as above
        if len(batch) == 1:
            yield _unreadable(batch[0], trouble)
        else:
            for chain in batch:
                yield from _braved(judge, [chain])
    else:
        yield from found


def _unreadable(chain: ReadChain, trouble: Exception) -> Difference:
    return Difference("unreadable", chain.chain, 0, stored=f"{type(trouble).__name__}: {trouble}"[:200])


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


JUDGES: Mapping[str, Judge] = MappingProxyType(
    {"evidence": judge_evidence, "papers": judge_papers, "party": judge_parties, "audit": judge_locks, "draw": judge_draws}
)
"""Of chains that are not of a case's steps, who knows their rows."""

__all__ = ["Audited", "case_of", "chains_of", "expected_chains", "judge_chains", "judge_rows", "kind_of"]
