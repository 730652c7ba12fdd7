"""One installation: its database (embedded or a real server), its secrets, and who holds it now. No Django."""

import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg

from mingheng.kit import postgres
from mingheng.kit.locks import Lock
from mingheng.kit.paths import data_dir
from mingheng.kit.pg_programs import PostgresTrouble

SECRET_BYTES = 32
PATIENCE = 2.0  # seconds of silence before we say what we wait for
STAYS, PASSES = "stays", "passes"


def is_embedded() -> bool:
    """Whether the database is our own child, that is, no `DATABASE_URL` names another."""
    return not os.environ.get("DATABASE_URL")


def is_demo() -> bool:
    """Whether this data folder was filled with fictional people at its first start."""
    mark = data_dir() / "kind"
    return is_embedded() and mark.exists() and mark.read_text(encoding="ascii") == "demo"


def app_url() -> str:
    """The database as the application sees it: may not change tables, may not alter what is append-only."""
    return os.environ.get("DATABASE_URL") or _cluster().url(postgres.APP)


def owner_url() -> str:
    """The database as the owner of its tables sees it, for migrations only."""
    if is_embedded():
        return _cluster().url(postgres.OWNER)
    given = os.environ.get("DATABASE_OWNER_URL")
    if not given:
        raise PostgresTrouble("迁移需要表的所有者身份:请设置 DATABASE_OWNER_URL。")
    return given


def role(url: str) -> str:
    """The database role a connection URL logs in as."""
    return unquote(urlsplit(url).username or "")


def secret(name: str) -> bytes:
    """A secret of this installation, made on first use; readable by its owner only."""
    path = data_dir() / "secrets" / name
    with suppress(FileNotFoundError):
        return bytes.fromhex(path.read_text(encoding="ascii"))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_hex(SECRET_BYTES), encoding="ascii")
    with suppress(FileExistsError):  # two processes on first start: the first one's secret stands
        os.link(draft, path)
    draft.unlink()
    return bytes.fromhex(path.read_text(encoding="ascii"))


def log_origin() -> str:
    """The name of this ledger, under which its checkpoints are signed."""
    return os.environ.get("MINGHENG_LOG_ORIGIN", "").strip() or "localhost/ledger"


def witness_policy() -> Path:
    """The file that names those who watch the ledger (c2sp.org/tlog-policy); it need not be there."""
    return Path(os.environ.get("MINGHENG_WITNESS_POLICY") or data_dir() / "witness-policy")


def files_dir() -> Path:
    """Where uploaded and rendered files are kept."""
    return Path(os.environ.get("MINGHENG_FILES") or data_dir() / "files")


@contextmanager
def database(*, stays: bool = False) -> Iterator[postgres.Cluster | None]:
    """Have the database for the length of a block: join the server of a running `serve`, or start one and stop it after.

    `stays` is for `serve`, whose server others may join. A server that a passing command started is not joined but waited
    for, since it ends with that command. Yields the cluster when it is ours, None when it is not ours to look after.
    """
    if not is_embedded():
        yield None
        return
    lock = Lock(data_dir() / "database.lock")
    if _joined(lock, stays=stays):
        yield None
        return
    try:
        with _cluster().running() as cluster:
            yield cluster
    finally:
        lock.release()


def _joined(lock: Lock, *, stays: bool) -> bool:
    """True once another's server can be used, False once the lock is ours."""
    began, told = time.monotonic(), False
    while not lock.take(STAYS if stays else PASSES):
        if not stays and lock.note() == STAYS and _answers():
            return True
        if not told and time.monotonic() - began > PATIENCE:
            told = True
            sys.stderr.write("另一个命令正在使用数据库,等待它结束……\n")
        time.sleep(0.1)
    return False


def _answers() -> bool:
    try:
        psycopg.connect(app_url(), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _cluster() -> postgres.Cluster:
    return postgres.Cluster(data_dir())
