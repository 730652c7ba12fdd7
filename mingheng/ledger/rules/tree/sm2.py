"""The SM2 line of a signed note: a signature type without a number of its own, so 0xff and a longer name (c2sp.org/signed-note)."""

import base64
import hashlib
from dataclasses import dataclass

from mingheng.ledger.rules.tree.notes import Note, Signature

KIND = b"\xffsm2-sm3-v1"


@dataclass(frozen=True, slots=True)
class Sm2Key:
    """Who signs, and the public key as an uncompressed point."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that lead a verifier to this key."""
        return hashlib.sha256(self.name.encode() + b"\n" + KIND + self.public).digest()[:4]

    def __str__(self) -> str:
        """The key as it is handed on."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(KIND + self.public).decode()}"

    def line(self, signature: bytes) -> Signature:
        """The line of a signature in DER."""
        return Signature(self.name, self.id, signature)

    def signature_on(self, note: Note) -> bytes | None:
        """The signature that says it is of this key, in DER; None where no line does."""
        return next((line.signature for line in note.signatures if (line.name, line.key_id) == (self.name, self.id)), None)
