"""Handing a paper to a browser. Whose paper it is, `cases` decides; this only serves what it is given."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from mingheng.documents import queries

if TYPE_CHECKING:
    from django.core.files.base import File

    from mingheng.documents.queries import DossierView, InstrumentView

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_PIECE = 64 * 1024


def pdf_response(view: "InstrumentView | DossierView", request: HttpRequest) -> HttpResponseBase:
    """The file that counts now: the signed scan, else the made PDF; 409 with a reason while there is none.

    Understands one byte range (206, 416, If-Range) and If-None-Match; `?download` saves instead of showing. Kept by no
    cache but the reader's own, which must ask again.
    """
    if not view.file:
        return HttpResponse(view.reason or "文书正在生成，请稍候刷新。", status=409, content_type="text/plain; charset=utf-8")
    tag = f'"{view.sha256}"'
    if tag in request.headers.get("If-None-Match", ""):
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        response = _body(view, request, tag)
    response["ETag"] = tag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "SAMEORIGIN"  # the review page shows the paper beside the form
    return response


def _body(view: "InstrumentView | DossierView", request: HttpRequest, tag: str) -> HttpResponseBase:
    wanted = request.headers.get("Range", "") if request.headers.get("If-Range", tag) == tag else ""
    span = _span(wanted, view.size)
    if span is None:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{view.size}"
        return refused
    first, last = span
    part = (first, last) != (0, view.size - 1)
    pieces = _pieces(queries.open_paper(view.file), first, last - first + 1)
    response = StreamingHttpResponse(pieces, status=206 if part else 200, content_type=view.mime)
    response["Content-Length"] = str(last - first + 1)
    if part:
        response["Content-Range"] = f"bytes {first}-{last}/{view.size}"
    header = content_disposition_header("download" in request.GET, view.file_name)
    if header:
        response["Content-Disposition"] = header
    return response


def _span(wanted: str, size: int) -> tuple[int, int] | None:
    """First and last byte; the whole file for no range or several; None when the range lies outside."""
    match = _RANGE.fullmatch(wanted.strip())
    if match is None or match.groups() == ("", ""):
        return 0, size - 1
    first, last = match.groups()
    if not first:
        return (max(size - int(last), 0), size - 1) if int(last) else None
    end = min(int(last), size - 1) if last else size - 1
    return (int(first), end) if int(first) <= end else None


def _pieces(opened: "File[bytes]", first: int, length: int) -> Iterator[bytes]:
    with opened:
        opened.seek(first)
        while length > 0 and (piece := opened.read(min(_PIECE, length))):
            length -= len(piece)
            yield piece
