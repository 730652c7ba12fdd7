"""Files of every kind, made when they are needed."""

import io
import random
import struct
import zipfile
from typing import Any

import pikepdf
from PIL import Image


def picture(fmt: str = "JPEG", size: tuple[int, int] = (64, 48), seed: int = 0, **options: Any) -> bytes:
    """A picture with some noise in it."""
    noise = random.Random(seed).randbytes(size[0] * size[1] * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", size, noise).save(out, fmt, **options)
    return out.getvalue()


def package(*names: str, content: bytes = b"<xml/>") -> bytes:
    """A ZIP archive with these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return out.getvalue()


def media(brand: str) -> bytes:
    """The beginning of an ISO media file."""
    body = brand.encode() + b"\0\0\0\0" + b"zzzz"
    return struct.pack(">I", len(body) + 8) + b"ftyp" + body + b"\0\0\0\x08free" + b"\0" * 200


DOCX = package("[Content_Types].xml", "word/document.xml")
XLSX = package("[Content_Types].xml", "xl/workbook.xml")
OFD = package("OFD.xml", "Doc_0/Document.xml")


def pdf(pages: int = 1, password: str = "") -> bytes:
    """A PDF of empty pages."""
    written = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(written, encryption=pikepdf.Encryption(user=password, owner=password) if password else None)
    return written.getvalue()


PDF = pdf()
EXE = b"MZ\x90\0" + b"\0" * 300
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

ACCEPTED = {
    "现场.jpg": (picture(), "image/jpeg"),
    "现场.png": (picture("PNG"), "image/png"),
    "截图.gif": (picture("GIF"), "image/gif"),
    "截图.webp": (picture("WEBP"), "image/webp"),
    "扫描.bmp": (picture("BMP"), "image/bmp"),
    "扫描.tiff": (picture("TIFF"), "image/tiff"),
    "手机.heic": (media("heic"), "image/heic"),
    "记录仪.mp4": (media("isom"), "video/mp4"),
    "手机.MOV": (media("qt  "), "video/quicktime"),
    "旧手机.3gp": (media("3gp5"), "video/3gpp"),
    "录音.m4a": (media("M4A "), "audio/mp4"),
    "探头.avi": (b"RIFF\x10\0\0\0AVI LIST" + b"\0" * 200, "video/x-msvideo"),
    "探头.mkv": (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x88matroska" + b"\0" * 200, "video/x-matroska"),
    "网页.webm": (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"\0" * 200, "video/webm"),
    "旧.mpg": (b"\0\0\x01\xba" + b"\x44" * 200, "video/mpeg"),
    "流.ts": ((b"\x47" + b"\0" * 187) * 4, "video/mp2t"),
    "旧.wmv": (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c" + b"\0" * 200, "video/x-ms-asf"),
    "录音.mp3": (b"ID3\x04\0\0" + b"\0" * 200, "audio/mpeg"),
    "录音2.mp3": (b"\xff\xfb\x90\x64" + b"\0" * 200, "audio/mpeg"),
    "录音.wav": (b"RIFF\x10\0\0\0WAVEfmt " + b"\0" * 200, "audio/x-wav"),
    "录音.amr": (b"#!AMR\n" + b"\x3c" * 200, "audio/amr"),
    "录音.ogg": (b"OggS\0\x02" + b"\0" * 200, "audio/ogg"),
    "录音.flac": (b"fLaC\0\0\0\x22" + b"\0" * 200, "audio/flac"),
    "录音.aac": (b"\xff\xf1\x50\x80" + b"\0" * 200, "audio/aac"),
    "合同.pdf": (PDF, "application/pdf"),
    "说明.docx": (DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "台账.xlsx": (XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "公文.ofd": (OFD, "application/ofd"),
    "聊天记录.txt": ("甲：今天还来摆吗\r\n乙：来的".encode(), "text/plain"),
    "旧系统导出.csv": ("日期,地点\n11-20,澜江路".encode("gb18030"), "text/plain"),
    "没有扩展名": (picture(), "image/jpeg"),
    "微信.png": (picture(), "image/jpeg"),
}
