"""Checkpoints (c2sp.org/tlog-checkpoint): which log, how many entries, and the root of the tree over them."""

import base64
import re
from dataclasses import dataclass

from mingheng.ledger.rules.tree.encodings import from_base64
from mingheng.ledger.rules.tree.hashing import SIZE
from mingheng.ledger.rules.tree.notes import BadNote

_LARGEST = (1 << 63) - 1  # what databases count to, and what witnesses are told to accept
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def read(cls, text: str) -> "Checkpoint":
        """The checkpoint of the text of a note; lines after the third are passed over. Raises BadNote."""
        lines = text.split("\n")
        if len(lines) < len(("origin", "size", "root", "")) or lines.pop() or not all(lines):
            raise BadNote("检查点应当是三行：日志名、条数、根")
        return cls(lines[0], decimal(lines[1]), hash_of(lines[2]))


def decimal(text: str) -> int:
    """A whole number below 2**63 without sign or leading zeroes. Raises BadNote."""
    if not _DECIMAL.fullmatch(text) or int(text) > _LARGEST:
        raise BadNote(f"{text[:30]!r} 不是十进制的整数")
    return int(text)


def hash_of(text: str) -> bytes:
    """A hash in base64. Raises BadNote."""
    try:
        found = from_base64(text)
    except ValueError:
        found = b""
    if len(found) != SIZE or base64.b64encode(found).decode() != text:
        raise BadNote(f"{text[:60]!r} 不是 Base64 写的摘要")
    return found
