"""A proof one can carry away (c2sp.org/tlog-proof): the place of an entry, the way to the root, the cosigned checkpoint."""

import base64
from dataclasses import dataclass

from mingheng.ledger.rules.tree.checkpoints import decimal, hash_of
from mingheng.ledger.rules.tree.encodings import from_base64
from mingheng.ledger.rules.tree.notes import BadNote, Note

HEADING = "c2sp.org/tlog-proof@v1"
LONGEST = 63  # hashes: no tree is higher


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry is at `index` of the tree the note's checkpoint signs. `extra` is not covered by any signature."""

    index: int
    hashes: tuple[bytes, ...]
    note: Note
    extra: bytes = b""

    def __str__(self) -> str:
        """The proof as a file holds it."""
        extra = f"extra {base64.b64encode(self.extra).decode()}\n" if self.extra else ""
        hashes = "".join(f"{base64.b64encode(sibling).decode()}\n" for sibling in self.hashes)
        return f"{HEADING}\n{extra}index {self.index}\n{hashes}\n{self.note}"

    @classmethod
    def read(cls, written: str) -> "Proof":
        """The proof of a file. Raises BadNote."""
        head, gap, note = written.partition("\n\n")
        lines = head.split("\n")
        if not gap or lines.pop(0) != HEADING:
            raise BadNote(f"不是存证证明：第一行应当是 {HEADING}")
        extra = b""
        if lines and lines[0].startswith("extra "):
            try:
                extra = from_base64(lines.pop(0).removeprefix("extra "))
            except ValueError as reason:
                raise BadNote("存证证明的附加内容不是 Base64") from reason
        if not lines or not lines[0].startswith("index "):
            raise BadNote("存证证明没有写明是第几条")
        index, *hashes = lines
        if len(hashes) > LONGEST:
            raise BadNote("存证证明的摘要太多")
        return cls(decimal(index.removeprefix("index ")), tuple(map(hash_of, hashes)), Note.read(note), extra)
