"""SM2 signatures (GB/T 32918.2, with SM3 and the usual name of the signer) by the OpenSSL on this machine.

Whoever signs with a certified device writes another `Sm2Signer`. No well-kept Python library has SM2.
"""

import subprocess
import tempfile
from pathlib import Path
from typing import Protocol

PUBLIC = 65  # bytes: 04, x and y
DISTID = "1234567812345678"  # the signer's name that goes into the digest; every implementation here takes this one
PATIENCE = 20.0  # seconds
_OPTIONS = ("-rawin", "-digest", "sm3", "-pkeyopt", f"distid:{DISTID}")
_SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")  # what stands before the point of a public SM2 key


class NoSm2(Exception):
    """Why there is no signature and no verdict; the message says what to do."""


class Sm2Signer(Protocol):
    """Something that holds a private SM2 key."""

    @property
    def public(self) -> bytes:
        """The public key as an uncompressed point."""

    def sign(self, message: bytes) -> bytes:
        """The signature in DER. Raises NoSm2."""


class OpensslSm2:
    """A key in a PEM file, as `openssl genpkey -algorithm SM2` makes it. Raises NoSm2 where it is none."""

    def __init__(self, key: Path) -> None:
        self.key = key
        der = _openssl("pkey", "-in", str(key), "-pubout", "-outform", "DER")
        if not der.startswith(_SPKI) or len(der) != len(_SPKI) + PUBLIC:
            raise NoSm2(f"{key} 不是 SM2 私钥：可用 openssl genpkey -algorithm SM2 生成")
        self._public = der[len(_SPKI) :]

    @property
    def public(self) -> bytes:
        """The public key as an uncompressed point."""
        return self._public

    def sign(self, message: bytes) -> bytes:
        """The signature in DER. Raises NoSm2."""
        with tempfile.NamedTemporaryFile() as given:
            given.write(message)
            given.flush()
            return _openssl("pkeyutl", "-sign", "-inkey", str(self.key), "-in", given.name, *_OPTIONS)


def sm2_made(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the holder of that key signed the message. Raises NoSm2 where nobody here can tell."""
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder) / name for name in ("key", "message", "signature")]
        for path, data in zip(names, (_SPKI + public, message, signature), strict=True):
            path.write_bytes(data)
        key, given, made = map(str, names)
        words = ["pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", key, "-in", given, "-sigfile", made, *_OPTIONS]
        said = _ran(words)
        if b"Verif" not in said.stdout + said.stderr:
            raise NoSm2(_advice(said))
        return said.returncode == 0


def _openssl(*words: str) -> bytes:
    said = _ran(words)
    if said.returncode:
        raise NoSm2(_advice(said))
    return said.stdout


def _ran(words: "tuple[str, ...] | list[str]") -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(["openssl", *words], capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as reason:
        raise NoSm2(f"运行不了 openssl：{reason}。请安装 OpenSSL 3，并让 PATH 找得到它") from reason


def _advice(said: "subprocess.CompletedProcess[bytes]") -> str:
    told = (said.stderr or said.stdout).decode(errors="replace").strip()[:300]
    return f"openssl 做不了 SM2：{told}。请核对密钥文件，并安装带 SM2 和 SM3 的 OpenSSL 3"
