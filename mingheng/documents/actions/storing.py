"""Keeping a paper's file under the digest of its content."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile

from mingheng.documents import queries


@dataclass(frozen=True)
class Kept:
    """Where a file lies and what it is."""

    name: str
    sha256: str
    size: int


def keep(content: bytes, stem: str, ending: str) -> Kept:
    """Store the content under `stem` and its digest; storing the same again changes nothing.

    A file half written by a killed process has the name but not the content, and is replaced. On disk before it returns.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    name = f"{stem}-{sha256[:16]}.{ending}"
    store = queries.store()
    if not queries.exists(name, sha256):
        store.delete(name)
        name = store.save(name, ContentFile(content))
        _to_disk(name)
    return Kept(name, sha256, len(content))


def _to_disk(name: str) -> None:
    """Ask the disk to have it; a storage without paths has its own promise."""
    try:
        path = Path(queries.store().path(name))
    except NotImplementedError:
        return
    with path.open("rb") as written:
        os.fsync(written.fileno())
