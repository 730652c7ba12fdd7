"""What may be taken in, by its content."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mingheng.evidence.rules import FileRefused, FileType, Limits, examine
from mingheng.evidence.tests import samples

LIMITS = Limits(most_bytes=4 << 20, most_pixels=1_000_000)


def look(content: bytes, name: str = "文件", limits: Limits = LIMITS) -> FileType:
    stream = io.BytesIO(content)
    kind = examine(stream, size=len(content), name=name, limits=limits)
    assert stream.tell() == 0
    return kind


def named(value: object) -> str:
    """Test names of words alone: file contents hold the time they were made at, and workers would disagree."""
    return value if isinstance(value, str) else "content"


@pytest.mark.parametrize("name", samples.ACCEPTED)
def test_it_accepts_what_officers_and_parties_hand_in(name: str) -> None:
    content, mime = samples.ACCEPTED[name]
    assert look(content, name).mime == mime


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("照片.jpg", samples.EXE, "是程序文件"),
        ("照片.jpg", b"\x7fELF" + b"\0" * 100, "是程序文件"),
        ("说明.txt", b"#!/bin/sh\nrm -rf /\n", "是程序文件"),
        ("照片.jpg", samples.HTML, "网页、矢量图或脚本"),
        ("照片.png", samples.SVG, "网页、矢量图或脚本"),
        ("图.svg", samples.SVG, "网页、矢量图或脚本"),
        ("说明.txt", b"<?xml version='1.0'?><a/>", "网页、矢量图或脚本"),
        ("说明.txt", "你好 <script>alert(1)</script>".encode(), "网页、矢量图或脚本"),
        ("旧.doc", samples.OLD_WORD, "另存为 docx"),
        ("打包.zip", samples.package("a.jpg"), "解压后把文件分别上传"),
        ("照片.jpg", samples.package("a.class"), "解压后把文件分别上传"),
        ("包.rar", b"Rar!\x1a\x07\x01\0" + b"\0" * 100, "内容是 rar"),
        ("乱.bin", bytes(range(1, 256)) * 4, "无法识别"),
        ("坏.docx", samples.DOCX[:60], "不完整或已损坏"),
    ],
    ids=named,
)
def test_it_refuses_what_is_not_evidence_and_says_what_to_do(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(FileRefused, match=reason) as refused:
        look(content, name)
    assert name in str(refused.value)
    assert "请" in str(refused.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("照片.exe", samples.picture()),
        ("照片.html", samples.picture()),
        ("照片.pdf", samples.picture()),
        ("合同.jpg", samples.PDF),
        ("合同.docx", samples.XLSX),
        ("录像.mp3", samples.media("isom")),
        ("笔记.jpg", b"just words"),
    ],
    ids=named,
)
def test_a_name_that_lies_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(FileRefused, match="名实不符"):
        look(content, name)


@pytest.mark.parametrize(
    ("name", "content", "hidden"),
    [
        ("照片.jpg", samples.picture() + samples.HTML, "网页或脚本"),
        ("照片.gif", samples.picture("GIF") + b"<SCRIPT>x</SCRIPT>", "网页或脚本"),
        ("照片.jpg", samples.picture() + b"<?php system($_GET[1]); ?>", "网页或脚本"),
        ("照片.png", samples.picture("PNG") + samples.package("a.class"), "压缩包"),
        ("合同.pdf", samples.PDF + samples.package("a.class"), "压缩包"),
        ("照片.jpg", samples.picture(comment=b"%PDF-1.7"), "PDF"),
        ("照片.jpg", samples.picture(comment=b"<script>alert(1)</script>"), "网页或脚本"),
        ("录像.mp4", samples.media("isom") + samples.HTML, "网页或脚本"),
    ],
    ids=named,
)
def test_a_file_that_is_two_things_at_once_is_refused(name: str, content: bytes, hidden: str) -> None:
    with pytest.raises(FileRefused, match=f"夹带{hidden}"):
        look(content, name)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.4\n1 0 obj", "打不开"),
        (samples.PDF[:200], "打不开"),
        (samples.pdf(password="x"), "密码"),
        (samples.pdf(0), "没有页面"),
    ],
)
def test_a_pdf_that_could_not_be_bound_later_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(FileRefused, match=reason):
        look(content, "合同.pdf")


def test_code_hidden_across_two_read_blocks_is_still_found() -> None:
    picture = samples.picture("BMP", (800, 500))
    assert len(picture) > 1 << 20
    content = picture[: (1 << 20) - 3] + b"<script" + picture[(1 << 20) + 4 :]
    with pytest.raises(FileRefused, match="夹带网页或脚本"):
        look(content, "照片.bmp")


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(FileRefused, match="是空的"):
        look(b"", "空.jpg")


def test_a_file_above_the_limit_is_told_the_limit() -> None:
    with pytest.raises(FileRefused, match=r"超过 4\.0 MB 的上限。请分段导出"):
        look(b"\0" * ((4 << 20) + 1), "长.mp4")


def test_a_picture_of_too_many_pixels_is_refused_without_being_unpacked() -> None:
    with pytest.raises(FileRefused, match="像素超过 100 万"):
        look(samples.picture("PNG", (1001, 1000)), "大.png")
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    with pytest.raises(FileRefused, match="像素超过"):
        look(out.getvalue(), "炸弹.png")


def test_a_picture_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(FileRefused, match="打不开"):
        look(samples.picture()[:30], "断.jpg")


def test_a_document_with_macros_or_made_to_burst_is_refused() -> None:
    with pytest.raises(FileRefused, match="含有宏"):
        look(samples.package("word/document.xml", "word/vbaProject.bin"), "宏.docx")
    with pytest.raises(FileRefused, match="展开后异常巨大"):
        look(samples.package("word/document.xml", content=b"\0" * (8 << 20)), "炸弹.docx")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for i in range(10_001):
            archive.writestr(str(i), b"")
        archive.writestr("xl/workbook.xml", b"")
    with pytest.raises(FileRefused, match="展开后异常巨大"):
        look(out.getvalue(), "多.xlsx")


@given(
    st.binary(max_size=600),
    st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"GIF89a", b"PK\x03\x04", b"%PDF-1.", b"RIFF", b"\0\0\0\x18ftyp"]),
)
def test_no_bytes_break_the_examination(rest: bytes, start: bytes) -> None:
    with suppress(FileRefused):
        look(start + rest)
