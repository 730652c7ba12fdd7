"""Auditing: the tree computed again from the entries, the rows held against the entries, what follows from dockets derived again."""

import os
from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db import connection

from mingheng.cases.models import Case, CaseParty, Step
from mingheng.cases.queries.auditing.judging import expected_chains, judge_chains, judge_rows
from mingheng.cases.queries.auditing.rooms import Judge
from mingheng.documents.models import Dossier, Instrument
from mingheng.evidence.models import Description, Evidence, Fate
from mingheng.kit.sharing import shared_out
from mingheng.ledger.actions.memory import SignerMemory
from mingheng.ledger.queries import log_keys
from mingheng.ledger.queries.auditing.chains import audit_chains
from mingheng.ledger.queries.auditing.tree import audit_tree, tree_size
from mingheng.ledger.rules.auditing.trees import SPAN
from mingheng.subjects.models import Party
from tests.bench.ledger.goals import at_least
from tests.bench.ledger.processor import Took, timed
from tests.bench.ledger.volume import placed_and_signed, topped_up

CORES = 2
HELD = (
    Case,
    Step,
    CaseParty,
    Instrument,
    Dossier,
    Evidence,
    Description,
    Fate,
    Party,
)  # what stands in the rooms' own tables and is compared
LOG, ROWS = 100_000, 25_000  # entries and rows a second, wanted
ENTRIES = int(os.environ.get("MINGHENG_BENCH_ENTRIES", "500000"))
READ = (
    "COPY (SELECT p.position, e.leaf, e.entry FROM ledger_position p JOIN ledger_entry e ON e.id = p.entry_id"
    " WHERE p.position > %s AND p.position <= %s ORDER BY p.position) TO STDOUT (FORMAT BINARY)"
)


def measure() -> Iterator[str]:
    """The log against its tiles, and the rows against the log."""
    yield from topped_up(ENTRIES)
    yield from placed_and_signed()
    yield from _tree()
    chains = sorted(expected_chains())
    took, entries, line = _chains(chains, judge_rows)
    yield f"rows against the log: {line}"
    rows = sum(model.objects.count() for model in HELD)
    yield f"  {rows:,} rows of the rooms held against {entries:,} entries: {entries / took.seconds:,.0f} entries a second"
    yield at_least("  rows against the log", rows / took.seconds, ROWS, "a second")
    _, _, line = _chains(chains, judge_chains)
    yield f"rows against the log, and what follows from each docket derived again: {line}"


def _tree() -> Iterator[str]:
    """The tree, beside its floor: the same rows read by as many processes and thrown away."""
    memory = SignerMemory(settings.MINGHENG_SIGNER).last()
    spans = [(first,) for first in range(0, tree_size(), SPAN)]
    floor, read = timed(lambda: sum(shared_out(_read, spans, CORES)))
    took, done = timed(lambda: audit_tree(keys=log_keys(), memory=memory, processes=CORES))
    wrong = len(done.found)
    yield f"log against its tiles: {done.read:,} entries, {done.checkpoints} checkpoints, {wrong} differences in {took.told(done.read)}"
    yield f"  only read, the same rows: {floor.told(read)}; checking takes {took.seconds / floor.seconds:.1f} times that"
    yield at_least("  log against its tiles", done.read / took.seconds, LOG, "entries a second")


def _chains(chains: Sequence[str], judge: Judge) -> tuple[Took, int, str]:
    """What judging these chains takes, the entries in them, and both in a line."""
    took, found = timed(lambda: list(audit_chains(chains=chains, judge=judge, processes=CORES)))
    entries, wrong = sum(one.entries for one in found), sum(len(one.found) for one in found)
    return took, entries, f"{len(chains):,} chains of {entries:,} entries, {wrong} differences in {took.told(entries)}"


def _read(first: int) -> int:
    with connection.cursor() as cursor, cursor.copy(READ, [first, first + SPAN]) as copy:
        copy.set_types(["int8", "bytea", "bytea"])
        return sum(1 for _ in copy.rows())
