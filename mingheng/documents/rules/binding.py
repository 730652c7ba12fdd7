"""Binding a dossier: papers, scans and exhibits laid on A4, catalogued, stamped with continuous page numbers, outlined."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf

from mingheng.documents.rules.definitions import Volume
from mingheng.documents.rules.refusals import DossierRefused
from mingheng.documents.rules.sheets import Leaf, area, opened, pages_of
from mingheng.documents.rules.typesetting import Press, typeset


@dataclass(frozen=True)
class Line:
    """Where a leaf came to lie: the line of the catalogue and of the outline."""

    n: int
    title: str
    number: str
    author: str
    date: str
    volume: str
    first: int
    last: int


@dataclass(frozen=True)
class Bound:
    """The dossier's file, its pages in all, and the lines of its catalogue."""

    content: bytes
    pages: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Frame:
    """What goes around the leaves: cover and head of the catalogue as composed, and the closing note (备考表).

    The note is a signed scan, or a paper on which the numbers of papers and pages are filled in here; or there is none.
    """

    cover: Mapping[str, Any]
    catalogue: Mapping[str, Any]
    columns: Sequence[Mapping[str, Any]]
    signed_note: Leaf | None = None
    note: Mapping[str, Any] | None = None


def bind(leaves: Sequence[Leaf], frame: Frame, *, fonts: Press, at: datetime) -> Bound:
    """One PDF: cover, catalogue, the leaves as given (正卷 before 副卷), the closing note; only the leaves are numbered.

    Raises DossierRefused for a file that cannot be opened, GlyphMissing, TypesettingFailed.
    """
    laid = [pages_of(leaf, fonts=fonts, at=at) for leaf in leaves]
    lines = _lines(leaves, laid)
    if not lines:
        raise DossierRefused("卷内没有文书，不能装订。请先办理案件各步骤")
    with pikepdf.new() as book:
        for template, paper in (("cover", frame.cover), ("catalogue", _catalogue(frame, lines))):
            book.pages.extend(opened(typeset(template, paper, fonts=fonts, at=at)).pages)
        unnumbered = len(book.pages)
        for pdf in laid:
            book.pages.extend(pdf.pages)
        _stamp(book, unnumbered, lines[-1].last, fonts, at)
        note = _note(frame, lines, fonts, at)
        if note is not None:
            book.pages.extend(note.pages)
        _outline(book, lines, unnumbered, note is not None)
        with book.open_metadata() as about:
            about["dc:title"] = f"{frame.cover['title']} {frame.cover['case_line']}"
        written = BytesIO()
        book.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return Bound(written.getvalue(), len(book.pages), lines)


def page_count(content: bytes) -> int:
    """The pages of a PDF of our own making."""
    return len(opened(content).pages)


def catalogue_date(written: str) -> str:
    """`2026年11月20日` as catalogues write it: 20261120; other text stays."""
    match = re.match(r"(\d{4})年(\d{1,2})月(\d{1,2})日", written)
    return f"{match[1]}{match[2]:0>2}{match[3]:0>2}" if match else written


def _lines(leaves: Sequence[Leaf], laid: Sequence[pikepdf.Pdf]) -> tuple[Line, ...]:
    lines: list[Line] = []
    page = 1
    for n, (leaf, pdf) in enumerate(zip(leaves, laid, strict=True), 1):
        last = page + len(pdf.pages) - 1
        lines.append(Line(n, leaf.title, leaf.number, leaf.author, leaf.date, leaf.volume, page, last))
        page = last + 1
    return tuple(lines)


def _catalogue(frame: Frame, lines: Sequence[Line]) -> Mapping[str, Any]:
    parts = []
    for volume in Volume:
        rows = [_row(line) for line in lines if line.volume == volume]
        if rows:
            parts += [
                {"style": "heading", "text": volume.value},
                {"style": "table", "text": volume.value, "columns": frame.columns, "rows": rows},
            ]
    return {**frame.catalogue, "parts": parts}


def _row(line: Line) -> list[str]:
    pages = str(line.first) if line.first == line.last else f"{line.first}-{line.last}"
    return [str(line.n), line.number, line.author, line.title, catalogue_date(line.date), pages, ""]


def _note(frame: Frame, lines: Sequence[Line], fonts: Press, at: datetime) -> pikepdf.Pdf | None:
    if frame.signed_note is not None:
        return pages_of(frame.signed_note, fonts=fonts, at=at)
    if frame.note is None:
        return None
    counted = [{"label": "卷内文件", "value": f"{len(lines)}件"}, {"label": "卷内页数", "value": f"{lines[-1].last}页"}]
    paper = {**frame.note, "rows": [*frame.note["rows"], counted]}
    return opened(typeset(frame.note["template"], paper, fonts=fonts, at=at))


def _stamp(book: pikepdf.Pdf, unnumbered: int, last: int, fonts: Press, at: datetime) -> None:
    stamps = typeset("stamps", {"title": "页码", "authority": "", "first": 1, "last": last}, fonts=fonts, at=at)
    with pikepdf.open(BytesIO(stamps)) as numbers:
        for page, number in zip(list(book.pages)[unnumbered:], numbers.pages, strict=True):
            page.add_overlay(number, area(framed=False))


def _outline(book: pikepdf.Pdf, lines: Sequence[Line], unnumbered: int, note: bool) -> None:
    with book.open_outline() as outline:
        outline.root += [pikepdf.OutlineItem("封面", 0), pikepdf.OutlineItem("卷内目录", 1)]
        for volume in Volume:
            inside = [line for line in lines if line.volume == volume]
            if inside:
                head = pikepdf.OutlineItem(volume.value, unnumbered + inside[0].first - 1)
                head.children += [
                    pikepdf.OutlineItem(f"{line.n}. {line.title} {line.number}".strip(), unnumbered + line.first - 1)
                    for line in inside
                ]
                outline.root.append(head)
        if note:
            outline.root.append(pikepdf.OutlineItem("备考表", len(book.pages) - 1))


def front_pages(content: bytes) -> int:
    """How many pages of a bound dossier come before page 1: what the outline says of its first paper."""
    with opened(content) as book, book.open_outline() as outline:
        first = next((volume.children[0] for volume in outline.root if volume.children), None)
        if first is None:
            return 0
        aim = first.destination
        if isinstance(aim, int):
            return aim
        return next((n for n, page in enumerate(book.pages) if aim is not None and page.objgen == aim[0].objgen), 0)
