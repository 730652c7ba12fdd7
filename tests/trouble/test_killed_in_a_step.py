"""`kill -9` of the web server and of the database while steps are being taken.

None that was acknowledged is lost, and one that is sent again, because its answer never came, is not taken twice.

Further acts belong here: a case in the middle of its life, an upload, an instrument being numbered.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path

import psycopg
import pytest

from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.kit.paths import CHECKOUT
from mingheng.kit.postgres import DATABASE, SUPERUSER, Cluster
from mingheng.kit.processes import wait_for
from tests.cast import PASSWORD
from tests.trouble.servers import Server, environment, mingheng
from tests.trouble.test_killed_database import kill_database
from tests.trouble.visitor import Answer, Forms, Visitor

pytestmark = pytest.mark.trouble
HANDLER = "LJ0101"
LEAD = {"source": "patrol", "place": "云汀街道澜水路口", "content": "巡查发现运输渣土车辆未密闭"}
BETWEEN = 6  # leads acknowledged between two kills


@pytest.fixture(scope="module")
def bureau(data: Path) -> Path:
    """The data folder with the law and the cast in it."""
    assert mingheng(data, "migrate").returncode == 0
    words = [sys.executable, "-m", "tests.trouble.bureau"]
    made = subprocess.run(words, env=environment(data), cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    return data


class Patrol(threading.Thread):
    """An officer who registers one lead after another and sends each until it is acknowledged."""

    def __init__(self, site: str) -> None:
        super().__init__()
        self.site = site
        self.acknowledged: list[str] = []
        self.tokens: list[str] = []
        self.unexpected: list[Answer] = []
        self.enough = threading.Event()

    def run(self) -> None:
        """Until it is enough."""
        visitor = Visitor(self.site)
        self.insist(lambda: visitor.sign_in(HANDLER, PASSWORD))
        while not self.enough.is_set():
            page = self.insist(lambda: visitor.get("/cases/new/"))
            if page.status != 200:  # the database is away: the page says so and is opened again
                continue
            form = Forms(page.body).values | LEAD
            form |= self.happened(form)
            self.tokens.append(form["token"])
            while not self.enough.is_set():
                answer = self.insist(lambda: visitor.post("/cases/new/", form))  # noqa: B023  # called at once
                if answer.status == 200 and "/new/" not in answer.url:
                    self.acknowledged.append(answer.url.rstrip("/").rpartition("/")[2])
                    break
                if answer.status < 500:
                    self.unexpected.append(answer)
                    return

    def insist(self, ask: Callable[[], Answer | None]) -> Answer:
        """Again and again while nobody answers."""
        while True:
            try:
                return ask() or Answer(200, "", "")
            except (OSError, HTTPException):
                if self.enough.wait(0.2):
                    return Answer(503, "", "")

    def happened(self, form: dict[str, str]) -> dict[str, str]:
        """A moment ago."""
        now = clock.now().astimezone(SHANGHAI)
        return {"happened-day": f"{now:%Y-%m-%d}", "happened-minute": "00:00"}


@pytest.fixture
def patrol(bureau: Path, serve: Callable[[], Server]) -> Iterator[tuple[Server, Patrol]]:
    """The officer at work on a running server."""
    server = serve()
    officer = Patrol(f"http://127.0.0.1:{server.port}")
    officer.start()
    yield server, officer
    officer.enough.set()
    officer.join()


def test_no_acknowledged_step_is_lost_and_none_is_taken_twice(patrol: tuple[Server, Patrol], data: Path) -> None:
    server, officer = patrol
    for kill in (kill_web, kill_database_of, kill_web, kill_database_of):
        wait_for_more(server, officer)
        kill(server)
    wait_for_more(server, officer)
    officer.enough.set()
    officer.join()
    server.end(signal.SIGTERM)
    assert officer.unexpected == []
    with Cluster(data).running() as cluster, psycopg.connect(cluster.url(SUPERUSER, DATABASE)) as connection:
        kept = {ref for (ref,) in connection.execute("SELECT ref FROM cases_case")}
        steps = connection.execute("SELECT count(*) FROM cases_step").fetchone()
        entries = connection.execute(
            "SELECT count(*) FROM ledger_entry WHERE chain IN (SELECT id::text FROM cases_case)"
        ).fetchone()
    assert set(officer.acknowledged) - kept == set()
    assert len(set(officer.acknowledged)) == len(officer.acknowledged)
    assert len(kept) <= len(officer.tokens)
    assert steps == (len(kept),)
    assert entries == (len(kept),)


def wait_for_more(server: Server, officer: Patrol) -> None:
    """Some more acknowledged leads."""
    count = len(officer.acknowledged)
    assert wait_for(lambda: len(officer.acknowledged) >= count + BETWEEN or not officer.is_alive(), 90), server.said
    assert officer.is_alive(), (officer.unexpected, server.said)


def kill_web(server: Server) -> None:
    """`kill -9` the web server and every process of it."""
    for pid in server.pids("gunicorn"):
        os.kill(pid, signal.SIGKILL)


def kill_database_of(server: Server) -> None:
    """`kill -9` the database."""
    kill_database(server.data)
