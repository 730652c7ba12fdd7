"""An embedded PostgreSQL server: initialised, started as our own child, stopped. No Django, no TCP.

Only who can become our operating-system user reaches it: the socket folder is private and `peer` authentication maps that
user to our roles, so there is no password to guess or to lose.
"""

import getpass
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg

from mingheng.kit.pg_programs import STATE, PostgresTrouble, account_for, find_programs, within_reach
from mingheng.kit.processes import die_with_parent, wait_for

SUPERUSER = "postgres"
OWNER = "mingheng_owner"
APP = "mingheng_app"
DATABASE = "mingheng"
START_SECONDS = 30
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
    "log_checkpoints": "off",
}
SCRATCH = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class Cluster:
    """One data directory and the server on it. `data` is the folder the directory is to be in.

    A scratch cluster trades durability for speed; it is for tests only.
    """

    def __init__(self, data: Path, *, scratch: bool = False) -> None:
        data.mkdir(parents=True, exist_ok=True)
        short = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:10]
        self.scratch = scratch
        self.programs = find_programs()
        self.home = data / f"pg{self.programs.major}"
        self.account = account_for(self.home)
        if not self.account.can_enter(data):
            self.home = STATE / short / self.home.name
            self.account = account_for(self.home)
        self.log = self.home.parent / f"{self.home.name}.log"
        self.socket = Path(tempfile.gettempdir()) / f"mingheng-{short}"  # its path may have 107 bytes; a checkout's may have more
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, role: str, database: str = DATABASE) -> str:
        """A connection URL for that role over the private socket."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket), safe='')}"

    def start(self) -> None:
        """Start the server and wait until it answers, taking over what a killed predecessor left.

        Raises PostgresTrouble with the end of the server's log when it will not start.
        """
        self.programs = within_reach(self.programs, self.account)
        self._initialise()
        self._make_socket_folder()
        self._admit_ourselves()
        self._end_orphan()
        deadline = time.monotonic() + START_SECONDS
        while not self._spawned_and_answers(deadline):
            if time.monotonic() > deadline:
                self.stop()
                raise PostgresTrouble(f"数据库没有启动。日志 {self.log} 的结尾:\n{self._log_end()}")
            time.sleep(0.3)  # a killed predecessor's children may still hold its shared memory
        self._create_roles()

    def stop(self) -> None:
        """Fast shutdown; force it when that takes too long."""
        for sign, seconds in ((signal.SIGINT, 20), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            if self.process is None or self.process.poll() is not None:
                break
            self.process.send_signal(sign)
            with suppress(subprocess.TimeoutExpired):  # then the next, harder signal
                self.process.wait(seconds)
        self.process = None
        shutil.rmtree(self.socket, ignore_errors=True)

    @property
    def ended(self) -> bool:
        """Whether the server stopped without being asked."""
        return self.process is not None and self.process.poll() is not None

    @contextmanager
    def running(self) -> Iterator["Cluster"]:
        """Run the server for the length of a block."""
        self.start()
        try:
            yield self
        finally:
            self.stop()

    def _initialise(self) -> None:
        """Make the data directory under another name first, so that a half-made one is never taken for whole."""
        if self.home.exists() and self.home.stat().st_uid != self.account.uid:
            owner = self.home.stat().st_uid
            raise PostgresTrouble(f"数据库目录 {self.home} 属于用户 {owner},请用该用户运行,或用 MINGHENG_DATA 换一个目录。")
        if self.home.exists():
            return
        half = self.home.with_name(f"{self.home.name}.new")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True, mode=0o700)
        os.chown(half, self.account.uid, self.account.gid)
        words = ["-D", str(half), "-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8", "--auth=peer", "--no-instructions"]
        made = subprocess.run(
            [self.programs.folder / "initdb", *words, *(["--no-sync"] if self.scratch else [])],
            capture_output=True, text=True, check=False, cwd="/", start_new_session=True, **self.account.switch,
        )  # fmt: skip
        if made.returncode:
            raise PostgresTrouble(f"数据库目录 {self.home} 没有建成:\n{made.stdout}{made.stderr}")
        half.rename(self.home)

    def _make_socket_folder(self) -> None:
        """A private folder, refused when somebody else made one of that name first."""
        self.socket.mkdir(mode=0o700, exist_ok=True)
        found = self.socket.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {self.account.uid, os.geteuid()}:
            raise PostgresTrouble(f"{self.socket} 属于别的用户,请删除它再试。")
        self.socket.chmod(0o700)
        os.chown(self.socket, self.account.uid, self.account.gid)

    def _admit_ourselves(self) -> None:
        """Let this operating-system user in as each of our roles, and nobody else."""
        lines = (f'house "{getpass.getuser()}" {role}\n' for role in (SUPERUSER, OWNER, APP))
        (self.home / "pg_ident.conf").write_text("".join(lines), encoding="utf-8")
        (self.home / "pg_hba.conf").write_text("local all all peer map=house\n", encoding="utf-8")

    def _end_orphan(self) -> None:
        """Stop a server left on our data by a supervisor that was killed; the caller holds the lock, so none is lawful."""
        try:
            pid = int((self.home / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return
        if self._serves(pid):
            os.kill(pid, signal.SIGINT)
            wait_for(lambda: not self._serves(pid), START_SECONDS)

    def _serves(self, pid: int) -> bool:
        """Whether that process is a server on this data directory."""
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError):
            return False
        return str(self.home).encode() in words

    def _spawned_and_answers(self, deadline: float) -> bool:
        """Start the process and wait for the first accepted connection; False when it ended or time ran out."""
        settings = SETTINGS | {"unix_socket_directories": str(self.socket)} | (SCRATCH if self.scratch else {})
        options = [f"--{name}={value}" for name, value in settings.items()]
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                [self.programs.folder / "postgres", "-D", self.home, *options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509  # one system call, safe beside threads
                **self.account.switch,
            )  # fmt: skip
        self.process = process
        wait_for(lambda: process.poll() is not None or self._accepts(), deadline - time.monotonic())
        return process.poll() is None and self._accepts()

    def _accepts(self) -> bool:
        try:
            psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _create_roles(self) -> None:
        """The two roles and the database, made once."""
        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles UNION SELECT datname FROM pg_database")}
            for role in {OWNER, APP} - known:
                connection.execute(f"CREATE ROLE {role} LOGIN")
            if DATABASE not in known:
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")

    def _log_end(self) -> str:
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
