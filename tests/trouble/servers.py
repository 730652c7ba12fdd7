"""The real thing as a test sees it: `mingheng serve` in processes of its own, on a data folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mingheng.kit.paths import CHECKOUT
from mingheng.kit.processes import wait_for

NOT_OURS = {"DATABASE_URL", "DATABASE_OWNER_URL", "DJANGO_SETTINGS_MODULE", "MINGHENG_DATA", "MINGHENG_ROLE"}


def environment(data: Path, **more: str) -> dict[str, str]:
    """What a newcomer's shell would give, with that data folder."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    return {**kept, "MINGHENG_DATA": str(data), **more}


@dataclass(frozen=True)
class Person:
    """Who runs it, and with which Python."""

    user: str | None = None
    python: str = sys.executable
    packages: str = ""

    def popen(self, data: Path, words: Sequence[str], more: Mapping[str, str], code: Path = CHECKOUT) -> dict[str, Any]:
        """The arguments subprocess needs to run `mingheng <words>` as this person."""
        path = os.pathsep.join(filter(None, [str(code), self.packages]))
        switch: dict[str, Any] = {"user": self.user, "extra_groups": []} if self.user else {}
        surroundings = environment(data, PYTHONPATH=path, **more)
        return {"args": [self.python, "-m", "mingheng", *words], "env": surroundings, "cwd": code, "text": True, **switch}


def ordinary_person() -> Person:
    """Not root: `nobody` when we are root, with Debian's Python, since ours may be in root's private home."""
    if os.geteuid() != 0:
        return Person()
    return Person("nobody", "/usr/bin/python3", next(path for path in sys.path if path.endswith("site-packages")))


OURSELVES = Person()
PLAIN: Mapping[str, str] = MappingProxyType({})


def mingheng(
    data: Path, *words: str, person: Person = OURSELVES, code: Path = CHECKOUT, surroundings: Mapping[str, str] = PLAIN
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end, with this checkout's code or another's."""
    return subprocess.run(**person.popen(data, words, surroundings, code), capture_output=True, check=False)


def free_port() -> int:
    """A port nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """One `mingheng serve`."""

    def __init__(
        self,
        data: Path,
        *,
        words: Sequence[str] = (),
        person: Person = OURSELVES,
        code: Path = CHECKOUT,
        surroundings: Mapping[str, str] = PLAIN,
    ) -> None:
        self.data = data
        self.port = free_port()
        self.said = ""
        command = ["serve", f"--port={self.port}", "--workers=1", *words]
        self.process = subprocess.Popen(
            **person.popen(data, command, surroundings, code), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.said += line

    def wait_until_it_serves(self, seconds: float = 60) -> "Server":
        """Wait for its greeting; fails with all it said when that does not come."""
        wait_for(lambda: "按 Ctrl-C 停止" in self.said or self.process.poll() is not None, seconds)
        assert "按 Ctrl-C 停止" in self.said, self.said
        return self

    def answers(self, path: str = "/static/kit/tokens.css") -> bool:
        """Whether a page or file is served."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def end(self, sign: signal.Signals) -> int:
        """Send a signal and wait for the end; the exit status."""
        self.process.send_signal(sign)
        return self.process.wait(30)

    def pids(self, words: str = "") -> list[int]:
        """The processes of this installation whose command line has these words."""
        return [pid for pid, command in processes_on(self.data) if words in command]


def processes_on(data: Path) -> list[tuple[int, str]]:
    """(pid, command line) of every living process whose surroundings name that data folder."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
            surroundings = (folder / "environ").read_bytes()
        except (FileNotFoundError, PermissionError, ProcessLookupError):
            continue
        if command and f"MINGHENG_DATA={data}".encode() in surroundings.split(b"\0"):
            found.append((int(folder.name), command))
    return found
