"""What differs between the locks of cases and the ledger, so that nobody unlocks a case, or accepts a difference, by hand."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from mingheng.cases.models import AuditDifference, CaseLock
from mingheng.ledger.rules import Json
from mingheng.ledger.rules.auditing.chains import ReadChain, ReadEntry
from mingheng.ledger.rules.auditing.claims import Claim, compared
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.auditing.pairing import Unclaimed

PREFIX = "audit:"
ACCEPTED = "accepted"
KINDS = {CaseLock.Kind.LOCKED: "audit:locked", CaseLock.Kind.UNLOCKED: "audit:unlocked"}


def lock_chains() -> set[str]:
    """The chains there must be, by the locks there are."""
    return {f"{PREFIX}{case}" for case in CaseLock.objects.values_list("case", flat=True).distinct()}


def judge_locks(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between chains of locks and the rows of locks, and of what was accepted with them."""
    cases = {chain.chain: case for chain in chains if (case := _case(chain.chain)) is not None}
    locks: dict[UUID, list[CaseLock]] = defaultdict(list)
    for lock in CaseLock.objects.filter(case__in=cases.values()).order_by("id"):
        locks[lock.case_id].append(lock)
    accepted: dict[int, list[str]] = defaultdict(list)
    rows = AuditDifference.objects.filter(accepted__case__in=cases.values())
    for lock_id, mark in rows.values_list("accepted", "fingerprint"):
        accepted[lock_id].append(mark)
    for chain in chains:
        if chain.chain in cases:
            yield from _judged(chain, locks[cases[chain.chain]], accepted)


def _judged(chain: ReadChain, locks: Sequence[CaseLock], accepted: dict[int, list[str]]) -> Iterator[Difference]:
    free, claims = Unclaimed(chain), []
    for lock in locks:
        entry = free.take((KINDS[CaseLock.Kind(lock.kind)],), lock.at)
        if entry is None:
            yield Difference("row-unrecorded", chain.chain, 0, stored=lock.get_kind_display(), about="案件的锁定")
            continue
        claims.append(_claim(entry, lock))
        said = entry.personal.get(ACCEPTED)
        known = said if isinstance(said, list) else []
        for mark in accepted[lock.pk]:
            if mark not in known:
                yield Difference("row-unrecorded", chain.chain, entry.n, ACCEPTED, stored=mark, about="解除时一并接受的不一致")
    yield from compared(chain, claims)


def _claim(entry: ReadEntry, lock: CaseLock) -> Claim:
    if lock.kind == CaseLock.Kind.LOCKED:
        facts: dict[str, Json] = {"run": lock.run_id, "differences": lock.count}
        return Claim(entry.n, KINDS[CaseLock.Kind.LOCKED], "s:audit", lock.at, facts, about="案件的锁定")
    facts = {"category": lock.category, "differences": lock.count}
    return Claim(
        entry.n, KINDS[CaseLock.Kind.UNLOCKED], f"o:{lock.by_id}", lock.at, facts, personal=("reason", ACCEPTED), about="解除锁定"
    )


def _case(chain: str) -> UUID | None:
    try:
        return UUID(chain.removeprefix(PREFIX))
    except ValueError:
        return None
