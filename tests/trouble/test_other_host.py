"""A witness on another host, with its own key and state: neither a rollback nor a fork nor an act with an old date passes it."""

import hashlib
import logging
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from mingheng.kit import clock
from mingheng.kit.postgres import Cluster
from mingheng.ledger.actions import keep_cosignatures, record
from mingheng.ledger.actions.memory import FILE
from mingheng.ledger.models import Cosignature, SignedCheckpoint
from mingheng.ledger.queries import checkpoint_note, request_to, witness_policy
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.witnessing import Request
from mingheng.ledger.tests.acts import decide
from tests.fixtures.browser import Live
from tests.trouble.other_host import NEAR, OtherHost, other_host
from tests.trouble.test_witnessed import SECRET, acts, enough, name_witness, new_witness, put_back

pytestmark = pytest.mark.trouble
TOKEN = "5f" * 32
log = logging.getLogger(__name__)


@pytest.fixture
def host(live: Live, settings: Settings, tmp_path: Path, record_property: Callable[[str, object], None]) -> Iterator[OtherHost]:
    """Another host, a witness there that our ledger names, and our ledger served."""
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = SECRET, tmp_path
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, NEAR]
    settings.MINGHENG_MIRRORS = f"justice {hashlib.sha256(TOKEN.encode()).hexdigest()}\n"
    name_witness(settings, new_witness(tmp_path / "w"))
    with other_host(tmp_path, int(live.url.rpartition(":")[2])) as found:
        record_property("other host", found.way)
        log.warning("the witness is beyond a %s", found.way)
        yield found


def commit(crime: str, cluster: Cluster, database: str, signer: Path) -> None:
    """What the administrator does, who also holds the key and the memory of the signer."""
    put_back(cluster, database, 5 if crime == "rollback" else 0)
    (signer / FILE).unlink()
    decide("case:other")
    acts(0 if crime == "rollback" else 310)


def asked(old: int | None = None) -> str:
    """The file that is carried to the witness, as it is or as the administrator would have it."""
    note = checkpoint_note()
    assert note is not None
    return str(request_to(witness_policy().witnesses["司法局"], note, old))


def taken(request: str, reply: str) -> int:
    """Take in what was carried back."""
    return keep_cosignatures(note=Note.read(f"{Request.read(request).note}{reply}"), at=clock.now())


def honest(number: int) -> None:
    """So many acts that say when they were received."""
    for i in range(number):
        record(kind="filed", chain=f"case:{i}", facts={}, personal={}, by="o:7", unit="u:1", at=clock.now(), happened=None)
    acts(0)


def test_it_is_another_host(host: OtherHost, live: Live) -> None:
    port = live.url.rpartition(":")[2]
    reached = host.run(sys.executable, "-c", f"import socket; socket.create_connection(('127.0.0.1', {port}), 5)")
    assert (reached.returncode != 0) is (host.way == "namespace")  # there is no other way than the wire


@pytest.mark.parametrize("crime", ["rollback", "fork"])
def test_from_another_host_it_catches_a_rollback_and_a_fork(
    host: OtherHost, committed_db: str, cluster: Cluster, tmp_path: Path, crime: str
) -> None:
    for number in (5, 300):
        acts(number)
        looked = host.witness(tmp_path / "w", "watch", host.url, "--once")
        assert (looked.returncode, looked.stderr) == (0, "")
        assert enough()
    commit(crime, cluster, committed_db, tmp_path)
    assert not enough()
    caught = host.witness(tmp_path / "w", "watch", host.url, "--once")
    assert (caught.returncode, {"rollback": "日志倒退", "fork": "日志分叉"}[crime] in caught.stderr) == (1, True)
    told = host.witness(tmp_path / "w", "status")
    assert (told.returncode, told.stdout.count("—— 后来出示 ——")) == (1, 1)
    assert not enough()


@pytest.mark.parametrize("crime", ["rollback", "fork"])
def test_by_files_carried_to_another_host_it_catches_a_rollback_and_a_fork(
    host: OtherHost, committed_db: str, cluster: Cluster, tmp_path: Path, crime: str
) -> None:
    for number in (5, 300):
        acts(number)
        request = asked()
        reply = host.witness(tmp_path / "w", "cosign", given=request)
        assert (reply.returncode, reply.stderr) == (0, "")
        assert taken(request, reply.stdout)
        assert enough()
    commit(crime, cluster, committed_db, tmp_path)
    caught = host.witness(tmp_path / "w", "cosign", given=asked(305 if crime == "fork" else 0))
    assert (caught.returncode, caught.stdout) == (1, "")
    assert {"rollback": "日志倒退", "fork": "日志分叉"}[crime] in caught.stderr


def test_an_answer_that_took_a_day_still_counts(host: OtherHost, tmp_path: Path) -> None:
    acts(3)
    request = asked()
    SignedCheckpoint.objects.update(signed_at=clock.now() - timedelta(days=1))
    acts(2)
    assert not SignedCheckpoint.objects.filter(size=3).exists()  # nobody had seen it
    reply = host.witness(tmp_path / "w", "cosign", given=request)
    assert taken(request, reply.stdout)
    assert Cosignature.objects.get().checkpoint_id == 3


def test_an_act_with_an_old_date_is_seen_by_a_witness_that_reads_the_entries(host: OtherHost, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN, encoding="ascii")
    words = ("watch", host.url, "--once", "--entries", str(tmp_path / "token"), "--keep", str(tmp_path / "copy"))
    assert host.witness(tmp_path / "w", "watch", host.url, "--once").returncode == 2  # nothing is signed yet
    honest(2)
    assert host.witness(tmp_path / "w", *words).returncode == 0
    decide()  # says it was received on 2026-11-21, the day all acts of these tests happen
    acts(0)
    caught = host.witness(tmp_path / "w", *words)
    assert (caught.returncode, "第 3 条称收到于 2026-11-21" in caught.stderr) == (1, True)
    assert enough()  # the tree only grew, and that is what it says
    assert (tmp_path / "copy/mirrors/tile/entries/000.p/3").exists()
