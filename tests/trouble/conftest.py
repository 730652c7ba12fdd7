"""Data folders and servers for tests that start and kill the real thing."""

import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mingheng.kit.processes import wait_for
from tests.trouble.servers import Server, processes_on


@contextmanager
def folder_for_all() -> Iterator[Path]:
    """A folder that other users may enter; pytest's own are closed to them."""
    with tempfile.TemporaryDirectory(prefix="mingheng-trouble-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A data folder for all tests of one file."""
    with folder_for_all() as folder:
        yield folder


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder of this test's own that other users may enter."""
    with folder_for_all() as folder:
        yield folder


@pytest.fixture
def serve(data: Path) -> Iterator[Callable[[], Server]]:
    """Start a server on the file's data folder; whatever a test leaves is ended."""
    started: list[Server] = []

    def start() -> Server:
        started.append(Server(data))
        return started[-1].wait_until_it_serves()

    yield start
    for server in started:
        if server.process.poll() is None:
            server.end(signal.SIGTERM)
    assert wait_for(lambda: processes_on(data) == [], 15), processes_on(data)
