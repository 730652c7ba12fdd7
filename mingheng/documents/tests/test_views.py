"""A paper in the browser: shown or saved, whole or in part, never run."""

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from mingheng.documents import queries
from mingheng.documents.actions import render_waiting
from mingheng.documents.queries import InstrumentView
from mingheng.documents.tests.orders import AT, FOLDER, order
from mingheng.documents.tests.reading import text_of
from mingheng.documents.tests.samples import SAMPLES
from mingheng.documents.views import pdf_response
from tests.cast import Cast

GET = RequestFactory().get


@pytest.fixture
def decision(cast: Cast) -> InstrumentView:
    """A printed decision."""
    ordered = order("penalty_decision", cast.handler)
    render_waiting(at=AT)
    return queries.instrument(ordered.id)


def body(response: HttpResponseBase) -> bytes:
    assert isinstance(response, StreamingHttpResponse)
    return bytes(response.getvalue())


def test_the_whole_paper_is_shown_in_the_page(decision: InstrumentView) -> None:
    response = pdf_response(decision, GET("/"))
    assert response.status_code == 200
    assert body(response) == queries.content(decision.file, decision.sha256)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(decision.size)
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "private" in response["Cache-Control"]


def test_it_is_saved_under_title_and_number(decision: InstrumentView) -> None:
    assert decision.file_name == "行政处罚决定书澜城管罚决〔2026〕1号.pdf"
    response = pdf_response(decision, GET("/?download"))
    assert body(response)
    assert response["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    ("wanted", "first", "last"), [("bytes=0-99", 0, 99), ("bytes=100-", 100, None), ("bytes=-50", -50, None)]
)
def test_a_part_of_it_is_sent(decision: InstrumentView, wanted: str, first: int, last: int | None) -> None:
    response = pdf_response(decision, GET("/", headers={"Range": wanted}))
    whole = queries.content(decision.file, decision.sha256)
    assert response.status_code == 206
    assert body(response) == whole[first : last + 1 if last is not None else None]
    assert response["Content-Range"].endswith(f"/{decision.size}")


def test_a_part_that_does_not_exist_is_refused(decision: InstrumentView) -> None:
    response = pdf_response(decision, GET("/", headers={"Range": f"bytes={decision.size}-"}))
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{decision.size}"


def test_a_part_of_an_older_file_is_answered_with_the_whole_new_one(decision: InstrumentView) -> None:
    response = pdf_response(decision, GET("/", headers={"Range": "bytes=0-9", "If-Range": '"older"'}))
    assert response.status_code == 200
    assert len(body(response)) == decision.size


def test_a_paper_still_waiting_says_so(cast: Cast) -> None:
    ordered = order("penalty_decision", cast.handler)
    response = pdf_response(queries.instrument(ordered.id), GET("/"))
    assert response.status_code == 409
    assert "正在生成" in response.content.decode()  # type: ignore[attr-defined]  # an answer of text


def test_a_folder_s_papers_take_one_query(cast: Cast, decision: InstrumentView) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert queries.of_folder(FOLDER) == [decision]
    assert len(asked) == 1


def test_a_preview_is_the_paper_without_number_date_and_seal(cast: Cast) -> None:
    from_sample = queries.preview(key="penalty_decision", data=SAMPLES["penalty_decision"], at=AT)
    said = text_of(from_sample)
    assert "（审核稿文号待编）" in said
    assert "（审核通过前不生成印章与日期）" in said
    assert "（印章）" not in said
