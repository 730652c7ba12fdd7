"""Which files may be taken in, told by their first bytes and never by their name."""

import re
import struct
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that may be kept: how it is served, what it is called, which endings its name may have."""

    mime: str
    title: str
    endings: tuple[str, ...]
    previewed: bool = False

    @property
    def family(self) -> str:
        """image, video, audio, text or application."""
        return self.mime.partition("/")[0]


JPEG = FileType("image/jpeg", "照片", ("jpg", "jpeg", "jpe", "jfif", "mpo"), previewed=True)
PNG = FileType("image/png", "照片", ("png",), previewed=True)
GIF = FileType("image/gif", "照片", ("gif",), previewed=True)
WEBP = FileType("image/webp", "照片", ("webp",), previewed=True)
BMP = FileType("image/bmp", "照片", ("bmp", "dib"), previewed=True)
TIFF = FileType("image/tiff", "照片", ("tif", "tiff"), previewed=True)
HEIC = FileType("image/heic", "照片", ("heic", "heif", "hif"))
MP4 = FileType("video/mp4", "录像", ("mp4", "m4v", "mov"))
MOV = FileType("video/quicktime", "录像", ("mov", "qt", "mp4"))
GPP = FileType("video/3gpp", "录像", ("3gp", "3g2", "3gpp", "mp4"))
AVI = FileType("video/x-msvideo", "录像", ("avi",))
MKV = FileType("video/x-matroska", "录像", ("mkv",))
WEBM = FileType("video/webm", "录像", ("webm",))
MPEG = FileType("video/mpeg", "录像", ("mpg", "mpeg", "vob", "ps"))
MPEG_TS = FileType("video/mp2t", "录像", ("ts", "mts", "m2ts"))
ASF = FileType("video/x-ms-asf", "录像", ("wmv", "asf", "wma"))
MP3 = FileType("audio/mpeg", "录音", ("mp3",))
M4A = FileType("audio/mp4", "录音", ("m4a", "m4b", "mp4"))
WAV = FileType("audio/x-wav", "录音", ("wav", "wave"))
AMR = FileType("audio/amr", "录音", ("amr", "awb"))
OGG = FileType("audio/ogg", "录音", ("ogg", "oga", "opus"))
FLAC = FileType("audio/flac", "录音", ("flac",))
AAC = FileType("audio/aac", "录音", ("aac",))
PDF = FileType("application/pdf", "PDF文件", ("pdf",))
DOCX = FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word文件", ("docx",))
XLSX = FileType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel文件", ("xlsx",))
OFD = FileType("application/ofd", "OFD版式文件", ("ofd",))
TEXT = FileType("text/plain", "文本文件", ("txt", "log", "csv", "srt"))

ALL_TYPES = (
    JPEG, PNG, GIF, WEBP, BMP, TIFF, HEIC, MP4, MOV, GPP, AVI, MKV, WEBM, MPEG, MPEG_TS, ASF, MP3, M4A, WAV, AMR, OGG,
    FLAC, AAC, PDF, DOCX, XLSX, OFD, TEXT,
)  # fmt: skip

ZIP = b"PK\x03\x04"
HEAD = 4096
"""How many first bytes tell the type."""

_BRANDS = {
    "heic": HEIC, "heix": HEIC, "hevc": HEIC, "heim": HEIC, "heis": HEIC, "mif1": HEIC, "msf1": HEIC,
    "qt  ": MOV, "M4A ": M4A, "M4B ": M4A, "3gp4": GPP, "3gp5": GPP, "3gp6": GPP, "3g2a": GPP,
    "isom": MP4, "iso2": MP4, "iso4": MP4, "iso5": MP4, "iso6": MP4, "mp41": MP4, "mp42": MP4, "avc1": MP4, "dash": MP4,
    "M4V ": MP4, "MSNV": MP4, "mmp4": MP4, "XAVC": MP4,
}  # fmt: skip
_PATTERNS: tuple[tuple[FileType, re.Pattern[bytes]], ...] = tuple(
    (kind, re.compile(pattern, re.DOTALL))
    for kind, pattern in (
        (JPEG, rb"\xff\xd8\xff[\xc0-\xfe]"),
        (PNG, rb"\x89PNG\r\n\x1a\n.{4}IHDR"),
        (GIF, rb"GIF8[79]a"),
        (WEBP, rb"RIFF.{4}WEBPVP8[ LX]"),
        (AVI, rb"RIFF.{4}AVI LIST"),
        (WAV, rb"RIFF.{4}WAVE"),
        (BMP, rb"BM.{4}\0{4}.{4}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0"),
        (TIFF, rb"II\x2a\0|MM\0\x2a"),
        (WEBM, rb"\x1a\x45\xdf\xa3.{0,64}?webm"),
        (MKV, rb"\x1a\x45\xdf\xa3.{0,64}?matroska"),
        (MPEG, rb"\0\0\x01\xba"),
        (MPEG_TS, rb"\x47.{187}\x47.{187}\x47"),
        (MPEG_TS, rb".{4}\x47.{191}\x47.{191}\x47"),
        (ASF, rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c"),
        (MP3, rb"ID3[\x02-\x04]"),
        (MP3, rb"\xff[\xf2\xf3\xfa\xfb][\x10-\xef]"),
        (AAC, rb"\xff[\xf0\xf1\xf8\xf9]"),
        (AMR, rb"#!AMR(?:-WB)?\n"),
        (OGG, rb"OggS\0"),
        (FLAC, rb"fLaC"),
        (PDF, rb"%PDF-[12]\."),
    )
)


def type_of(head: bytes) -> FileType | None:
    """The type the first bytes declare; None for text, for packed documents and for whatever may not be kept."""
    if head[4:8] == b"ftyp":
        return _media_type(head)
    return next((kind for kind, pattern in _PATTERNS if pattern.match(head)), None)


def _media_type(head: bytes) -> FileType | None:
    """By the brands of an ISO media file, the major one first."""
    (length,) = struct.unpack(">I", head[:4])
    brands = head[8:12] + head[16 : min(length, HEAD)]
    names = (brands[i : i + 4].decode("latin-1") for i in range(0, len(brands), 4))
    return next((_BRANDS[name] for name in names if name in _BRANDS), None)
