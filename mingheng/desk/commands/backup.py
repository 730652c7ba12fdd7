"""`mingheng backup FILE`: database, files and keys in one tar archive, with the SHA-256 of every part. Works while serving."""

import argparse
import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from mingheng import __version__
from mingheng.kit import clock, installation
from mingheng.kit.paths import data_dir
from mingheng.kit.pg_programs import find_programs

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database.dump"


class Hashing(io.RawIOBase):
    """A file that is hashed while it is read, so that the digest is that of the bytes that went into the archive."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source = source
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes of the source."""
        block = self.source.read(size)
        self.sha256.update(block)
        return block


def main(argv: list[str]) -> int:
    """Write the archive; an existing file of that name is not overwritten."""
    parser = argparse.ArgumentParser("mingheng backup", description=__doc__)
    parser.add_argument("file", type=Path)
    target: Path = parser.parse_args(argv).file
    if target.exists():
        parser.error(f"{target} 已经存在,请换一个文件名。")
    unfinished = target.with_name(f"{target.name}.part")
    with installation.database():
        parts = write_archive(unfinished)
    unfinished.rename(target)
    print(f"已备份 {parts} 项到 {target}。备份里有密钥,请像保管密钥一样保管它。")
    return 0


def write_archive(target: Path) -> int:
    """Write everything to `target`, readable by us only; returns how many parts.

    The database comes first: a file is always there before the row that names it, so the files copied later are enough.
    """
    digests: dict[str, dict[str, object]] = {}
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as raw, tarfile.open(fileobj=raw, mode="w") as archive:
        with tempfile.TemporaryDirectory() as folder:
            dump = Path(folder) / DATABASE
            dump_database(dump)
            digests[DATABASE] = _add(archive, dump, DATABASE)
        for path, name in _files():
            digests[name] = _add(archive, path, name)
        manifest = {"format": FORMAT, "version": __version__, "made": clock.now().isoformat(), "parts": digests}
        content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
        raw.flush()
        os.fsync(raw.fileno())
    return len(digests)


def dump_database(target: Path) -> None:
    """pg_dump as the owner, without names of roles: the place it is restored to has its own."""
    words = ["-Fc", "--no-owner", "--no-privileges", "-f", str(target), "-d", installation.owner_url()]
    subprocess.run([find_programs().folder / "pg_dump", *words], check=True)


def _files() -> Iterator[tuple[Path, str]]:
    """Every file that belongs to the installation, with its name in the archive."""
    for folder, name in ((installation.files_dir(), "files"), (data_dir() / "secrets", "secrets")):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield path, f"{name}/{path.relative_to(folder).as_posix()}"
    kind = data_dir() / "kind"
    if kind.exists():
        yield kind, "kind"


def _add(archive: tarfile.TarFile, path: Path, name: str) -> dict[str, object]:
    entry = tarfile.TarInfo(name)
    with path.open("rb") as source:
        entry.size = os.fstat(source.fileno()).st_size
        entry.mode = 0o600
        hashing = Hashing(source)
        archive.addfile(entry, hashing)
    return {"sha256": hashing.sha256.hexdigest(), "size": entry.size}
