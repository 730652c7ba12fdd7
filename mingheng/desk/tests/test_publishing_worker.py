"""The worker publishes what is signed, and the SM3 twin where there is a key for it."""

import subprocess
from pathlib import Path

import pytest
from pytest_django import Settings

from mingheng.desk.commands.worker import publish
from mingheng.ledger.actions import grow_tree, record, sequence_entries
from tests.cast import AT


@pytest.mark.django_db
def test_it_publishes_the_log_and_the_twin_only_where_there_is_a_key(settings: Settings, tmp_path: Path) -> None:
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = bytes(range(32)), tmp_path
    settings.MINGHENG_PUBLISHED, settings.MINGHENG_SM2_KEY = tmp_path / "published", ""
    record(kind="filed", chain="case:1", facts={}, personal={}, by="o:7", unit="u:1", at=AT, happened=None)
    sequence_entries(at=AT)
    grow_tree(at=AT)
    publish()
    opened = tmp_path / "published/open"
    assert ((opened / "checkpoint").exists(), (opened / "sm3/checkpoint").exists()) == (True, False)
    settings.MINGHENG_SM2_KEY = str(tmp_path / "sm2.pem")
    subprocess.run(
        ["openssl", "genpkey", "-algorithm", "SM2", "-out", settings.MINGHENG_SM2_KEY], check=True, capture_output=True
    )
    publish()
    assert (opened / "sm3/checkpoint").exists()
