"""Signed notes (c2sp.org/signed-note): a text, an empty line, and a line for each signature."""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass

from mingheng.ledger.rules.tree.encodings import from_base64
from mingheng.ledger.rules.tree.keys import SignerKey, VerifierKey

MOST_SIGNATURES = 100
LARGEST = 1 << 20  # characters
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_ID = 4  # bytes


class BadNote(ValueError):
    """Text that is no signed note, or one that the keys do not bear out."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One line: whose it says it is, and the bytes."""

    name: str
    key_id: bytes
    signature: bytes

    def __str__(self) -> str:
        """The line, without its end."""
        return f"— {self.name} {base64.b64encode(self.key_id + self.signature).decode()}"

    @classmethod
    def read(cls, line: str) -> "Signature":
        """What a line says. Raises BadNote."""
        found = _LINE.fullmatch(line)
        try:
            material = from_base64(found[2]) if found else b""
        except ValueError:
            material = b""
        if found is None or len(material) <= _ID:
            raise BadNote(f"不是签名行：{line[:60]}")
        return cls(found[1], material[:_ID], material[_ID:])


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends with a new line, and its signatures."""

    text: str
    signatures: tuple[Signature, ...] = ()

    def __str__(self) -> str:
        """The note as it is handed on."""
        return self.text + "\n" + "".join(f"{line}\n" for line in self.signatures)

    @classmethod
    def read(cls, written: str) -> "Note":
        """The note of a text. Raises BadNote."""
        text, gap, lines = written.rpartition("\n\n")
        if not gap or not lines.endswith("\n") or len(written) > LARGEST:
            raise BadNote("不是签过名的文本：正文之后应当有一个空行和签名行")
        if any(ord(letter) < ord(" ") and letter != "\n" for letter in written):
            raise BadNote("签过名的文本里有控制字符")
        signatures = tuple(Signature.read(line) for line in lines[:-1].split("\n"))
        if len(signatures) > MOST_SIGNATURES:
            raise BadNote(f"签名超过 {MOST_SIGNATURES} 个")
        return cls(text + "\n", signatures)

    def signed(self, key: SignerKey, time: int = 0) -> "Note":
        """The note with one more signature."""
        signature = Signature(key.name, key.verifier.id, key.sign(self.text, time))
        return Note(self.text, (*self.signatures, signature))

    def times(self, keys: Iterable[VerifierKey]) -> dict[VerifierKey, int]:
        """The keys among these that signed, each with the time it names (0: none). Lines of other keys are passed over.

        Raises BadNote where a line says it is of one of the keys and is not.
        """
        known = {(key.name, key.id): key for key in keys}
        found: dict[VerifierKey, int] = {}
        for line in self.signatures:
            key = known.get((line.name, line.key_id))
            if key is None:
                continue
            time = key.signed_at(self.text, line.signature)
            if time is None:
                raise BadNote(f"{line.name} 的签名与内容不符")
            found[key] = max(time, found.get(key, 0))
        return found
