"""Destroying the content of a chain."""

from datetime import datetime

from django.db import transaction

from mingheng.ledger.actions.recording import record
from mingheng.ledger.models import Chain, Sealed
from mingheng.ledger.rules import Receipt

ERASURE = "erasure.executed"


class ErasureRefused(ValueError):
    """The erasure lacks what the law asks of it; the message says what and how to supply it."""


@transaction.atomic(savepoint=False)
def erase_chain(*, chain: str, ground: str, by: str, second: str, unit: str, at: datetime) -> Receipt:
    """Destroy the content of a whole chain: its key and its sealed values. Its entries and their proofs stay.

    `ground` is the citation that demands it, `second` the other person who approves. The erasure is the chain's last
    entry. Raises ErasureRefused for one person alone or an unknown chain, ContentErased when it was done before.
    """
    if by == second:
        raise ErasureRefused("第二批准人:删除须由两名不同的人批准;请另选一人。")
    if not Chain.objects.filter(chain=chain).exists():
        raise ErasureRefused(f"{chain}:没有这条存证链,无可删除;请核对编号。")
    receipt = record(
        kind=ERASURE,
        chain=chain,
        facts={},
        personal={},
        by=by,
        unit=unit,
        at=at,
        happened=None,
        refs={"ground": ground, "second": second},
    )
    Sealed.objects.filter(entry__chain=chain).delete()
    Chain.objects.filter(chain=chain).update(wrapped_key=None)
    return receipt
