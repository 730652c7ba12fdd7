"""The entry: one act, in the bytes that are hashed and kept for ever.

An entry names nobody and nothing. Whatever it says in the clear is an opaque token or a digest; content is present only
as salted commitments (see `sealing`), so that it can be destroyed later without breaking the log.

    a  who acted            k   kind of act                   r  grant of authority used
    c  chain                l   links in the clear            t  when the system received the act
    d  commitments          n   place in the chain, from 1    u  unit
    e  digests of files     ot  when the act is said to have  v  version of this format
    h  leaf before this         happened, or null             w  build of the program      z  blinding bytes
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from mingheng.ledger.rules.canonical import EntryRefused, spelled

LARGEST_ENTRY = 8 * 1024
_VERSION = 1
_TOKEN = re.compile(r"[A-Za-z0-9._:/@+=-]{1,128}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one entry says. Digests and blinding bytes are `bytes` here and lower-case hex in the written form."""

    chain: str
    n: int
    previous: bytes
    kind: str
    by: str
    unit: str
    grant: str
    at: datetime
    happened: datetime | None
    commitments: Mapping[str, bytes]
    files: tuple[bytes, ...]
    links: Mapping[str, str]
    build: str
    blind: bytes

    def to_bytes(self) -> bytes:
        """The canonical bytes. Raises EntryRefused for free text, a naive time or more than 8 KB."""
        written = spelled(
            {
                "a": _token(self.by, "经办人"),
                "c": _token(self.chain, "链"),
                "d": {_token(k, "字段名"): v.hex() for k, v in self.commitments.items()},
                "e": [file.hex() for file in self.files],
                "h": self.previous.hex(),
                "k": _token(self.kind, "事项"),
                "l": {_token(k, "引用名"): _token(v, k) for k, v in self.links.items()},
                "n": self.n,
                "ot": _milliseconds(self.happened, "发生时间") if self.happened else None,
                "r": self.grant and _token(self.grant, "授权"),
                "t": _milliseconds(self.at, "收到时间"),
                "u": _token(self.unit, "单位"),
                "v": _VERSION,
                "w": _token(self.build, "程序版本"),
                "z": self.blind.hex(),
            }
        )
        if len(written) > LARGEST_ENTRY:
            raise EntryRefused(f"存证条目 {len(written)} 字节,超过 {LARGEST_ENTRY} 字节;请减少字段或文件,分次记录。")
        return written

    @classmethod
    def from_bytes(cls, written: bytes) -> "Entry":
        """The entry these bytes say. Raises EntryRefused when they are not an entry of this version."""
        try:
            said = _said(written)
            return cls(
                chain=said["c"],
                n=said["n"],
                previous=bytes.fromhex(said["h"]),
                kind=said["k"],
                by=said["a"],
                unit=said["u"],
                grant=said["r"],
                at=datetime.fromisoformat(said["t"]),
                happened=said["ot"] and datetime.fromisoformat(said["ot"]),
                commitments={k: bytes.fromhex(v) for k, v in said["d"].items()},
                files=tuple(bytes.fromhex(file) for file in said["e"]),
                links=said["l"],
                build=said["w"],
                blind=bytes.fromhex(said["z"]),
            )
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as reason:
            raise EntryRefused("不是本版本的存证条目:字节已损坏,或须用更新的程序读取。") from reason


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the writer of an entry gets back; `leaf` in hex."""

    entry_id: int
    leaf: str
    chain: str
    n: int


def leaf_hash(entry: bytes) -> bytes:
    """The leaf of RFC 6962 section 2.1: a prefix of 0x00 keeps a leaf from passing for an inner node of the tree."""
    return hashlib.sha256(b"\x00" + entry).digest()


def file_digest(text: str) -> bytes:
    """A file's SHA-256 as an entry holds it. Raises EntryRefused unless it is 64 lower-case hex digits."""
    if not _DIGEST.fullmatch(text):
        raise EntryRefused("文件:须为 SHA-256 摘要(64 位小写十六进制),无法存证。")
    return bytes.fromhex(text)


def _said(written: bytes) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(written)
    if said["v"] != _VERSION:
        raise ValueError(f"version {said['v']} is not known here")
    return said


def _token(text: str, where: str) -> str:
    """Names and free text cannot be written in the clear: only what a machine would call an identifier."""
    if not _TOKEN.fullmatch(text):
        raise EntryRefused(
            f"{where}:存证条目只收代码(ASCII 字母、数字和 ._:/@+=-,1 至 128 个字符);姓名与文字请放入 facts 或 personal。"
        )
    return text


def _milliseconds(moment: datetime, where: str) -> str:
    if moment.tzinfo is None:
        raise EntryRefused(f"{where}:时间没有时区,无法存证。")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
