"""How leaves and nodes are hashed: RFC 9162 section 2.1.1, with SHA-256 or with SM3 (GB/T 32905)."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

SIZE = 32  # bytes of either digest


@dataclass(frozen=True, slots=True)
class Hashing:
    """One hash function: its name, and what begins a digest with it."""

    name: str
    begun: Callable[[bytes], Any]

    def leaf(self, entry: bytes) -> bytes:
        """The hash of an entry; the prefix keeps it from passing for a node."""
        digest: bytes = self.begun(b"\x00" + entry).digest()
        return digest

    def node(self, left: bytes, right: bytes) -> bytes:
        """The hash of two subtrees side by side."""
        digest: bytes = self.begun(b"\x01" + left + right).digest()
        return digest

    @property
    def empty(self) -> bytes:
        """The root of a tree without leaves."""
        digest: bytes = self.begun(b"").digest()
        return digest


SHA256 = Hashing("sha256", hashlib.sha256)
SM3 = Hashing("sm3", partial(hashlib.new, "sm3"))
