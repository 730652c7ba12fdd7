"""Documents packed as ZIP: docx, xlsx, ofd. Only their directory is read; nothing is unpacked."""

import zipfile
from typing import BinaryIO

from mingheng.evidence.rules.signatures import DOCX, OFD, XLSX, FileType
from mingheng.evidence.rules.statements import FileRefused

_MARKS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "OFD.xml": OFD}
_MOST_ENTRIES = 10_000
_MOST_UNPACKED = 1 << 30
_MOST_SWOLLEN = 300
"""How many times larger unpacked than packed; text in a real document stays far below."""
_SMALL = 1 << 20
"""Below this size unpacked, swelling harms nobody."""
_TAIL = 1 << 16
_END_OF_DIRECTORY = b"PK\x05\x06"


def examine_package(stream: BinaryIO, name: str) -> FileType:
    """Which document it is; raises FileRefused for any other archive, and for one with macros or made to burst."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileRefused(f"文件“{name}”打不开，不完整或已损坏。请重新导出") from error
    names = {entry.filename for entry in entries}
    kind = next((kind for mark, kind in _MARKS.items() if mark in names), None)
    if kind is None:
        raise FileRefused(f"文件“{name}”是压缩包，里面的内容不能逐一登记。请解压后把文件分别上传")
    if any(entry.lower().endswith("vbaproject.bin") for entry in names):
        raise FileRefused(f"文件“{name}”含有宏。请另存为不含宏的 docx、xlsx 或 PDF 后再传")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    swollen = unpacked > _SMALL and unpacked > packed * _MOST_SWOLLEN
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED or swollen:
        raise FileRefused(f"文件“{name}”展开后异常巨大，疑似恶意文件。请另存为 PDF 后再传")
    return kind


def ends_as_zip(stream: BinaryIO) -> bool:
    """Whether an unpacker would find an archive at the end of the file."""
    size = stream.seek(0, 2)
    stream.seek(max(size - _TAIL, 0))
    return _END_OF_DIRECTORY in stream.read()
