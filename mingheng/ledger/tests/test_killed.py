"""`kill -9` at any moment of placing, growing and publishing loses and doubles nothing."""

import subprocess
from pathlib import Path

import pytest
from pytest_django import Settings

from mingheng.kit.postgres import Cluster
from mingheng.ledger.tests.acts import decide
from mingheng.ledger.tests.killing import SECRET, finish, killed_again_and_again, killed_before_every_step

ROUNDS = 4


@pytest.fixture(autouse=True)
def signer(settings: Settings, tmp_path: Path) -> None:
    """A log that has signed nothing yet."""
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = SECRET, tmp_path / "signer"


def test_killed_at_any_moment_the_log_loses_and_doubles_nothing(committed_db: str, cluster: Cluster, tmp_path: Path) -> None:
    killed_again_and_again(cluster, committed_db, tmp_path, ROUNDS, seed=3)


def test_killed_before_any_statement_and_any_file_nothing_is_half(
    committed_db: str, cluster: Cluster, tmp_path: Path, settings: Settings
) -> None:
    settings.MINGHENG_SM2_KEY = str(tmp_path / "sm2.pem")
    subprocess.run(
        ["openssl", "genpkey", "-algorithm", "SM2", "-out", settings.MINGHENG_SM2_KEY], check=True, capture_output=True
    )
    for _ in range(180):
        decide()
    (tmp_path / "signer").mkdir()
    finish(tmp_path)
    assert killed_before_every_step(cluster, committed_db, tmp_path, acts=4) > 40
