"""Files sent whole and in part."""

import io
from typing import Any, BinaryIO

import pytest
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from mingheng.kit.ranges import send_file

DATA = bytes(range(256)) * 600
TAG = "ab" * 32


def ask(method: str = "GET", source: BinaryIO | None = None, **headers: str) -> HttpResponseBase:
    request = RequestFactory().generic(method, "/", headers={key.replace("_", "-"): value for key, value in headers.items()})
    details: dict[str, Any] = {"size": len(DATA), "mime": "video/mp4", "name": "现场 1.mp4", "fingerprint": TAG}
    return send_file(request, source or io.BytesIO(DATA), **details)


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response) if response.streaming else getattr(response, "content")  # noqa: B009 -- not on the base type


def test_without_a_range_the_whole_file_is_sent() -> None:
    response = ask()
    assert response.status_code == 200
    assert body(response) == DATA
    assert response["Content-Length"] == str(len(DATA))
    assert response["Accept-Ranges"] == "bytes"
    assert response["ETag"] == f'"{TAG}"'


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-", 0, len(DATA)),
        ("bytes=100-299", 100, 300),
        ("bytes=100-", 100, len(DATA)),
        ("bytes=-1", len(DATA) - 1, len(DATA)),
        ("bytes=-999999999", 0, len(DATA)),
        ("bytes=153599-999999", len(DATA) - 1, len(DATA)),
        (" Bytes= 5-9 ", 5, 10),
    ],
)
def test_one_range_is_answered_with_just_that(wanted: str, start: int, end: int) -> None:
    response = ask(Range=wanted)
    assert response.status_code == 206
    assert body(response) == DATA[start:end]
    assert response["Content-Range"] == f"bytes {start}-{end - 1}/{len(DATA)}"
    assert response["Content-Length"] == str(end - start)


@pytest.mark.parametrize("wanted", [f"bytes={len(DATA)}-", "bytes=999999999999-", "bytes=-0", f"bytes={len(DATA)}-{len(DATA)}"])
def test_a_range_outside_the_file_is_answered_416(wanted: str) -> None:
    response = ask(Range=wanted)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(DATA)}"
    assert body(response) == b""


@pytest.mark.parametrize(
    "wanted", ["bytes=9-5", "bytes=", "bytes=-", "items=0-5", "bytes=0-1,5-6", "bytes=a-b", "bytes=" + "9" * 5000]
)
def test_what_is_no_single_range_is_answered_with_the_whole(wanted: str) -> None:
    response = ask(Range=wanted)
    assert response.status_code == 200
    assert len(body(response)) == len(DATA)


def test_a_range_of_another_version_is_answered_with_the_whole() -> None:
    assert ask(Range="bytes=0-9", If_Range=f'"{TAG}"').status_code == 206
    for other in ('"cd"', f'W/"{TAG}"', "Sat, 21 Nov 2026 10:00:00 GMT"):
        assert ask(Range="bytes=0-9", If_Range=other).status_code == 200


def test_head_has_the_headers_and_no_body() -> None:
    response = ask("HEAD", Range="bytes=0-9")
    assert (response.status_code, response["Content-Length"], body(response)) == (200, str(len(DATA)), b"")


def test_a_browser_may_neither_guess_nor_run_nor_keep_it() -> None:
    response = ask()
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E7%8E%B0")
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("mime", "shown"), [("image/jpeg", True), ("text/html", False), ("image/svg+xml", False), ("application/pdf", False)]
)
def test_only_harmless_types_are_shown_in_the_page(mime: str, shown: bool) -> None:
    request = RequestFactory().get("/")
    response = send_file(request, io.BytesIO(b"x"), size=1, mime=mime, name="a", fingerprint=TAG, inline=True)
    assert response["Content-Disposition"].startswith("inline" if shown else "attachment")


def test_a_file_that_ends_early_breaks_off_instead_of_looking_whole() -> None:
    with pytest.raises(OSError, match="bytes early"):
        body(ask(source=io.BytesIO(DATA[:-1])))


@pytest.mark.usefixtures("db")  # the end of a request looks after the connections of the process
@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=1-2"}, {"Range": f"bytes={len(DATA)}-"}])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_source_is_always_closed(method: str, headers: dict[str, str]) -> None:
    source = io.BytesIO(DATA)
    ask(method, source, **headers).close()
    assert source.closed


@given(st.integers(0, len(DATA) - 1), st.integers(0, 2000))
def test_any_part_is_the_same_bytes(start: int, more: int) -> None:
    assert body(ask(Range=f"bytes={start}-{start + more}")) == DATA[start : start + more + 1]
