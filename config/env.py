"""What the surroundings say: environment variables, and the secrets kept in the data folder."""

import os
import re
from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from mingheng.kit import installation
from mingheng.kit.paths import data_dir

Chosen = TypeVar("Chosen")

PATIENT_OWNER = "-c lock_timeout=10s -c statement_timeout=15min"  # a migration must not hold up everybody for ever


def flag(name: str) -> bool:
    """True when the variable is set to 1, yes or true."""
    return os.environ.get(name, "").lower() in {"1", "yes", "true"}


def words(name: str) -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def text(name: str, default: str) -> str:
    """What the variable says, or the default."""
    return os.environ.get(name, "").strip() or default


def file_text(name: str, otherwise: Path | None = None) -> str:
    """What stands in the file the variable names, or in the other where there is one. Raises ImproperlyConfigured."""
    named = os.environ.get(name)
    path = Path(named) if named else otherwise
    if path is None or not (named or path.exists()):
        return ""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise ImproperlyConfigured(f"{name} 指的文件 {path} 读不出来：{wrong}") from wrong


def number(name: str, default: int) -> int:
    """A whole number. Raises ImproperlyConfigured when it is something else."""
    given = os.environ.get(name, str(default))
    if not given.isdecimal():
        raise ImproperlyConfigured(f"{name} 必须是整数,现在是 {given}。")
    return int(given)


def local_time(name: str, default: str) -> time:
    """A time of the day in Shanghai, such as 02:30. Raises ImproperlyConfigured when it is something else."""
    given = os.environ.get(name, default)
    try:
        return datetime.strptime(given, "%H:%M").time()  # noqa: DTZ007  # a time of every day, of no day
    except ValueError as wrong:
        raise ImproperlyConfigured(f"{name} 必须是 24 小时制的时间，例如 02:30，现在是 {given}。") from wrong


def size(name: str, default: str) -> str:
    """An amount of memory, such as 512MB or 2GB. Raises ImproperlyConfigured when it is something else."""
    given = os.environ.get(name, default)
    if not re.fullmatch(r"[1-9][0-9]*(MB|GB)", given):
        raise ImproperlyConfigured(f"{name} 必须是内存大小，例如 512MB 或 2GB，现在是 {given}。")
    return given


def one_of(name: str, choices: Mapping[str, Chosen]) -> Chosen:
    """What the variable's word stands for, by default the first. Raises ImproperlyConfigured for another word."""
    given = os.environ.get(name) or next(iter(choices))
    if given not in choices:
        raise ImproperlyConfigured(f"{name} 必须是 {'、'.join(choices)} 之一，现在是 {given}。")
    return choices[given]


def folder(name: str) -> Path:
    """A folder of that name in the data folder, made when it is not there."""
    path = data_dir() / name
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def folder_anywhere(name: str, default: str) -> Path:
    """The folder the variable names, or one in the data folder; made by whoever writes into it first."""
    return Path(os.environ.get(name) or data_dir() / default)


def store(location: Path) -> dict[str, object]:
    """Django's settings of a store that never overwrites, in that folder."""
    return {"BACKEND": "mingheng.kit.stores.folder.FolderStore", "OPTIONS": {"location": location}}


def public_url() -> str:
    """Where the public reaches this installation: as said, else the first of its hosts, else where it is served by default."""
    hosts, scheme = words("MINGHENG_HOSTS"), "https" if flag("MINGHENG_HTTPS") else "http"
    return text("MINGHENG_PUBLIC_URL", f"{scheme}://{hosts[0]}" if hosts else "http://localhost:8000").rstrip("/")


def secret(name: str) -> bytes:
    """The secret from `MINGHENG_<NAME>_FILE` or `MINGHENG_<NAME>` (hexadecimal).

    An embedded installation makes its own; one on a real database must be given it, or raises ImproperlyConfigured.
    """
    variable = f"MINGHENG_{name.upper()}"
    given = os.environ.get(variable)
    if path := os.environ.get(f"{variable}_FILE"):
        given = Path(path).read_text(encoding="ascii").strip()
    if given is None:
        if not installation.is_embedded():
            raise ImproperlyConfigured(f"设置了 DATABASE_URL,就必须给出 {variable} 或 {variable}_FILE(64 位十六进制)。")
        return installation.secret(name)
    try:
        value = bytes.fromhex(given)
    except ValueError:
        value = b""
    if len(value) != installation.SECRET_BYTES:
        raise ImproperlyConfigured(f"{variable} 必须是 64 位十六进制数;可用 openssl rand -hex 32 生成。")
    return value


def secret_if_any(name: str) -> bytes | None:
    """The same, or None for an installation on a real database that was not given it."""
    variable = f"MINGHENG_{name.upper()}"
    given = variable in os.environ or f"{variable}_FILE" in os.environ
    return secret(name) if given or installation.is_embedded() else None


def secret_if_given(name: str) -> bytes | None:
    """The same, or None where it was not given; never one of our own making."""
    variable = f"MINGHENG_{name.upper()}"
    return secret(name) if variable in os.environ or f"{variable}_FILE" in os.environ else None


def database() -> dict[str, object]:
    """Django's database settings: the application's role, or the owner's while the tables are being changed."""
    as_owner = os.environ.get("MINGHENG_ROLE") == "owner"
    url = urlsplit(installation.owner_url() if as_owner else installation.app_url())
    if url.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured("DATABASE_URL 必须以 postgresql:// 开头;本系统只用 PostgreSQL。")
    options = dict(parse_qsl(url.query))
    if as_owner:
        options["options"] = PATIENT_OWNER
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", None) or url.hostname or "",
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
