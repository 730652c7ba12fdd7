"""`kill -9` of the database: it comes back by itself, with every row that was acknowledged."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from mingheng.kit.paths import CHECKOUT
from mingheng.kit.postgres import APP, Cluster
from mingheng.kit.processes import wait_for
from tests.trouble.servers import Server, environment

pytestmark = pytest.mark.trouble
Serve = Callable[[], Server]


def test_no_acknowledged_entry_is_lost(serve: Serve, data: Path, tmp_path: Path) -> None:
    server = serve()
    receipts = tmp_path / "receipts"
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.trouble.writer", str(receipts)], env=environment(data), cwd=CHECKOUT, start_new_session=True
    )
    try:
        for _ in range(2):
            count = len(lines(receipts))
            assert wait_for(lambda: len(lines(receipts)) > count + 50, 60), server.said  # noqa: B023  # used at once
            kill_database(data)
        count = len(lines(receipts))
        assert wait_for(lambda: len(lines(receipts)) > count + 50, 60), server.said
    finally:
        writer.kill()
        writer.wait()
    with psycopg.connect(Cluster(data).url(APP)) as connection:
        kept = {str(number) for (number,) in connection.execute("SELECT id FROM ledger_entry")}
    assert set(lines(receipts)) - kept == set()
    assert "数据库意外停止" in server.said
    assert wait_for(server.answers, 20), server.said


def test_a_server_left_by_a_killed_supervisor_is_taken_over(serve: Serve, data: Path) -> None:
    serve().end(signal.SIGTERM)
    left = Cluster(data)
    left.start()
    assert serve().answers()
    assert left.ended


def lines(path: Path) -> list[str]:
    """Whole lines only; the last one may be half written."""
    return path.read_text(encoding="ascii").split("\n")[:-1] if path.exists() else []


def kill_database(data: Path) -> None:
    """`kill -9` the postmaster."""
    first_line = (Cluster(data).home / "postmaster.pid").read_text(encoding="ascii").split("\n")[0]
    os.kill(int(first_line), signal.SIGKILL)
