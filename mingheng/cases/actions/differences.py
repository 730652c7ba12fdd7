"""Keeping what an audit found, and locking the cases it is about."""

from datetime import datetime
from uuid import UUID

from mingheng.cases.models import AuditDifference, AuditRun, Case, CaseLock
from mingheng.cases.queries.auditing.judging import case_of
from mingheng.cases.queries.auditing.locks import locked_cases
from mingheng.cases.rules.audits import Audited
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules.auditing.differences import Difference

BY = "s:audit"
RUNNING = 0x6D68_6175_6469_0001  # "mhaudi" and which: any numbers nobody else in this database locks
WRITING = 0x6D68_6175_6469_0002  # taken before any case's row, lest an audit and a person wait for each other
FILES = "file-"
LOCKS = "audit:"


def chain_of(case: UUID) -> str:
    """The ledger chain of a case's locks."""
    return f"{LOCKS}{case}"


def stored(*, run: AuditRun, audited: Audited, at: datetime) -> int:
    """Keep the differences, lock the cases that are not locked, and let go what is no longer found; how many are new."""
    by_print = {one.fingerprint: one for one in audited.found}
    known = AuditDifference.objects.in_bulk(list(by_print), field_name="fingerprint")
    there = _cases(audited.found)
    fresh = [_row(mark, one, there.get(case_of(one.chain)), run, at) for mark, one in by_print.items() if mark not in known]
    AuditDifference.objects.bulk_create(fresh)
    back = [mark for mark, row in known.items() if row.gone is not None]
    AuditDifference.objects.filter(fingerprint__in=back).update(gone=None, accepted=None)
    AuditDifference.objects.filter(fingerprint__in=list(by_print)).update(last_seen=at)
    gone = AuditDifference.objects.filter(gone=None).exclude(fingerprint__in=list(by_print))
    over = [row.pk for row in gone if _looked_for(row, audited)]
    AuditDifference.objects.filter(pk__in=over).update(gone=at)
    undone = _undone(audited)
    _lock(run, at)
    return len(fresh) + len(back) + undone


def _undone(audited: Audited) -> int:
    """How many differences count again: in a case with an unlocking, or an acceptance, that nobody recorded, nothing was accepted."""
    made_up = {case_of(one.chain) for one in audited.found if one.kind == "row-unrecorded" and one.chain.startswith(LOCKS)}
    return AuditDifference.objects.filter(case__in=made_up - {None}, gone=None).exclude(accepted=None).update(accepted=None)


def _cases(found: tuple[Difference, ...]) -> dict[UUID | None, UUID]:
    named = {case for one in found if (case := case_of(one.chain)) is not None}
    return {pk: pk for pk in Case.objects.filter(pk__in=named).values_list("pk", flat=True)}


def _row(mark: str, one: Difference, case: UUID | None, run: AuditRun, at: datetime) -> AuditDifference:
    """The difference as a row: values of a chain may name a person, and stay where they are."""
    may_name = bool(one.chain)
    return AuditDifference(
        fingerprint=mark, kind=one.kind, case_id=case, chain=one.chain, n=one.n, field=one.field,
        recorded="" if may_name else one.recorded, stored="" if may_name else one.stored, about=one.about, first_seen=at,
        first_run=run, last_seen=at,
    )  # fmt: skip


def _looked_for(row: AuditDifference, audited: Audited) -> bool:
    """Whether this audit would have found it again."""
    if row.kind.startswith(FILES):
        return audited.whole or (row.chain in audited.folders and row.chain in audited.chains)
    return audited.whole or row.chain in audited.chains


def _lock(run: AuditRun, at: datetime) -> None:
    """Lock every case with a difference that nobody has taken into account yet."""
    standing = AuditDifference.objects.filter(gone=None, accepted=None, case__isnull=False)
    counted: dict[UUID, int] = {}
    for case in standing.values_list("case", flat=True):
        counted[case] = counted.get(case, 0) + 1
    for case in sorted(counted.keys() - locked_cases()):
        CaseLock.objects.create(case_id=case, kind=CaseLock.Kind.LOCKED, count=counted[case], run=run, at=at)
        ledger.record(
            kind="audit:locked", chain=chain_of(case), facts={"run": run.pk, "differences": counted[case]}, personal={},
            by=BY, unit=BY, at=at, happened=None,
        )  # fmt: skip
