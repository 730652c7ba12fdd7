"""A bureau's own PostgreSQL: two roles, keys from outside, no demo data, a first administrator without a default password."""

import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from mingheng.kit.postgres import APP, DATABASE, OWNER, SUPERUSER, Cluster
from tests.trouble.conftest import folder_for_all
from tests.trouble.servers import OURSELVES, Server, mingheng
from tests.trouble.visitor import Visitor

pytestmark = pytest.mark.trouble
PASSWORD = "Luomu-Xiaoxiao-1107"


@pytest.fixture(scope="module")
def real() -> Iterator[tuple[Cluster, dict[str, str]]]:
    """A server that is not the installation's own, and the surroundings that name it."""
    with folder_for_all() as folder, Cluster(folder, scratch=True).running() as cluster:
        keys = {f"MINGHENG_{name}": secrets.token_hex(32) for name in ("SECRET_KEY", "MASTER_KEY", "RECEIPT_KEY")}
        yield cluster, {"DATABASE_URL": cluster.url(APP), "DATABASE_OWNER_URL": cluster.url(OWNER), **keys}


def count(cluster: Cluster, table: str) -> int:
    with psycopg.connect(cluster.url(SUPERUSER, DATABASE)) as connection:
        row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert row is not None
    return int(row[0])


def test_it_is_served_and_never_filled_with_demo_data(real: tuple[Cluster, dict[str, str]], open_folder: Path) -> None:
    cluster, surroundings = real
    server = Server(open_folder, words=("--demo",), surroundings=surroundings).wait_until_it_serves()
    assert server.answers()
    server.process.terminate()
    assert server.process.wait(30) == 0
    assert count(cluster, "organisation_officer") == 0
    assert not list(open_folder.glob("pg*"))
    assert not (open_folder / "secrets").exists()


def test_the_first_administrator_signs_in_with_the_password_he_chose(
    real: tuple[Cluster, dict[str, str]], open_folder: Path
) -> None:
    _, surroundings = real
    assert mingheng(open_folder, "migrate", surroundings=surroundings).returncode == 0
    words = ["first-administrator", "LJ0001", "贺云程"]
    typed = OURSELVES.popen(open_folder, words, surroundings)
    made = subprocess.run(**typed, input=f"{PASSWORD}\n", capture_output=True, check=False)
    assert made.returncode == 0, made.stderr
    again = subprocess.run(**typed, input=f"{PASSWORD}\n", capture_output=True, check=False)
    assert again.returncode == 1
    assert "Traceback" not in again.stderr
    server = Server(open_folder, surroundings=surroundings).wait_until_it_serves()
    Visitor(f"http://127.0.0.1:{server.port}").sign_in("LJ0001", PASSWORD)
    server.process.terminate()
    server.process.wait(30)


@pytest.mark.parametrize("missing", ["MINGHENG_SECRET_KEY", "MINGHENG_MASTER_KEY", "MINGHENG_RECEIPT_KEY", "DATABASE_OWNER_URL"])
def test_what_is_missing_is_said_in_plain_words(real: tuple[Cluster, dict[str, str]], open_folder: Path, missing: str) -> None:
    _, surroundings = real
    given = {name: value for name, value in surroundings.items() if name != missing}
    refused = mingheng(open_folder, "migrate", surroundings=given)
    assert refused.returncode == 1
    assert missing in refused.stderr
    assert "Traceback" not in refused.stderr


def test_one_role_for_both_is_refused(real: tuple[Cluster, dict[str, str]], open_folder: Path) -> None:
    _, surroundings = real
    refused = mingheng(open_folder, "migrate", surroundings=surroundings | {"DATABASE_URL": surroundings["DATABASE_OWNER_URL"]})
    assert refused.returncode == 1
    assert "角色" in refused.stderr


def test_a_weak_password_is_refused_with_the_reason(real: tuple[Cluster, dict[str, str]], open_folder: Path) -> None:
    _, surroundings = real
    assert mingheng(open_folder, "migrate", surroundings=surroundings).returncode == 0
    typed = OURSELVES.popen(open_folder, ["first-administrator", "LJ0002", "苏合香"], surroundings)
    refused = subprocess.run(**typed, input="123456\n", capture_output=True, check=False)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
