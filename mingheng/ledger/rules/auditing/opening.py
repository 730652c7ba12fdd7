"""Opening commitments and sealed values of one chain many times over: what `sealing` says, with the key prepared once.

HKDF-SHA256 (RFC 5869) of one block is two HMACs, the first of which depends on the key alone. Of the second what depends
on the key and on the label is hashed once too (RFC 2104: two digests that each begin with the padded key) and copied.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mingheng.ledger.rules.canonical import Json

_NONCE = 12
_LABEL = b"mingheng ledger "
_BLOCK = 64  # bytes SHA-256 takes in at once
_INNER, _OUTER = bytes(byte ^ 0x36 for byte in range(256)), bytes(byte ^ 0x5C for byte in range(256))  # RFC 2104
_READ = json.JSONDecoder().decode
_TEXT = json.encoder.encode_basestring
_SPELL = vars(json.encoder)["c_make_encoder"](
    None, str, _TEXT, None, ":", ",", True, False, False
)  # as `canonical` spells, built once


@dataclass(frozen=True, slots=True)
class Opener:
    """A chain's key, ready for use: the inner and the outer digest as far as they are the same each time, and the seal."""

    inner: Any
    outer: Any
    seal: AESGCM

    @classmethod
    def of(cls, key: bytes) -> "Opener":
        """The opener of a chain's key."""
        padded = hmac.digest(bytes(32), key, "sha256").ljust(_BLOCK, b"\x00")
        inner, outer = hashlib.sha256(padded.translate(_INNER) + _LABEL), hashlib.sha256(padded.translate(_OUTER))
        return cls(inner, outer, AESGCM(_derived(inner, outer, b"seal")))

    def commitment(self, blind: bytes, name: str, value: Json) -> str:
        """The commitment to a value in hex. What has no canonical spelling gives one that no entry holds."""
        named = name.encode()
        salt = _derived(self.inner, self.outer, b"salt" + blind + named)
        return hashlib.sha256(b"hz1" + salt + named + b"\x00" + _spelled(value)).hexdigest()

    def opened(self, leaf: bytes, sealed: bytes) -> dict[str, Json] | None:
        """What was sealed for the entry with this leaf; None for any other bytes, key or entry."""
        try:
            values: dict[str, Json] = _READ(self.seal.decrypt(sealed[:_NONCE], sealed[_NONCE:], leaf).decode())
        except (InvalidTag, ValueError):
            return None
        return values


def _derived(inner: Any, outer: Any, purpose: bytes) -> bytes:
    """What HKDF gives for a purpose; the two digests stay as they are."""
    within, around = inner.copy(), outer.copy()
    within.update(purpose + b"\x01")
    around.update(within.digest())
    derived: bytes = around.digest()
    return derived


def _spelled(value: Json) -> bytes:
    """What `canonical.spelled` gives of the same value."""
    return _TEXT(value).encode() if type(value) is str else "".join(_SPELL(value, 0)).encode()
