"""The served program on a filled district, and a visitor who keeps one connection open, as a browser does."""

import http.client
import os
import re
import signal
import sys
import tempfile
import urllib.parse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mingheng.demo.queries import PASSWORD
from tests.trouble.servers import Server, mingheng

CASES = "MINGHENG_BENCH_CASES"  # how many, where the bench fills a folder of its own
FOLDER = "MINGHENG_BENCH_DATA"  # or a folder that was filled before
FEW = 2000
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
def filled() -> Iterator[Path]:
    """A data folder with the district and its cases."""
    given = os.environ.get(FOLDER)
    if given:
        yield Path(given)
        return
    with tempfile.TemporaryDirectory(prefix="mingheng-bench-") as folder:
        data = Path(folder)
        data.chmod(0o711)
        cases = os.environ.get(CASES, str(FEW))
        for words in (("migrate",), ("law", "load"), ("demo", "seed"), ("demo", "--cases", cases)):
            done = mingheng(data, *words)
            sys.stderr.write(done.stdout[-400:])
            assert done.returncode == 0, done.stderr
        (data / "kind").write_text("demo", encoding="ascii")
        (data / "seeded").touch()
        yield data


@contextmanager
def served(data: Path) -> Iterator[Server]:
    """The program serving that folder."""
    server = Server(data)
    try:
        yield server.wait_until_it_serves(300)
    finally:
        server.end(signal.SIGTERM)
