"""Bulletins, and the lists they froze."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from mingheng.documents.queries.auditing import OrderedPaper, ordered_papers
from mingheng.ledger.rules.auditing.chains import ReadChain
from mingheng.ledger.rules.auditing.claims import Claim, compared, unlike
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.canonical import Json
from mingheng.supervision.models import BULLETIN, Bulletin
from mingheng.supervision.rules.bulletins.figures import digest_of
from mingheng.supervision.rules.bulletins.periods import Period

ABOUT = "通报"


def bulletin_chains() -> set[str]:
    """The chains there must be."""
    return {f"{BULLETIN}{pk}" for pk in Bulletin.objects.values_list("pk", flat=True)}


def judge_bulletins(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between bulletins and what was recorded of them. Two queries."""
    ids = [UUID(chain.chain.removeprefix(BULLETIN)) for chain in chains]
    rows = Bulletin.objects.in_bulk(ids)
    papers = {paper.folder: paper for paper in ordered_papers(ids).values()}
    for chain, pk in zip(chains, ids, strict=True):
        if pk not in rows:
            yield Difference("row-missing", chain.chain, 1, about=ABOUT)
        else:
            yield from _judged(chain, rows[pk], papers.get(pk))


def _judged(chain: ReadChain, row: Bulletin, paper: OrderedPaper | None) -> Iterator[Difference]:
    facts: dict[str, Json] = {"period": row.period, "n": row.n, "digest": row.digest, "points": row.points, "reason": row.reason}
    claim = Claim(
        1, "bulletin:issue", f"o:{row.by_id}", row.at, facts, links={"instrument": paper.sha256 if paper else ""},
        later={"number": paper.number if paper else ""}, about=ABOUT,
    )  # fmt: skip
    yield from compared(chain, [claim])
    told: dict[str, tuple[object, object]] = {
        "冻结的名单": (row.digest, digest_of(row.frozen)),
        "种类": (Period.named(row.period).kind.value, row.kind),
    }
    yield from unlike(chain.chain, 1, told, ABOUT)
