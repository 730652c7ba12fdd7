"""Looking into a file before it is taken in: whether it is what its name says, only that, and safe to keep."""

import re
from dataclasses import dataclass
from typing import BinaryIO

import filetype  # type: ignore[import-untyped]  # the package carries no types

from mingheng.evidence.rules.images import examine_image
from mingheng.evidence.rules.packages import ends_as_zip, examine_package
from mingheng.evidence.rules.pdfs import examine_pdf
from mingheng.evidence.rules.signatures import ALL_TYPES, HEAD, PDF, TEXT, ZIP, FileType, type_of
from mingheng.evidence.rules.statements import FileRefused
from mingheng.evidence.rules.texts import is_plain_text

ACCEPTED = "可以上传照片、录像、录音、PDF、OFD、docx、xlsx 和纯文本"

_EXECUTABLE = re.compile(rb"MZ|\x7fELF|#!(?!AMR)|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe|dex\n", re.DOTALL)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ACTIVE = re.compile(rb"<script|<!doctype html|<html[\s>]|<\?php|<svg[\s>]|<iframe|javascript:", re.IGNORECASE)
_PDF_BEGINS_WITHIN = 1024
"""PDF readers look for the header in the first 1024 bytes, so a file of another type may be a PDF as well."""
_OVERLAP = 32


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file and a picture may be; set for the installation."""

    most_bytes: int
    most_pixels: int


def examine(stream: BinaryIO, *, size: int, name: str, limits: Limits) -> FileType:
    """What the file is; raises FileRefused, with the reason and the way out, for what may not be kept.

    Reads from the beginning and leaves the stream at its beginning.
    """
    if size <= 0:
        raise FileRefused(f"文件“{name}”是空的（0 字节）。请重新导出或重新拍摄后再传")
    if size > limits.most_bytes:
        raise FileRefused(f"文件“{name}”{_megabytes(size)}，超过 {_megabytes(limits.most_bytes)} 的上限。请分段导出后分别上传")
    stream.seek(0)
    head = stream.read(HEAD)
    kind = type_of(head)
    if kind is None and head.startswith(ZIP):
        kind = examine_package(stream, name)
    elif kind is None and is_plain_text(stream, head) and not _ACTIVE.search(head) and not _looks_like_markup(head):
        kind = TEXT
    if kind is None:
        raise FileRefused(f"文件“{name}”{_what_it_is(head)}，不能作为证据文件保存。{_way_out(head)}")
    _refuse_false_name(name, kind)
    _refuse_second_nature(stream, head, name, kind)
    if kind.previewed:
        examine_image(stream, name, limits.most_pixels)
    if kind is PDF:
        examine_pdf(stream, name)
    stream.seek(0)
    return kind


def _refuse_false_name(name: str, kind: FileType) -> None:
    """The ending may be missing or that of another type of the same family, as phones write them, but nothing else."""
    _, dot, ending = name.rpartition(".")
    ending = ending.lower()
    if not dot or ending in kind.endings:
        return
    families = {other.family for other in ALL_TYPES if ending in other.endings}
    if kind.family not in families - {"application"}:
        raise FileRefused(
            f"文件名“{name}”写的是 .{ending}，内容却是{kind.title}（.{kind.endings[0]}），名实不符。请上传未改过名的原始文件"
        )


def _refuse_second_nature(stream: BinaryIO, head: bytes, name: str, kind: FileType) -> None:
    """A file that a browser, a PDF reader or an unpacker would take for something else as well."""
    hidden = ""
    if kind is not PDF and b"%PDF-" in head[:_PDF_BEGINS_WITHIN]:
        hidden = "PDF"
    elif not head.startswith(ZIP) and ends_as_zip(stream):
        hidden = "压缩包"
    elif (kind.family in {"image", "text"} and _holds_active_content(stream)) or _ACTIVE.search(head):
        hidden = "网页或脚本代码"
    if hidden:
        raise FileRefused(
            f"文件“{name}”是{kind.title}，里面又夹带{hidden}。请上传未经处理的原始文件；确有必要的，交技术人员查明后另行提交"
        )


def _holds_active_content(stream: BinaryIO) -> bool:
    stream.seek(0)
    rest = b""
    while block := stream.read(1 << 20):
        if _ACTIVE.search(rest + block):
            return True
        rest = block[-_OVERLAP:]
    return False


def _looks_like_markup(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"#!"))


def _what_it_is(head: bytes) -> str:
    if _EXECUTABLE.match(head):
        return "是程序文件"
    if head.startswith(_OLD_OFFICE):
        return "是旧版 Office 文件（doc、xls、ppt）"
    if _looks_like_markup(head) or _ACTIVE.search(head):
        return "是网页、矢量图或脚本"
    guess = filetype.guess(head)
    return f"的内容是 {guess.extension}" if guess else "的格式无法识别"


def _way_out(head: bytes) -> str:
    if head.startswith(_OLD_OFFICE):
        return "请另存为 docx、xlsx 或 PDF 后再传，并保留原件"
    if _looks_like_markup(head) or _ACTIVE.search(head):
        return "网页请截图或打印成 PDF 后再传"
    return f"{ACCEPTED}；其他格式的，请转换后上传并说明"


def _megabytes(size: int) -> str:
    return f"{max(size / (1 << 20), 0.1):,.1f} MB"
