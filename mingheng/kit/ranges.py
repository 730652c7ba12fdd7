"""Sending a file, whole or in part (RFC 9110 §14), so that a recording can be played from its middle.

Meant for files that came from outside: never guessed at by the browser, never run in it, never cached.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

_BLOCK = 1 << 16
_RANGE = re.compile(r"bytes=\s*(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))\s*", re.IGNORECASE)
SHOWN_INLINE = frozenset(
    {"image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "video/webm", "audio/mpeg", "audio/mp4", "audio/x-wav"}
)
"""Types a browser shows by itself without running anything; all others are only ever saved."""


class Stretch:
    """The bytes of `source` from `start` on, `length` of them; closes `source` at the end, or when closed before.

    Raises OSError when the source ends early: a shorter answer must not look like a whole one.
    """

    def __init__(self, source: BinaryIO, start: int, length: int) -> None:
        self._source, self._left = source, length
        source.seek(start)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if not self._left:
            self._source.close()
            raise StopIteration
        block = self._source.read(min(_BLOCK, self._left))
        if not block:
            raise OSError(f"the file ends {self._left} bytes early")
        self._left -= len(block)
        return block

    def close(self) -> None:
        """Close the source."""
        self._source.close()


@dataclass(frozen=True, slots=True)
class Span:
    """The bytes to send: from `start` up to and without `end`."""

    start: int
    end: int
    partial: bool


def send_file(
    request: HttpRequest, source: BinaryIO, *, size: int, mime: str, name: str, fingerprint: str, inline: bool = False
) -> HttpResponseBase:
    """The answer to GET or HEAD: 200, 206 for one range, or 416. `fingerprint` is the entity tag (`If-Range`).

    Takes over `source` and closes it. `inline` shows the file in the page where that is safe. Several ranges at once
    are answered with the whole, as the RFC allows.
    """
    tag = f'"{fingerprint}"'
    span = _span(request, size, tag)
    if span is None:
        source.close()
        return HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{size}"})
    response = _body(request, source, span)
    response["Content-Type"] = mime
    response["Content-Length"] = str(span.end - span.start)
    if span.partial:
        response["Content-Range"] = f"bytes {span.start}-{span.end - 1}/{size}"
    shown = inline and mime in SHOWN_INLINE
    response["Content-Disposition"] = content_disposition_header(as_attachment=not shown, filename=name) or "attachment"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _body(request: HttpRequest, source: BinaryIO, span: Span) -> HttpResponseBase:
    status = HTTPStatus.PARTIAL_CONTENT if span.partial else HTTPStatus.OK
    if request.method == "HEAD":
        source.close()
        return HttpResponse(status=status)
    return StreamingHttpResponse(Stretch(source, span.start, span.end - span.start), status=status)


def _span(request: HttpRequest, size: int, tag: str) -> Span | None:
    """What to send; None when the range lies outside the file."""
    whole = Span(0, size, partial=False)
    match = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if match is None or request.method != "GET" or request.headers.get("If-Range", tag) != tag:
        return whole
    first, last, suffix = match.groups()
    if suffix is not None:
        count = min(int(suffix), size)
        return Span(size - count, size, partial=True) if count else None
    start, end = int(first), min(int(last) + 1, size) if last else size
    if start >= size:
        return None
    return Span(start, end, partial=True) if start < end else whole
