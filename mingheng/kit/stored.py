"""Stored files held against the digests that were recorded of them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import storages

CHUNK = 1 << 20  # bytes read at once


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file by its name in a storage, the digest it must have, whose it is and how it is called."""

    storage: str
    name: str
    sha256: str
    folder: str
    title: str


@dataclass(frozen=True, slots=True)
class FileRead:
    """What reading a file afresh showed: the digest of what is there, empty where nothing is."""

    file: StoredFile
    state: Literal["intact", "differs", "missing"]
    sha256: str
    size: int = 0


def read_again(files: Sequence[StoredFile]) -> list[FileRead]:
    """Each of these files read from the first byte to the last."""
    return [_read(file) for file in files]


def _read(file: StoredFile) -> FileRead:
    digest, size = hashlib.sha256(), 0
    alias = file.storage if file.storage in storages.backends else "default"
    try:
        with storages[alias].open(file.name) as opened:
            for chunk in opened.chunks(CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, SuspiciousOperation):
        return FileRead(file, "missing", "")
    found = digest.hexdigest()
    return FileRead(file, "intact" if found == file.sha256 else "differs", found, size)
