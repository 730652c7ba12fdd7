"""What may come back as the signed scan of a paper: a plain PDF, a JPEG or a PNG, whole and not too large."""

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pikepdf
from PIL import Image, UnidentifiedImageError

from mingheng.documents.rules.refusals import ScanRefused

PDF: Final = "application/pdf"
_MAGIC = {b"%PDF-": PDF, b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}
_MOST_PIXELS = 120_000_000  # an A3 sheet at 600 dpi has 70 million
_TOO_LARGE = "扫描件：图片的点数太多。请用 300 dpi 重新扫描"
_REMEDY = "请重新扫描为普通的 PDF、JPG 或 PNG 文件"


@dataclass(frozen=True)
class Scan:
    """What a file turned out to be."""

    mime: str
    pages: int


def check_scan(content: bytes, *, most_bytes: int, most_pages: int) -> Scan:
    """Judge a scan by its content; its name plays no part. Raises ScanRefused."""
    if not content:
        raise ScanRefused(f"扫描件：文件是空的。{_REMEDY}")
    if len(content) > most_bytes:
        raise ScanRefused(f"扫描件：文件超过 {most_bytes >> 20} MB。请降低扫描分辨率（300 dpi 足够）或者分开扫描")
    mime = next((mime for magic, mime in _MAGIC.items() if content.startswith(magic)), None)
    if mime is None:
        raise ScanRefused(f"扫描件：文件内容不是 PDF、JPG 或 PNG（与扩展名无关）。{_REMEDY}")
    pages = _pdf_pages(content) if mime == PDF else _picture_pages(content, _FORMATS[mime])
    if pages > most_pages:
        raise ScanRefused(f"扫描件：共 {pages} 页，超过 {most_pages} 页。请核对是否扫描了别的文件")
    return Scan(mime, pages)


def _pdf_pages(content: bytes) -> int:
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise ScanRefused("扫描件：PDF 设有密码或者权限限制。请去掉限制后重新保存，或者重新扫描")
            if found := _active_content(pdf):
                raise ScanRefused(f"扫描件：PDF 中含有{found}，不能入卷。{_REMEDY}")
            pages = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise ScanRefused("扫描件：PDF 设有密码，打不开。请去掉密码后重新保存，或者重新扫描") from error
    except pikepdf.PdfError as error:
        raise ScanRefused(f"扫描件：PDF 已损坏，打不开。{_REMEDY}") from error
    if not pages:
        raise ScanRefused(f"扫描件：PDF 里没有页。{_REMEDY}")
    return pages


def _active_content(pdf: pikepdf.Pdf) -> str:
    """Scripts, attachments and the like, in Chinese; a scanned sheet has none of them."""
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    if "/JavaScript" in names or "/AA" in pdf.Root or _is_script(pdf.Root.get("/OpenAction")):
        return "脚本"
    if "/EmbeddedFiles" in names or "/Collection" in pdf.Root:
        return "附件"
    if "/XFA" in pdf.Root.get("/AcroForm", pikepdf.Dictionary()):
        return "动态表单"
    return "脚本" if any("/AA" in page.obj for page in pdf.pages) else ""


def _is_script(action: pikepdf.Object | None) -> bool:
    return isinstance(action, pikepdf.Dictionary) and action.get("/S") in {pikepdf.Name.JavaScript, pikepdf.Name.Launch}


def _picture_pages(content: bytes, form: str) -> int:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit, below, decides
            picture = Image.open(BytesIO(content), formats=[form])
            if picture.width * picture.height > _MOST_PIXELS:
                raise ScanRefused(_TOO_LARGE)
            picture.load()
    except Image.DecompressionBombError as error:
        raise ScanRefused(_TOO_LARGE) from error
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise ScanRefused(f"扫描件：图片已损坏或者不完整。{_REMEDY}") from error
    if getattr(picture, "n_frames", 1) > 1:
        raise ScanRefused(f"扫描件：是动画图片。{_REMEDY}")
    return 1
