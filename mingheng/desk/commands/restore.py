"""`mingheng restore FILE`: verify a backup, then put it in place of what is here; all of it or nothing."""

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

import psycopg

from mingheng.desk.commands.backup import DATABASE, FORMAT, MANIFEST
from mingheng.kit import installation
from mingheng.kit.locks import Lock
from mingheng.kit.paths import data_dir
from mingheng.kit.pg_programs import find_programs
from mingheng.kit.processes import ourselves

BLOCK = 1 << 20


class Unusable(Exception):
    """The archive cannot be restored, or not here; nothing was changed."""


def main(argv: list[str]) -> int:
    """Restore and bring the tables up to this version. 1 with the reason when refused."""
    parser = argparse.ArgumentParser("mingheng restore", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--replace", action="store_true", help="replace an installation that is not empty")
    wish = parser.parse_args(argv)
    lock = Lock(data_dir() / "serve.lock")
    if not lock.take("正在恢复备份,请等它结束。"):
        print("系统正在运行,请先停止它再恢复。", file=sys.stderr)
        return 1
    try:
        restore(wish.file, replace=wish.replace)
    except Unusable as reason:
        print(reason, file=sys.stderr)
        return 1
    finally:
        lock.release()
    print("已恢复。")
    return 0


def restore(file: Path, *, replace: bool) -> None:
    """Everything from the archive. Raises Unusable before anything is changed when it does not verify or would overwrite."""
    installation.files_dir().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=installation.files_dir().parent) as folder:
        unpacked = Path(folder)
        unpack(file, unpacked)
        with installation.database():
            if not replace and not _is_empty():
                raise Unusable("这里已有数据。确实要用备份替换全部数据,请加上 --replace。")
            _load(unpacked / DATABASE)
        _put_files(unpacked)
    if subprocess.run(ourselves("migrate"), check=False).returncode:
        raise Unusable("数据已恢复,但升级数据表失败,原因见上。")


def unpack(file: Path, target: Path) -> None:
    """Write every part under `target`, checking it against the manifest. Raises Unusable when anything is missing or altered."""
    try:
        with tarfile.open(file) as archive:
            manifest = json.loads(_member(archive, MANIFEST))
            if manifest["format"] != FORMAT:
                raise Unusable(f"这个备份的格式是 {manifest['format']},本程序只认 {FORMAT};请用与它同期的程序。")
            for name, expected in manifest["parts"].items():
                if _copy(archive, name, target) != expected["sha256"]:
                    raise Unusable(f"备份中的 {name} 与清单不符,备份已损坏或被改动。")
    except (OSError, tarfile.TarError, KeyError, ValueError) as error:
        raise Unusable(f"备份 {file} 不能读取({error})。") from error


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    opened = archive.extractfile(name)
    if opened is None:
        raise KeyError(name)
    with opened:
        return opened.read()


def _copy(archive: tarfile.TarFile, name: str, target: Path) -> str:
    """Write one part below `target`; returns its SHA-256."""
    place = (target / name).resolve()
    if not place.is_relative_to(target.resolve()):
        raise ValueError(f"{name} 指向备份之外")
    source = archive.extractfile(name)
    if source is None:
        raise KeyError(name)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    place.touch(mode=0o600)
    digest = hashlib.sha256()
    with source, place.open("wb") as sink:
        while block := source.read(BLOCK):
            digest.update(block)
            sink.write(block)
    return digest.hexdigest()


def _is_empty() -> bool:
    with psycopg.connect(installation.owner_url()) as connection:
        tables = connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1").fetchone()
    files = installation.files_dir()
    return tables is None and not (files.exists() and any(files.iterdir()))


def _load(dump: Path) -> None:
    """Drop what is there and load the dump in one transaction, so that a failure leaves the old data standing."""
    programs = find_programs().folder
    script = dump.with_suffix(".sql")
    words = ["--no-owner", "--no-privileges", "-f", str(script), str(dump)]
    if subprocess.run([programs / "pg_restore", *words], check=False).returncode:
        raise Unusable("备份中的数据库不能读取,原数据未动,原因见上。")
    quiet = ["-X", "-q", "-o", "/dev/null", "--single-transaction", "-v", "ON_ERROR_STOP=1"]
    fresh = ["-c", "SET client_min_messages = warning", "-c", "DROP SCHEMA public CASCADE", "-c", "CREATE SCHEMA public"]
    loaded = subprocess.run([programs / "psql", *quiet, "-d", installation.owner_url(), *fresh, "-f", script], check=False)
    if loaded.returncode:
        raise Unusable("数据库没有恢复,原数据未动,原因见上。")


def _put_files(unpacked: Path) -> None:
    """Swap in the files and keys; what was here before is kept beside them under a dated name."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    for name, place in (("files", installation.files_dir()), ("secrets", data_dir() / "secrets"), ("kind", data_dir() / "kind")):
        if place.exists():
            place.rename(place.with_name(f"{place.name}.before-{stamp}"))
        if (unpacked / name).exists():
            (unpacked / name).rename(place)
