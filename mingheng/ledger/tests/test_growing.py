"""Entries become the leaves of one tree, and only a root that agrees with everything signed before is signed."""

import logging
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as configured
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from mingheng.kit.postgres import SUPERUSER, Cluster
from mingheng.ledger.actions import grow_tree, sequence_entries
from mingheng.ledger.actions.growing import UNSEEN
from mingheng.ledger.actions.memory import SignerMemory
from mingheng.ledger.models import APPEND_ONLY, Cosignature, Position, SignedCheckpoint
from mingheng.ledger.queries import checkpoint_note, proof_of
from mingheng.ledger.rules import leaf_hash
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.growing import Edge
from mingheng.ledger.rules.tree.keys import Kind, SignerKey, VerifierKey
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.proving import root_of_inclusion
from mingheng.ledger.tests.acts import AT, CASE, OTHER_CASE, decide

ENOUGH = 60
SECRET = bytes(range(32))


@pytest.fixture(autouse=True)
def signer(settings: Settings, tmp_path: Path) -> SignerMemory:
    """A signer that has signed nothing yet."""
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = SECRET, tmp_path
    return SignerMemory(tmp_path)


def key() -> VerifierKey:
    """What the checkpoints are checked with."""
    return SignerKey.from_secret(configured.MINGHENG_LOG_ORIGIN, Kind.NOTE, SECRET).verifier


def grown(*, limit: int = 1000) -> int:
    """Place everything and add it to the tree."""
    while sequence_entries(at=AT):
        pass
    return grow_tree(at=AT, limit=limit)


def latest() -> Checkpoint:
    """The latest checkpoint, once its signature is checked."""
    note = checkpoint_note()
    assert note is not None
    assert key() in note.times([key()])
    return Checkpoint.read(note.text)


def assert_it_is_the_tree() -> None:
    """Every entry is a leaf once, in the order of positions, and the signed root is theirs."""
    entries = Position.objects.order_by("position").values_list("entry__entry", flat=True)
    edge, _ = Edge().grown(leaf_hash(bytes(entry)) for entry in entries)
    assert latest() == Checkpoint(configured.MINGHENG_LOG_ORIGIN, len(entries), edge.root())


@pytest.mark.django_db
def test_an_act_becomes_a_leaf_that_anybody_can_prove() -> None:
    receipts = [decide(chain) for chain in (CASE, OTHER_CASE) * 3]
    assert grown() == 6
    assert_it_is_the_tree()
    for receipt in receipts:
        proof = proof_of(receipt.entry_id)
        assert proof is not None
        leaf = bytes.fromhex(receipt.leaf)
        assert root_of_inclusion(leaf, proof.index, 6, proof.hashes) == Checkpoint.read(proof.note.text).root
        assert len(str(proof)) < 2048


@pytest.mark.django_db
def test_what_is_not_in_the_tree_yet_has_no_proof() -> None:
    assert checkpoint_note() is None
    first = decide()
    assert proof_of(first.entry_id) is None
    grown()
    later = decide()
    sequence_entries(at=AT)
    assert proof_of(later.entry_id) is None
    grow_tree(at=AT)
    assert proof_of(later.entry_id) is not None
    at_first = proof_of(first.entry_id, 1)
    assert at_first is not None
    assert at_first.hashes == ()


@pytest.mark.django_db
def test_it_grows_in_portions_beyond_a_tile_in_a_few_statements() -> None:
    for _ in range(300):
        decide()
    while sequence_entries(at=AT):
        pass
    with CaptureQueriesContext(connection) as statements:
        assert [grow_tree(at=AT, limit=n) for n in (200, 56, 40, 1000)] == [200, 56, 4 + 36, 4]
    assert len([each for each in statements if "SAVEPOINT" not in each["sql"]]) < 4 * 12
    assert_it_is_the_tree()
    assert grow_tree(at=AT) == 0


@pytest.mark.django_db
def test_without_the_key_of_the_log_nothing_is_signed(settings: Settings) -> None:
    settings.MINGHENG_LOG_KEY = None
    decide()
    assert grown() == 0
    assert checkpoint_note() is None


@pytest.mark.django_db
def test_after_a_restore_that_lost_entries_the_ledger_goes_on_under_a_new_name_only(
    settings: Settings, signer: SignerMemory, caplog: pytest.LogCaptureFixture
) -> None:
    decide()
    lost = SignerKey.from_secret(settings.MINGHENG_LOG_ORIGIN, Kind.NOTE, SECRET)
    signer.remember(str(Note(str(Checkpoint(lost.name, 9, leaf_hash(b"lost")))).signed(lost)))
    assert grown() == 0
    assert "签名方记得签过 9 条" in caplog.text
    settings.MINGHENG_LOG_ORIGIN = "localhost/ledger/2"
    assert grow_tree(at=AT) == 1
    assert latest().origin == "localhost/ledger/2"


@pytest.mark.django_db
def test_a_checkpoint_nobody_saw_goes_in_the_end_and_one_that_was_seen_stays() -> None:
    for number, seen in enumerate((True, False, False), 1):
        decide()
        sequence_entries(at=AT)
        grow_tree(at=AT)
        if seen:
            Cosignature.objects.create(checkpoint_id=number, witness="justice", line="— justice AAAAAAAA", seen_at=AT)
    decide()
    sequence_entries(at=AT)
    grow_tree(at=AT + UNSEEN + timedelta(seconds=1))
    assert list(SignedCheckpoint.objects.order_by("size").values_list("size", flat=True)) == [1, 4]


def forge(cluster: Cluster, database: str, statement: str) -> None:
    """What an administrator of the database does to the tables, with every guard switched off."""
    with psycopg.connect(cluster.url(SUPERUSER, database)) as administrator:
        for table in APPEND_ONLY:
            administrator.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        administrator.execute("ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_leaf_is_its_hash")
        administrator.execute(statement)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE ledger_entry SET entry = convert_to(replace(convert_from(entry, 'UTF8'), 'o:7', 'o:8'), 'UTF8') WHERE n = 3", "内容与摘要不符"),
        ("DELETE FROM ledger_position WHERE position = 3", "第 3 条存证记录不见了"),
        ("UPDATE ledger_tile SET data = decode(repeat('ab', 64), 'hex')", "与第 2 条的检查点不符"),
        ("DELETE FROM ledger_tile", "不存在"),
        ("DELETE FROM ledger_checkpoint", "签名方记得签过 2 条"),
        ("UPDATE ledger_checkpoint SET root = decode(repeat('ab', 32), 'hex')", "与第 2 条的检查点不符"),
    ],
)  # fmt: skip
def test_what_was_changed_behind_its_back_is_never_signed(
    committed_db: str, cluster: Cluster, caplog: pytest.LogCaptureFixture, statement: str, reason: str
) -> None:
    decide()
    decide()
    grown()
    decide()
    decide()
    while sequence_entries(at=AT):
        pass
    forge(cluster, committed_db, statement)
    with caplog.at_level(logging.CRITICAL):
        assert grow_tree(at=AT) == 0
    assert reason in caplog.text
