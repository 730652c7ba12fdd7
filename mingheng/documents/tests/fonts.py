"""A font under another family name, to stand for one that a bureau brings along."""

import struct


def renamed(font: bytes, family: str) -> bytes:
    """The same font with a shorter or equal family name (name records 1 and 16 of its `name` table)."""
    changed = bytearray(font)
    (tables,) = struct.unpack_from(">H", changed, 4)
    for n in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sIII", changed, 12 + 16 * n)
        if tag == b"name":
            _rename(changed, start, family)
    return bytes(changed)


def _rename(font: bytearray, start: int, family: str) -> None:
    _, count, strings = struct.unpack_from(">HHH", font, start)
    for n in range(count):
        record = start + 6 + 12 * n
        platform, _, _, meaning, length, offset = struct.unpack_from(">6H", font, record)
        written = family.encode("ascii" if platform == 1 else "utf-16-be")
        if meaning in {1, 16} and len(written) <= length:
            place = start + strings + offset
            font[place : place + len(written)] = written
            struct.pack_into(">H", font, record + 8, len(written))
