"""Content that can be proved while its key exists, and can be destroyed with it.

A chain has one key of 32 random bytes. From it come the salt of every commitment and the key that seals personal
values. A plain digest of an identity number or a fine could be found by trying them all; a salted one cannot. Without
the key the commitments stay in the log, prove that something was recorded, and can be opened by nobody.
"""

import hashlib
import json
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import keywrap
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mingheng.ledger.rules.canonical import Json, canonical_bytes

_NONCE = 12


class ContentAltered(ValueError):
    """Sealed content or a wrapped key is not what was written: changed in storage, or the master key is another one."""


class ContentErased(LookupError):
    """The content of this chain was destroyed by law; that it existed is all that can still be proved."""


def wrap_key(key: bytes, master_key: bytes) -> bytes:
    """A chain's key as it may be stored (RFC 3394)."""
    return keywrap.aes_key_wrap(master_key, key)


def unwrap_key(wrapped: bytes, master_key: bytes) -> bytes:
    """A chain's key as it may be used. Raises ContentAltered under another master key."""
    try:
        return keywrap.aes_key_unwrap(master_key, wrapped)
    except keywrap.InvalidUnwrap as reason:
        raise ContentAltered("链密钥无法解开:主密钥(MINGHENG_MASTER_KEY)不符,或密钥已被改动。") from reason


def commitment(key: bytes, blind: bytes, name: str, value: Json) -> bytes:
    """SHA-256("hz1" ‖ salt ‖ name ‖ 0x00 ‖ canonical value), the salt being of this chain, this entry and this field."""
    return commitment_by(salt_of(key, blind, name), name, value)


def salt_of(key: bytes, blind: bytes, name: str) -> bytes:
    """The salt of one field of one entry: 32 bytes that open this commitment and no other."""
    return _derive(key, b"salt" + blind + name.encode())


def commitment_by(salt: bytes, name: str, value: Json) -> bytes:
    """The same for whoever has the salt and not the key."""
    return hashlib.sha256(b"hz1" + salt + name.encode() + b"\x00" + canonical_bytes(value, name)).digest()


def erasure_warrant(master_key: bytes, chain: str, n: int) -> str:
    """What only who holds the master key can write under entry `n` of a chain that says its content is destroyed, in hex.

    That entry commits to nothing that could be opened, so without this whoever writes rows could make one up.
    """
    return _derive(master_key, f"erasure {n} {chain}".encode()).hex()


def seal(key: bytes, leaf: bytes, values: Mapping[str, Json], nonce: bytes) -> bytes:
    """The values as only the chain's key opens them, bound to their entry; `nonce` is 12 bytes never used before."""
    return nonce + AESGCM(_derive(key, b"seal")).encrypt(nonce, canonical_bytes(values, "personal"), leaf)


def unseal(key: bytes, leaf: bytes, sealed: bytes) -> dict[str, Json]:
    """What was sealed for the entry with this leaf. Raises ContentAltered for any other bytes, key or entry."""
    try:
        plain = AESGCM(_derive(key, b"seal")).decrypt(sealed[:_NONCE], sealed[_NONCE:], leaf)
    except (InvalidTag, ValueError) as reason:
        raise ContentAltered("个人信息密文与存证条目不符:内容已被改动。") from reason
    values: dict[str, Json] = json.loads(plain)
    return values


def _derive(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"mingheng ledger " + purpose).derive(key)
