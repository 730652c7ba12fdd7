"""A ledger and those who watch it: a witness in a process of its own, with its own key and state, which rollback and fork cannot fool."""

import logging
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as configured
from pytest_django import Settings

from mingheng.kit import clock
from mingheng.kit.paths import CHECKOUT
from mingheng.kit.postgres import SUPERUSER, Cluster
from mingheng.ledger.actions import ask_witnesses, grow_tree, keep_cosignatures, sequence_entries
from mingheng.ledger.actions.memory import FILE
from mingheng.ledger.models import APPEND_ONLY, Cosignature
from mingheng.ledger.queries import checkpoint_note, witness_policy
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.tests.acts import decide
from tests.fixtures.browser import Live

SECRET = bytes(range(32))
ENOUGH = 60


@pytest.fixture(autouse=True)
def signer(settings: Settings, tmp_path: Path) -> None:
    """A ledger that has signed nothing yet, and has no witness."""
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = SECRET, tmp_path
    settings.MINGHENG_WITNESS_POLICY = ""


def run(folder: Path, *words: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    """Run the witness to its end."""
    command = [sys.executable, "-m", "mingheng", "witness", "--folder", str(folder), *words]
    return subprocess.run(command, input=given, capture_output=True, text=True, timeout=ENOUGH, cwd=CHECKOUT, check=False)


def new_witness(folder: Path) -> str:
    """Set one up for our ledger; its public key."""
    log = SignerKey.from_secret(configured.MINGHENG_LOG_ORIGIN, Kind.NOTE, SECRET).verifier
    return run(folder, "init", "--name", "justice.lanjiang.example", "--log", str(log)).stdout.splitlines()[1]


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The witness as a service, and its address."""
    command = [sys.executable, "-m", "mingheng", "witness", "--folder", str(folder), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=CHECKOUT) as process:
        assert process.stdout is not None
        try:
            yield "http://" + process.stdout.readline().partition("http://")[2].partition("/")[0]
        finally:
            process.kill()


def acts(number: int) -> Checkpoint:
    """So many acts, in the tree; its checkpoint."""
    for i in range(number):
        decide(f"case:{i}")
    while sequence_entries(at=clock.now()):
        pass
    while grow_tree(at=clock.now()):
        pass
    note = checkpoint_note()
    assert note is not None
    return Checkpoint.read(note.text)


def name_witness(settings: Settings, key: str, url: str = "") -> None:
    settings.MINGHENG_WITNESS_POLICY = f"witness 司法局 {key} {url}\nquorum 司法局\n"


def enough() -> bool:
    """Whether the latest checkpoint has the witnesses it needs."""
    policy, note = witness_policy(), checkpoint_note()
    assert note is not None
    return policy.is_met(note.times(witness.key for witness in policy.witnesses.values()).keys())


@pytest.mark.usefixtures("committed_db")
def test_every_checkpoint_is_shown_to_the_witness_once_and_again_when_nothing_happens(settings: Settings, tmp_path: Path) -> None:
    key = new_witness(tmp_path / "w")
    with serving(tmp_path / "w") as url:
        name_witness(settings, key, url)
        for number in (3, 300):
            acts(number)
            assert not enough()
            assert [ask_witnesses(at=clock.now()), ask_witnesses(at=clock.now())] == [1, 0]
            assert enough()
        first = Cosignature.objects.get(checkpoint=303)
        assert ask_witnesses(at=first.seen_at + timedelta(seconds=61)) == 1
    assert Cosignature.objects.count() == 2


@pytest.mark.usefixtures("committed_db")
def test_a_witness_that_signs_twice_in_one_note_is_counted_once_at_its_later_time(settings: Settings) -> None:
    witness = SignerKey.from_secret("justice.lanjiang.example", Kind.COSIGNATURE, b"j" * 32)
    name_witness(settings, str(witness.verifier))
    acts(1)
    note, now = checkpoint_note(), clock.now()
    assert note is not None
    for times in ((-60, -30), (-20, -40)):
        both = note
        for time in times:
            both = both.signed(witness, int(now.timestamp()) + time)
        assert keep_cosignatures(note=both, at=now) == 1
    kept = Cosignature.objects.get()
    assert (now - kept.seen_at).seconds == 20


@pytest.mark.usefixtures("committed_db")
def test_a_witness_that_does_not_answer_stops_nobody(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    acts(1)
    for url in ("http://127.0.0.1:9", "nonsense"):
        name_witness(settings, new_witness(tmp_path / url[:4]), url)
        assert ask_witnesses(at=clock.now()) == 0
    assert caplog.text.count("did not cosign") == 2
    assert acts(1).size == 2


@pytest.mark.usefixtures("committed_db")
def test_a_policy_with_a_mistake_is_told_by_its_line_and_stops_nobody(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MINGHENG_WITNESS_POLICY = "quorum 司法局\n"
    assert acts(1).size == 1
    assert ask_witnesses(at=clock.now()) == 0
    assert "第 1 行：司法局 还没有定义" in caplog.text


def test_a_database_put_back_is_noticed_by_the_signer_and_by_the_witness(
    committed_db: str, cluster: Cluster, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    key = new_witness(tmp_path / "w")
    with serving(tmp_path / "w") as url:
        name_witness(settings, key, url)
        acts(5)
        ask_witnesses(at=clock.now())
        acts(5)
        ask_witnesses(at=clock.now())
        put_back(cluster, committed_db, 7)
        decide()
        with caplog.at_level(logging.CRITICAL):
            assert grow_tree(at=clock.now()) == 0
        assert "签名方记得签过 10 条" in caplog.text
        (tmp_path / FILE).unlink()  # he makes the signer forget as well
        acts(0)
        assert ask_witnesses(at=clock.now()) == 0
        assert "它见证过 10 条" in caplog.text
    assert run(tmp_path / "w", "status").returncode == 1


def put_back(cluster: Cluster, database: str, size: int) -> None:
    """What the tables were when there were so many entries, and a tree signed anew over them."""
    with psycopg.connect(cluster.url(SUPERUSER, database)) as administrator:
        for table in APPEND_ONLY:
            administrator.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        for statement in (
            "DELETE FROM ledger_cosignature", "DELETE FROM ledger_checkpoint", "DELETE FROM ledger_tile",
            f"DELETE FROM ledger_position WHERE position > {size}", f"DELETE FROM ledger_entry WHERE id > {size}",
            "DELETE FROM ledger_chain",
        ):  # fmt: skip
            administrator.execute(statement.encode())


def test_a_tree_rebuilt_with_the_stolen_key_is_refused_by_the_witness(
    committed_db: str, cluster: Cluster, settings: Settings, tmp_path: Path
) -> None:
    key = new_witness(tmp_path / "w")
    with serving(tmp_path / "w") as url:
        name_witness(settings, key, url)
        acts(5)
        assert ask_witnesses(at=clock.now()) == 1
        put_back(cluster, committed_db, 0)
        (tmp_path / FILE).unlink()
        assert acts(9).size == 9  # other acts in place of the five, signed with the true key
        assert ask_witnesses(at=clock.now()) == 0
        assert not enough()
    told = run(tmp_path / "w", "status")
    assert (told.returncode, "日志分叉" in told.stdout) == (1, True)


def test_a_witness_that_looks_for_itself_sees_what_the_public_sees(live: Live, settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    name_witness(settings, new_witness(folder))
    assert run(folder, "watch", f"{live.url}/log", "--once").returncode == 2  # nothing is signed yet
    for number in (2, 400):
        acts(number)
        looked = run(folder, "watch", f"{live.url}/log", "--once")
        assert (looked.returncode, looked.stderr) == (0, "")
        assert enough()
    with urllib.request.urlopen(f"{live.url}/log/checkpoint") as answer:
        assert answer.read().decode() == str(checkpoint_note())


@pytest.mark.usefixtures("committed_db")
def test_of_two_cosignatures_of_one_witness_the_later_counts(settings: Settings) -> None:
    acts(2)
    witness = SignerKey.new("justice", Kind.COSIGNATURE)
    name_witness(settings, str(witness.verifier))
    now, kept = int(clock.now().timestamp()), []
    for time in (now - 60, now, now - 30):  # each on top of those before
        note = checkpoint_note()
        assert note is not None
        assert keep_cosignatures(note=note.signed(witness, time), at=clock.now()) == 1
        kept.append(int(Cosignature.objects.get().seen_at.timestamp()) - now)
    assert kept == [-60, 0, 0]


@pytest.mark.usefixtures("committed_db")
def test_only_a_cosignature_of_a_named_witness_on_our_own_checkpoint_is_kept(settings: Settings) -> None:
    acts(2)
    note = checkpoint_note()
    assert note is not None
    witness = SignerKey.new("justice", Kind.COSIGNATURE)
    name_witness(settings, str(witness.verifier))
    now = clock.now()
    cosigned = note.signed(witness, int(now.timestamp()))
    assert keep_cosignatures(note=note.signed(SignerKey.new("stranger", Kind.COSIGNATURE), 5), at=now) == 0
    with pytest.raises(BadNote, match="没有签过"):
        keep_cosignatures(note=Note(note.text.replace("\n2\n", "\n3\n")).signed(witness, 5), at=now)
    with pytest.raises(BadNote, match="将来"):
        keep_cosignatures(note=note.signed(witness, int(now.timestamp()) + 3600), at=now)
    assert [keep_cosignatures(note=cosigned, at=now) for _ in range(2)] == [1, 1]
    assert Cosignature.objects.count() == 1
