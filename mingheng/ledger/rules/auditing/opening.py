"""Opening commitments and sealed values of one chain many times over: what `sealing` says, with the key prepared once.

HKDF-SHA256 (RFC 5869) of one block is two HMACs, the first of which depends on the key alone.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mingheng.ledger.rules.canonical import Json

_NONCE = 12
_LABEL = b"mingheng ledger "
_TEXT = json.encoder.encode_basestring
_SPELL = vars(json.encoder)["c_make_encoder"](
    None, str, _TEXT, None, ":", ",", True, False, False
)  # as `canonical` spells, built once


@dataclass(frozen=True, slots=True)
class Opener:
    """A chain's key, ready for use."""

    prepared: bytes

    @classmethod
    def of(cls, key: bytes) -> "Opener":
        """The opener of a chain's key."""
        return cls(hmac.digest(bytes(32), key, "sha256"))

    def commitment(self, blind: bytes, name: str, value: Json) -> str:
        """The commitment to a value in hex. What has no canonical spelling gives one that no entry holds."""
        named = name.encode()
        salt = hmac.digest(self.prepared, _LABEL + b"salt" + blind + named + b"\x01", "sha256")
        return hashlib.sha256(b"hz1" + salt + named + b"\x00" + _spelled(value)).hexdigest()

    def opened(self, leaf: bytes, sealed: bytes) -> dict[str, Json] | None:
        """What was sealed for the entry with this leaf; None for any other bytes, key or entry."""
        key = hmac.digest(self.prepared, _LABEL + b"seal\x01", "sha256")
        try:
            values: dict[str, Json] = json.loads(AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], leaf))
        except (InvalidTag, ValueError):
            return None
        return values


def _spelled(value: Json) -> bytes:
    """What `canonical.spelled` gives of the same value."""
    return _TEXT(value).encode() if type(value) is str else "".join(_SPELL(value, 0)).encode()
