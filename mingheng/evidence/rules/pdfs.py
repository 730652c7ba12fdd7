"""PDF files: opened once at intake, so that none is kept that nobody can read or bind into a dossier later."""

from typing import BinaryIO

import pikepdf

from mingheng.evidence.rules.statements import FileRefused


def examine_pdf(stream: BinaryIO, name: str) -> None:
    """Raises FileRefused for a PDF that asks for a password, does not open or has no page."""
    stream.seek(0)
    try:
        with pikepdf.open(stream) as document:
            pages = len(document.pages)
    except pikepdf.PasswordError as error:
        raise FileRefused(f"PDF“{name}”设有打开密码，以后无法查看和装订。请去掉密码后再传") from error
    except (pikepdf.PdfError, ValueError) as error:
        raise FileRefused(f"PDF“{name}”打不开，文件不完整或已损坏。请重新导出或重新扫描") from error
    if not pages:
        raise FileRefused(f"PDF“{name}”没有页面。请重新导出或重新扫描")
