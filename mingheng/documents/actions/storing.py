"""Keeping a paper's file under the digest of its content."""

import hashlib
from dataclasses import dataclass

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

    A file of that name with other content is what a killed process left behind, and is replaced.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    name = f"{stem}-{sha256[:16]}.{ending}"
    if not queries.exists(name, sha256):
        store = queries.store()
        store.delete(name)
        name = store.save(name, ContentFile(content))
    return Kept(name, sha256, len(content))
