"""The served program on a filled district, and a visitor who keeps one connection open, as a browser does."""

import http.client
import os
import re
import signal
import statistics
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString

import psycopg

from mingheng.demo.rules.district import PASSWORD
from mingheng.kit.postgres import DATABASE, SUPERUSER, Cluster
from tests.trouble.servers import Server, mingheng

CASES = "MINGHENG_BENCH_CASES"  # how many, where the bench fills a folder of its own
FOLDER = "MINGHENG_BENCH_DATA"  # or a folder that was filled before
FEW = 2000
SQUAD = "yunting"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Caller:
    """One session over one connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> str:
        """The page; raises AssertionError unless it is answered with 200."""
        return self._ask("GET", path, None, 200)

    def post(self, path: str, values: Mapping[str, str], *, answer: int = 302) -> str:
        """Send a form; where it leads to."""
        return self._ask("POST", path, {"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **values}, answer)

    def hidden(self, path: str) -> dict[str, str]:
        """What the form of a page sends unseen."""
        return dict(HIDDEN.findall(self.get(path)))

    def close(self) -> None:
        """Let the connection go."""
        self.connection.close()

    def sign_in(self, username: str) -> "Caller":
        """Through the page."""
        self.get("/sign-in/")
        self.post("/sign-in/", {"username": username, "password": PASSWORD})
        return self

    def _ask(self, method: str, path: str, values: Mapping[str, str] | None, answer: int) -> str:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        body_sent = urllib.parse.urlencode(values) if values else None
        try:
            self.connection.request(method, path, body_sent, headers)
            said = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):  # the server lets go of a connection that rested
            self.connection.close()
            self.connection.request(method, path, body_sent, headers)
            said = self.connection.getresponse()
        body = said.read().decode()
        for cookie in said.headers.get_all("Set-Cookie") or ():
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        assert said.status == answer, f"{method} {path}: {said.status} {body[:2000]}"
        return said.headers.get("Location") or body


@contextmanager
def folder() -> Iterator[Path]:
    """A data folder that the database's own user may enter."""
    with tempfile.TemporaryDirectory(prefix="mingheng-bench-") as made:
        Path(made).chmod(0o711)
        yield Path(made)


def install(data: Path) -> None:
    """Make an installation in a folder: tables and law, nobody there yet."""
    for words in (("migrate",), ("law", "load")):
        _run(data, *words)


def seed(data: Path) -> None:
    """Put the fictional district into a folder."""
    install(data)
    _run(data, "demo", "seed")
    (data / "kind").write_text("demo", encoding="ascii")
    (data / "seeded").touch()


def fill(data: Path, cases: int) -> None:
    """Put so many cases more into a folder with the district, and let the database look at them as it does every night."""
    _run(data, "demo", "--cases", str(cases))
    with Cluster(data).running() as cluster, psycopg.connect(cluster.url(SUPERUSER, DATABASE), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


@contextmanager
def filled(cases: int = FEW) -> Iterator[Path]:
    """A data folder with the district and its cases: the one the surroundings name, or one of its own."""
    given = os.environ.get(FOLDER)
    if given:
        yield Path(given)
        return
    with folder() as data:
        seed(data)
        fill(data, int(os.environ.get(CASES, cases)))
        yield data


def _run(data: Path, *words: str) -> None:
    done = mingheng(data, *words)
    sys.stderr.write(done.stdout[-400:])
    assert done.returncode == 0, done.stderr


@contextmanager
def served(data: Path, settings: str = "tests.bench.settings") -> Iterator[Server]:
    """The program serving that folder with its usual number of workers."""
    server = Server(data, words=("--workers=2",), surroundings={"DJANGO_SETTINGS_MODULE": settings})
    try:
        yield server.wait_until_it_serves(300)
    finally:
        server.end(signal.SIGTERM)


class District:
    """The database of a folder that is being served, asked directly."""

    def __init__(self, data: Path) -> None:
        self.url = Cluster(data).url(SUPERUSER, DATABASE)
        self.cases: int = self._asked("SELECT count(*) FROM cases_case")

    def long_cases(self, unit: str = SQUAD) -> dict[str, str]:
        """The references of the squad's longest case under way and of its longest closed one."""
        longest = "SELECT ref FROM cases_case WHERE unit = %s AND closed = %s ORDER BY steps DESC, ref LIMIT 1"
        return {word: self._asked(longest, unit, closed) for word, closed in (("open", False), ("closed", True))}

    def milliseconds_of_an_insert(self, count: int = 200) -> float:
        """One row, kept for good: the median."""
        spans = []
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS bench_row (said text, at timestamptz DEFAULT now())")
            for _ in range(count):
                began = time.perf_counter()
                connection.execute("INSERT INTO bench_row (said) VALUES (repeat('x', 300))")
                spans.append(1000 * (time.perf_counter() - began))
            connection.execute("DROP TABLE bench_row")
        return statistics.median(spans)

    def _asked(self, question: LiteralString, *values: object) -> Any:
        with psycopg.connect(self.url) as connection:
            row = connection.execute(question, values).fetchone()
        assert row is not None, question
        return row[0]
