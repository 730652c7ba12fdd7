"""Destroying the content of a chain."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from mingheng.ledger.actions.recording import record
from mingheng.ledger.models import Chain, Sealed
from mingheng.ledger.rules import Receipt
from mingheng.ledger.rules.sealing import erasure_warrant

ERASURE = "erasure.executed"


class ErasureRefused(ValueError):
    """The erasure lacks what the law asks of it; the message says what and how to supply it."""


@transaction.atomic(savepoint=False)
def erase_chain(*, chain: str, ground: str, by: str, second: str, unit: str, at: datetime) -> Receipt:
    """Destroy the content of a whole chain: its key and its sealed values. Its entries and their proofs stay.

    `ground` is the citation that demands it, `second` the other person who approves. The erasure is the chain's last
    entry, with a warrant that nobody can write who has only the database. Raises ErasureRefused for one person alone or an unknown chain, ContentErased when it was done before.
    """
    if by == second:
        raise ErasureRefused("第二批准人:删除须由两名不同的人批准;请另选一人。")
    held = Chain.objects.select_for_update().filter(chain=chain).first()
    if held is None:
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
        refs={"ground": ground, "second": second, "warrant": erasure_warrant(settings.MINGHENG_MASTER_KEY, chain, held.n + 1)},
    )
    Sealed.objects.filter(entry__chain=chain).delete()
    Chain.objects.filter(chain=chain).update(wrapped_key=None)
    return receipt
