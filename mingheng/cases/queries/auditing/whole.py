"""Everything audited: the log against itself, the rows against the log, the files against their digests."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from mingheng.cases.models import AuditDifference, Case
from mingheng.cases.queries.auditing.judging import case_of, chains_of, expected_chains, judge_chains
from mingheng.cases.queries.auditing.stored import differing, files_of, read_files, share_of
from mingheng.cases.rules.audits import Audited, AuditTerms, Share
from mingheng.kit.stored import StoredFile
from mingheng.law import queries as law
from mingheng.ledger.datasets.twin import audit_twin
from mingheng.ledger.queries.auditing.chains import audit_chains, chains_touched, every_chain, kinds_counted
from mingheng.ledger.queries.auditing.order import audit_order
from mingheng.ledger.queries.auditing.tree import audit_tree, checkpoint_keys, last_placed, tree_size
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.auditing.trees import SPAN
from mingheng.ledger.rules.tree.checkpoints import Checkpoint

READINGS = ("evidence.opened", "evidence.previewed", "paper.opened", "dossier.exported", "party.identity_read")
Tell = Callable[[str, int, int], None]
"""Hears the stage, how much of it is done, and of how much."""


def terms_on(day: date) -> AuditTerms:
    """What the lawbook says on a day."""
    book = law.lawbook()
    rows, files, minutes = (
        int(str(book.value(f"record.audit.{name}", day).value)) for name in ("rows.days", "files.days", "waiting.minutes")
    )
    return AuditTerms(rows, files, timedelta(minutes=minutes))


def audit_everything(
    *,
    at: datetime,
    terms: AuditTerms,
    memory: Checkpoint | None = None,
    share: Share | None = None,
    processes: int = 1,
    tell: Tell = lambda stage, done, total: None,
) -> Audited:
    """Audit everything, or with `share` what is new and the day's share of the rest; every difference as a value.

    `memory` is the last checkpoint the signer remembers. Nothing is written.
    """
    share = share or Share()
    size, upto = tree_size(), last_placed()
    tree = audit_tree(
        keys=checkpoint_keys(), memory=memory, after=max(share.after - SPAN, 0),
        also=share.subtrees(-(-size // SPAN)), processes=processes, tell=partial(tell, "tree"),
    )  # fmt: skip
    tell("order", 0, 1)
    found = [*tree.found, *audit_order(at=at, bound=terms.waiting, after=share.after)]
    found += audit_twin() if share.day is None else ()
    chains = sorted(_chains(share))
    entries = 0
    told = partial(tell, "rows")
    for batch in audit_chains(chains=chains, judge=judge_chains, processes=processes, tell=told):
        found += batch.found
        entries += batch.entries
    tell("files", 0, 1)
    files = list(files_of()) if share.day is None else _files(share)
    read = list(read_files(files=files, processes=processes, tell=partial(tell, "files")))
    counted = {
        "leaves": tree.read, "checkpoints": tree.checkpoints, "chains": len(chains), "entries": entries, "files": len(read),
        "bytes": sum(one.size for one in read), **kinds_counted(READINGS, share.after),
    }  # fmt: skip
    return Audited(
        (*found, *differing(read)), counted, frozenset(chains), frozenset(file.folder for file in files), share.day is None,
        upto, tree.keys_known,
    )  # fmt: skip


def audit_one(case: UUID) -> Audited:
    """Everything of one case: its steps, papers, evidence, and their files."""
    chains = chains_of(case)
    found: list[Difference] = []
    entries = 0
    for batch in audit_chains(chains=chains, judge=judge_chains):
        found += batch.found
        entries += batch.entries
    read = list(read_files(files=list(files_of([case]))))
    counted = {"chains": len(chains), "entries": entries, "files": len(read), "bytes": sum(one.size for one in read)}
    return Audited((*found, *differing(read)), counted, frozenset(chains), frozenset({str(case)}))


def _chains(share: Share) -> set[str]:
    """The chains to be read: those with something new, those whose turn has come, and those that were found to differ."""
    there = every_chain() | expected_chains()
    if share.day is None:
        return there
    known = set(AuditDifference.objects.filter(gone=None).exclude(chain="").values_list("chain", flat=True))
    return {chain for chain in there if share.takes(chain)} | chains_touched(share.after) | (known & there)


def _files(share: Share) -> list[StoredFile]:
    touched = chains_touched(share.after)
    cases = {case for chain in touched if (case := case_of(chain)) is not None}
    there = list(Case.objects.filter(pk__in=cases).values_list("pk", flat=True))
    known = set(AuditDifference.objects.filter(gone=None, kind__startswith="file").values_list("case", flat=True)) - {None}
    new = {(file.storage, file.name): file for file in files_of([*there, *known])}
    turn = share_of(files_of(), share.files, share.day or 0)
    return list((new | {(file.storage, file.name): file for file in turn}).values())
