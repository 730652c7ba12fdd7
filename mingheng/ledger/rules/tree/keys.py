"""Keys that sign notes: Ed25519 as a log signs (type 0x01) and as a witness cosigns with the time (type 0x04).

A verifier key is written `name+id+base64(type, public key)`, as c2sp.org/signed-note says; what a witness signs is in
c2sp.org/tlog-cosignature. The private key is kept as PKCS #8 PEM, which every tool reads.
"""

import base64
import hashlib
import re
import struct
from dataclasses import dataclass
from enum import IntEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from mingheng.ledger.rules.tree.encodings import from_base64

PUBLIC = 32  # bytes of an Ed25519 public key
_VKEY = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)")
_NAME = re.compile(r"[^\s+]+")
_TIMESTAMP = struct.Struct(">Q")
LATEST = (1 << 63) - 1  # seconds since 1970 a cosignature may name


class BadKey(ValueError):
    """Text or bytes that are no key of a kind known here."""


class Kind(IntEnum):
    """What a signature says: the text as it is, or that somebody saw this tree at this time."""

    NOTE = 0x01
    COSIGNATURE = 0x04


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """Who signs, how, and the public key."""

    name: str
    kind: Kind
    public: bytes

    def __post_init__(self) -> None:
        """Refuse a name that cannot stand in a signature line."""
        if not _NAME.fullmatch(self.name) or len(self.public) != PUBLIC:
            raise BadKey(f"密钥名称 {self.name!r} 不能含空白和加号，公钥须为 {PUBLIC} 字节")

    @property
    def id(self) -> bytes:
        """The four bytes that lead a verifier to this key."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    @property
    def fingerprint(self) -> str:
        """What two people compare by reading aloud: half of the SHA-256 of the key as it is handed on, in groups of four."""
        digits = hashlib.sha256(str(self).encode()).hexdigest()[:32]
        return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))

    def __str__(self) -> str:
        """The key as it is handed on."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"

    @classmethod
    def read(cls, text: str) -> "VerifierKey":
        """The key a line says. Raises BadKey."""
        found = _VKEY.fullmatch(text.strip())
        if found is None:
            raise BadKey("公钥应当写作 名称+八位编号+Base64")
        try:
            material = from_base64(found[3])
            key = cls(found[1], Kind(material[0]), material[1:])
        except (IndexError, ValueError) as reason:
            raise BadKey(f"公钥 {found[1]} 的内容不是已知种类的密钥") from reason
        if key.id.hex() != found[2]:
            raise BadKey(f"公钥 {found[1]} 的编号与内容不符，可能抄错")
        return key

    def signed_at(self, text: str, signature: bytes) -> int | None:
        """The seconds since 1970 at which this key signed the text, 0 for a signature that names no time; None if it did not."""
        time = None
        if self.kind is Kind.COSIGNATURE:
            if len(signature) < _TIMESTAMP.size:
                return None
            (time,) = _TIMESTAMP.unpack(signature[: _TIMESTAMP.size])
            signature = signature[_TIMESTAMP.size :]
            if time > LATEST:
                return None
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, _message(text, time))
        except InvalidSignature:
            return None
        return time or 0


@dataclass(frozen=True, slots=True)
class SignerKey:
    """A private key, under the name it signs with."""

    name: str
    kind: Kind
    private: Ed25519PrivateKey

    @property
    def verifier(self) -> VerifierKey:
        """What others check its signatures with."""
        return VerifierKey(self.name, self.kind, self.private.public_key().public_bytes_raw())

    def sign(self, text: str, time: int = 0) -> bytes:
        """The signature of a text; a cosignature says it was made at `time`, in seconds since 1970."""
        if self.kind is Kind.NOTE:
            return self.private.sign(_message(text, None))
        return _TIMESTAMP.pack(time) + self.private.sign(_message(text, time))

    def to_pem(self) -> bytes:
        """The private key as a file keeps it."""
        return self.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    @classmethod
    def from_pem(cls, name: str, kind: Kind, pem: bytes) -> "SignerKey":
        """The key of a file. Raises BadKey."""
        try:
            private = serialization.load_pem_private_key(pem, None)
        except (TypeError, ValueError) as reason:
            raise BadKey(f"{name} 的私钥文件不是未加密的 PEM") from reason
        if not isinstance(private, Ed25519PrivateKey):
            raise BadKey(f"{name} 的私钥不是 Ed25519 密钥")
        return cls(name, kind, private)

    @classmethod
    def from_secret(cls, name: str, kind: Kind, secret: bytes) -> "SignerKey":
        """The key that 32 secret bytes are."""
        return cls(name, kind, Ed25519PrivateKey.from_private_bytes(secret))

    @classmethod
    def new(cls, name: str, kind: Kind) -> "SignerKey":
        """A key nobody has seen before."""
        return cls(name, kind, Ed25519PrivateKey.generate())


def _message(text: str, time: int | None) -> bytes:
    """What is signed."""
    if time is None:
        return text.encode()
    return f"cosignature/v1\ntime {time}\n{text}".encode()
