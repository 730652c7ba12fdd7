"""Laying one thing on A4: our own PDF as it is; a scan, a picture or a foreign PDF on a sheet under its caption."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
from PIL import Image, ImageOps

from mingheng.documents.rules.definitions import Volume
from mingheng.documents.rules.refusals import DossierRefused
from mingheng.documents.rules.scans import PDF
from mingheng.documents.rules.typesetting import TEMPLATES, Press, layout, typeset

_PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff"})
_LONGEST = 1800  # pixels: a side of A4 at 150 dpi
_CAPTION = 150  # characters that fit above the frame; the evidence list of the case has the rest
_POINTS = {"mm": 72 / 25.4, "pt": 1.0}


@dataclass(frozen=True)
class Leaf:
    """One thing in the dossier. Ours is a PDF of our own making; anything else is laid on a sheet under its caption."""

    title: str
    volume: Volume
    content: bytes
    mime: str
    ours: bool = False
    number: str = ""
    author: str = ""
    date: str = ""
    caption: str = ""
    note: str = ""


def pages_of(leaf: Leaf, *, fonts: Press, at: datetime) -> pikepdf.Pdf:
    """The leaf as A4 pages. Raises DossierRefused for a file that cannot be opened, GlyphMissing, TypesettingFailed."""
    if leaf.ours:
        return opened(leaf.content)
    with TemporaryDirectory(prefix="mingheng-sheets-") as folder:
        root = Path(folder)
        shutil.copytree(TEMPLATES, root, dirs_exist_ok=True)
        if leaf.mime == PDF:
            return _laid(leaf, fonts, at, root)
        picture = _picture(leaf, root) if leaf.mime in _PICTURES else ""
        return opened(typeset("exhibits", _sheets([_sheet(leaf, picture)]), fonts=fonts, at=at, root=root))


def opened(content: bytes) -> pikepdf.Pdf:
    """A PDF of our own making."""
    return pikepdf.open(BytesIO(content))


def _laid(leaf: Leaf, fonts: Press, at: datetime, root: Path) -> pikepdf.Pdf:
    """Each page of a foreign PDF, flat, inside the frame of a sheet of our own."""
    try:
        with pikepdf.open(BytesIO(leaf.content)) as pdf:
            pdf.generate_appearance_streams()
            pdf.flatten_annotations("screen")
            sheets = [_sheet(leaf, "", f"（第 {n} 页，共 {len(pdf.pages)} 页）") for n in range(1, len(pdf.pages) + 1)]
            made = opened(typeset("exhibits", _sheets(sheets), fonts=fonts, at=at, root=root))
            for sheet, page in zip(made.pages, pdf.pages, strict=True):
                sheet.add_overlay(page, area(framed=bool(leaf.caption)))
            return made
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise DossierRefused(f"《{leaf.title}》的 PDF 打不开，不能装订。请重新扫描后再装订") from error


def area(*, framed: bool) -> pikepdf.Rectangle:
    """The place on a sheet, in points from the lower left corner; a scan without caption fills the page."""
    sizes = {group["key"]: group["values"] for group in layout()}
    width, height = _points(sizes["page"]["width"]), _points(sizes["page"]["height"])
    if not framed:
        return pikepdf.Rectangle(0, 0, width, height)
    left, top = _points(sizes["dossier"]["frame_left"]), height - _points(sizes["dossier"]["frame_top"])
    return pikepdf.Rectangle(
        left, top - _points(sizes["dossier"]["frame_height"]), left + _points(sizes["dossier"]["frame_width"]), top
    )


def _points(written: str) -> float:
    return float(written[:-2]) * _POINTS[written[-2:]]


def _sheet(leaf: Leaf, picture: str, suffix: str = "") -> dict[str, str]:
    told = leaf.caption if len(leaf.caption) <= _CAPTION else leaf.caption[:_CAPTION] + "……"
    caption = f"{told}{suffix}" if told else ""
    return {"title": leaf.title, "caption": caption, "picture": picture, "note": leaf.note}


def _sheets(sheets: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    return {"title": sheets[0]["title"], "authority": "", "sheets": list(sheets)}


def _picture(leaf: Leaf, root: Path) -> str:
    """The picture upright and no larger than paper needs, as a file the typesetter can read."""
    try:
        with Image.open(BytesIO(leaf.content)) as picture:
            picture.draft("RGB", (_LONGEST, _LONGEST))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise DossierRefused(f"《{leaf.title}》的图片打不开，不能装订。请核对证据文件") from error
    upright.thumbnail((_LONGEST, _LONGEST), Image.Resampling.BILINEAR, reducing_gap=1.1)
    upright.save(root / "picture.jpg", quality=85)
    return "picture.jpg"
