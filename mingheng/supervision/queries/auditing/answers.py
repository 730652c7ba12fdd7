"""Answers to findings."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from mingheng.ledger.rules.auditing.chains import ReadChain
from mingheng.ledger.rules.auditing.claims import Claim, compared
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.supervision.models import CHAIN, FindingAnswer


def answer_chains() -> set[str]:
    """The chains there must be."""
    return {f"{CHAIN}{pk}" for pk in FindingAnswer.objects.values_list("finding", flat=True).distinct()}


def judge_answers(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between answers and what was recorded of them. One query."""
    ids = [int(chain.chain.removeprefix(CHAIN)) for chain in chains]
    rows: dict[int, list[FindingAnswer]] = defaultdict(list)
    for row in FindingAnswer.objects.filter(finding__in=ids).select_related("finding").order_by("finding", "n"):
        rows[row.finding_id].append(row)
    for chain, pk in zip(chains, ids, strict=True):
        yield from compared(chain, [_claim(row) for row in rows[pk]])


def _claim(row: FindingAnswer) -> Claim:
    return Claim(
        row.n, f"finding:{row.kind}", f"o:{row.by_id}", row.at, {"fingerprint": row.finding.fingerprint, "to": row.to},
        later={"settles": row.settles}, personal=("reason",), about="对问题的答复",
    )  # fmt: skip
