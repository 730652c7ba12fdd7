"""Giving committed entries their final order."""

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mingheng.kit.postgres import APP, Cluster
from mingheng.ledger import actions
from mingheng.ledger.actions import sequence_entries
from mingheng.ledger.models import Outbox, Position, StoredEntry
from mingheng.ledger.queries import entries_after
from mingheng.ledger.tests.acts import AT, CASE, ENOUGH, OTHER_CASE, decide, elsewhere, until_somebody_waits


def assert_in_order() -> None:
    """Positions run from 1 without a gap, hold every committed entry once, and keep the order within each chain."""
    placed = entries_after(0, 100_000)
    assert [each.position for each in placed] == list(range(1, len(placed) + 1))
    assert len({each.entry_id for each in placed}) == len(placed) == StoredEntry.objects.count()
    for chain in {each.entry.chain for each in placed}:
        numbers = [each.entry.n for each in placed if each.entry.chain == chain]
        assert numbers == list(range(1, len(numbers) + 1))
    assert not Outbox.objects.exists()


@pytest.mark.django_db
def test_it_places_what_waits_and_says_how_many() -> None:
    receipts = [decide(chain) for chain in (CASE, OTHER_CASE, CASE)]
    assert [sequence_entries(at=AT, limit=2), sequence_entries(at=AT, limit=2), sequence_entries(at=AT)] == [2, 1, 0]
    assert [(each.position, each.entry_id, each.leaf) for each in entries_after(0, 10)] == [
        (position, receipt.entry_id, receipt.leaf) for position, receipt in enumerate(receipts, 1)
    ]
    assert_in_order()


@pytest.mark.django_db
def test_a_follower_reads_on_from_where_it_stopped() -> None:
    for _ in range(5):
        decide()
    sequence_entries(at=AT)
    assert [each.position for each in entries_after(0, 2)] == [1, 2]
    assert [each.position for each in entries_after(2, 10)] == [3, 4, 5]
    assert entries_after(5, 10) == []
    with CaptureQueriesContext(connection) as statements:
        entries_after(0, 10)
    assert len(statements) == 1


@pytest.mark.django_db
def test_a_batch_of_any_size_takes_five_statements() -> None:
    for _ in range(20):
        decide()
    with CaptureQueriesContext(connection) as statements:
        assert sequence_entries(at=AT) == 20
    assert len([each for each in statements if "SAVEPOINT" not in each["sql"]]) == 5


@pytest.mark.usefixtures("committed_db")
def test_an_entry_that_commits_late_is_placed_later_and_not_skipped() -> None:
    with elsewhere(1) as do:
        with transaction.atomic():
            late = decide(CASE)
            early = do(lambda: decide(OTHER_CASE)).result(ENOUGH)
            assert do(lambda: sequence_entries(at=AT)).result(ENOUGH) == 1
        assert late.entry_id < early.entry_id
    assert sequence_entries(at=AT) == 1
    assert [each.entry_id for each in entries_after(0, 10)] == [early.entry_id, late.entry_id]


@pytest.mark.usefixtures("committed_db")
def test_two_sequencers_among_busy_writers_leave_no_gap_and_no_duplicate() -> None:
    finished = threading.Event()
    chance = random.Random(7)
    plans = [[(chance.choice([CASE, OTHER_CASE]), chance.random()) for _ in range(20)] for _ in range(3)]

    def write(plan: list[tuple[str, float]]) -> None:
        for chain, luck in plan:
            with transaction.atomic():
                decide(chain)
                time.sleep(luck / 100)
                transaction.set_rollback(luck > 0.8)

    def sequence() -> int:
        placed = 0
        while not finished.is_set():
            placed += sequence_entries(at=AT, limit=4)
        return placed

    with elsewhere(5) as do:
        sequencers = [do(sequence) for _ in range(2)]
        try:
            for writer in [do(partial(write, plan)) for plan in plans]:
                writer.result(ENOUGH)
        finally:
            finished.set()
        placed = sum(sequencer.result(ENOUGH) for sequencer in sequencers)
    while left := sequence_entries(at=AT):
        placed += left
    assert placed == StoredEntry.objects.count() > 30
    assert_in_order()


@pytest.mark.usefixtures("committed_db")
def test_a_second_sequencer_leaves_the_work_to_the_first() -> None:
    decide()
    with elsewhere(1) as do, transaction.atomic():
        assert sequence_entries(at=AT) == 1
        assert do(lambda: sequence_entries(at=AT)).result(ENOUGH) == 0
    assert_in_order()


@pytest.mark.usefixtures("committed_db")
def test_a_sequencer_that_has_finished_lets_another_lead() -> None:
    decide()
    with elsewhere(1) as do:
        assert sequence_entries(at=AT) == 1
        decide()
        assert do(lambda: sequence_entries(at=AT)).result(ENOUGH) == 1
    assert_in_order()


@pytest.mark.usefixtures("committed_db")
def test_a_second_leader_without_the_lock_fails_and_forks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    decide()
    with elsewhere(1) as do:
        with transaction.atomic():
            assert sequence_entries(at=AT) == 1
            monkeypatch.setattr(actions.sequencing, "_SEQUENCER_LOCK", 1)
            second = do(lambda: sequence_entries(at=AT))
            until_somebody_waits()
        with pytest.raises(IntegrityError, match="duplicate key"):
            second.result(ENOUGH)
    assert_in_order()


@contextmanager
def sequencer(mode: str, cluster: Cluster, database: str, folder: Path) -> Iterator[str]:
    """A sequencer process on this database; yields its first line, and kills it with no chance to tidy up."""
    surroundings = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": cluster.url(APP, database),
        "MINGHENG_DATA": str(folder),
        "MINGHENG_SECRET_KEY": "00" * 32,
        "MINGHENG_RECEIPT_KEY": "00" * 32,
        "MINGHENG_MASTER_KEY": settings.MINGHENG_MASTER_KEY.hex(),
    }
    program = f"import django; django.setup(); from mingheng.ledger.tests import sequencer_process as it; it.{mode}()"
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def test_a_batch_whose_sequencer_is_killed_is_placed_by_the_next(committed_db: str, cluster: Cluster, tmp_path: Path) -> None:
    for _ in range(5):
        decide()
    with sequencer("placing", cluster, committed_db, tmp_path) as placed:
        assert placed == "5"
        assert sequence_entries(at=AT) == 0
    deadline = time.monotonic() + ENOUGH
    while not sequence_entries(at=AT) and time.monotonic() < deadline:
        time.sleep(0.05)  # the server notices the death of its client a moment later
    assert_in_order()


def test_killing_sequencers_at_any_moment_loses_and_repeats_nothing(committed_db: str, cluster: Cluster, tmp_path: Path) -> None:
    chance = random.Random(11)
    for _ in range(3):
        for i in range(60):
            decide(f"case:{i % 7}")
        before = Position.objects.count()
        with sequencer("running", cluster, committed_db, tmp_path) as said:
            assert said == "running"
            deadline = time.monotonic() + ENOUGH
            while Position.objects.count() < before + chance.randint(1, 50) and time.monotonic() < deadline:
                time.sleep(0.001)
    deadline = time.monotonic() + ENOUGH
    while Outbox.objects.exists() and time.monotonic() < deadline:
        sequence_entries(at=AT)
    assert_in_order()
