"""Canonical bytes: the subset of RFC 8785 in which every value has exactly one spelling.

The subset leaves out what implementations spell differently: fractions, large whole numbers, keys outside ASCII
(RFC 8785 sorts by UTF-16, Python by code point) and text that is not in Unicode normal form C. On what remains the
standard library writes the same bytes as an RFC 8785 library.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"

_SPELLED = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_LARGEST_INT = 2**53 - 1
_DEEPEST = 32
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class EntryRefused(ValueError):
    """What the caller wants recorded has no canonical form. The message names the place, never the content."""


def canonical_bytes(value: Json, where: str = "内容") -> bytes:
    """The one spelling of `value` in UTF-8; `where` names the value in a refusal. Raises EntryRefused."""
    return spelled(_plain(value, where, _DEEPEST))


def spelled(plain: object) -> bytes:
    """The same of a value that holds nothing but ASCII text and small whole numbers, which has one spelling already."""
    return _SPELLED(plain).encode()


def _plain(value: object, where: str, depth: int) -> object:
    """The same value in the built-in types that `json` writes, or a refusal."""
    if depth == 0:
        raise EntryRefused(f"{where}:嵌套超过 {_DEEPEST} 层,无法存证;请拆分后再记。")
    if isinstance(value, str):
        return _text(value, where)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _whole_number(value, where)
    if isinstance(value, Mapping):
        return {_key(key, where): _plain(item, f"{where}.{key}", depth - 1) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [_plain(item, f"{where}[{i}]", depth - 1) for i, item in enumerate(value)]
    raise EntryRefused(
        f"{where}:{type(value).__name__} 类型没有唯一写法,无法存证;小数请改为整数(如以分计)或文字,时间请改为文字。"
    )


def _whole_number(value: int, where: str) -> int:
    if abs(value) > _LARGEST_INT:
        raise EntryRefused(f"{where}:整数超出 ±(2^53-1),无法存证;请改为文字。")
    return int(value)


def _text(value: str, where: str) -> str:
    if value.isascii():
        return str.__str__(value)
    if _LONE_SURROGATE.search(value):
        raise EntryRefused(f"{where}:含有残缺的字符,无法存证;请删去后重新录入。")
    if not unicodedata.is_normalized("NFC", value):
        raise EntryRefused(f"{where}:文字不是 Unicode NFC 形式,无法存证;请先规范化。")
    return str.__str__(value)


def _key(key: object, where: str) -> str:
    if not isinstance(key, str) or not key.isascii():
        raise EntryRefused(f"{where}:字段名须为 ASCII 文字,无法存证。")
    return str.__str__(key)
