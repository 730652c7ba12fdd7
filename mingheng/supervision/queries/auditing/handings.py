"""What was handed to outside supervisors, what they said, and what was answered. Readings leave no row but their entry."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from mingheng.ledger.rules.auditing.chains import ReadChain
from mingheng.ledger.rules.auditing.claims import Claim, compared
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.auditing.pairing import paired
from mingheng.ledger.rules.canonical import Json
from mingheng.supervision.models import HANDING, Handing, HandingTakenBack, Opinion, OpinionAnswer

OVER, BACK, READ, OPINION, ANSWER = "handing:over", "handing:back", "handing:read", "handing:opinion", "handing:answer"
ABOUT = {BACK: "收回", OPINION: "外部监督意见", ANSWER: "对意见的答复"}
Row = HandingTakenBack | Opinion | OpinionAnswer


def handing_chains() -> set[str]:
    """The chains there must be."""
    return {f"{HANDING}{pk}" for pk in Handing.objects.values_list("pk", flat=True)}


def judge_handings(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between handings and what was recorded of them. Four queries."""
    ids = [UUID(chain.chain.removeprefix(HANDING)) for chain in chains]
    rows = Handing.objects.select_related("to").in_bulk(ids)
    later: dict[UUID, list[tuple[str, Row]]] = defaultdict(list)
    for back in HandingTakenBack.objects.filter(handing__in=ids):
        later[back.handing_id].append((BACK, back))
    for opinion in Opinion.objects.filter(handing__in=ids).order_by("n"):
        later[opinion.handing_id].append((OPINION, opinion))
    for answer in OpinionAnswer.objects.filter(opinion__handing__in=ids).select_related("opinion").order_by("pk"):
        later[answer.opinion.handing_id].append((ANSWER, answer))
    for chain, pk in zip(chains, ids, strict=True):
        if pk not in rows:
            yield Difference("row-missing", chain.chain, 1, about="移交")
        else:
            yield from _judged(chain, rows[pk], later[pk])


def _judged(chain: ReadChain, handing: Handing, later: Sequence[tuple[str, Row]]) -> Iterator[Difference]:
    claims = [_handed(handing)]
    for kind in (BACK, OPINION, ANSWER):
        for row, entry in paired(chain, kind, [row for of, row in later if of == kind]):
            if entry is None:
                yield Difference("row-unrecorded", chain.chain, 0, stored=str(row), about=ABOUT[kind])
            else:
                claims.append(Claim(entry.n, kind, f"o:{row.by_id}", row.at, _facts(row), about=ABOUT[kind]))
    yield from compared(chain, claims, without_row=(READ,))


def _handed(row: Handing) -> Claim:
    facts: dict[str, Json] = {
        row.what.value: str(row.thing), "to": row.to.key, "purpose": row.purpose, "until": row.until.isoformat(),
    }  # fmt: skip
    return Claim(1, OVER, f"o:{row.by_id}", row.at, facts, later={"title": row.title}, about="移交")


def _facts(row: Row) -> dict[str, Json]:
    if isinstance(row, HandingTakenBack):
        return {"reason": row.reason}
    if isinstance(row, Opinion):
        return {"n": row.n, "words": row.words, "due": row.due.isoformat()}
    return {"n": row.opinion.n, "words": row.words}
