"""This installation: its database (embedded or a real server), its secrets, and who holds it now. No Django."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from mingheng.kit import postgres
from mingheng.kit.paths import data_dir

SECRET_BYTES = 32


def is_embedded() -> bool:
    """Whether the database is our own child, that is, no `DATABASE_URL` names another."""
    return not os.environ.get("DATABASE_URL")


def app_url() -> str:
    """The database as the application sees it: may not change tables, may not alter what is append-only."""
    return os.environ.get("DATABASE_URL") or _cluster().url(postgres.APP)


def owner_url() -> str:
    """The database as the owner of its tables sees it, for migrations only."""
    if is_embedded():
        return _cluster().url(postgres.OWNER)
    given = os.environ.get("DATABASE_OWNER_URL")
    if not given:
        raise postgres.PostgresTrouble("迁移需要表的所有者身份:请设置 DATABASE_OWNER_URL。")
    return given


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


def files_dir() -> Path:
    """Where uploaded and rendered files are kept."""
    return Path(os.environ.get("MINGHENG_FILES") or data_dir() / "files")


def _cluster() -> postgres.Cluster:
    return postgres.Cluster(data_dir())
