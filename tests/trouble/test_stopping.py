"""However it is stopped, no process stays behind, and the next start finds everything in order."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from mingheng.kit.processes import wait_for
from tests.trouble.servers import Server, mingheng, processes_on

pytestmark = pytest.mark.trouble
Serve = Callable[[], Server]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_being_asked_to_stop_it_leaves_no_process(serve: Serve, data: Path, sign: signal.Signals) -> None:
    server = serve()
    assert server.answers()
    assert server.end(sign) == 0
    assert processes_on(data) == []


def test_killed_at_once_it_leaves_no_process_and_starts_again(serve: Serve, data: Path) -> None:
    server = serve()
    server.end(signal.SIGKILL)
    assert wait_for(lambda: processes_on(data) == [], 20), processes_on(data)
    assert serve().answers()


def test_a_second_start_says_where_it_already_runs(serve: Serve, data: Path) -> None:
    server = serve()
    second = mingheng(data, "serve", "--port=1")
    assert second.returncode == 0
    assert f"http://127.0.0.1:{server.port}/" in second.stdout
    assert server.answers()


def test_a_killed_web_server_and_a_killed_worker_are_started_again(serve: Serve) -> None:
    server = serve()
    for words in ("gunicorn", "mingheng worker"):
        before = server.pids(words)
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        assert wait_for(lambda: bool(set(server.pids(words)) - set(before)), 20), server.said  # noqa: B023  # used at once
    assert wait_for(server.answers, 20), server.said


def test_a_taken_port_is_said_in_plain_words(serve: Serve, data: Path, tmp_path: Path) -> None:
    server = serve()
    other = mingheng(tmp_path, "serve", f"--port={server.port}")
    assert other.returncode == 1
    assert "--port" in other.stderr
