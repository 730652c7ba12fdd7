"""Handing a paper to a browser. Whose paper it is, `cases` decides; this only serves what it is given."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from mingheng.documents import queries
from mingheng.documents.rules.scans import PDF
from mingheng.kit.ranges import send_file

if TYPE_CHECKING:
    from mingheng.documents.queries import DossierView, InstrumentView

# A browser's own PDF viewer does not start inside a sandbox. The papers are ours, or scans refused if they hold scripts.
_PDF_POLICY = (
    "default-src 'none'; object-src 'self'; plugin-types application/pdf; style-src 'unsafe-inline'; frame-ancestors 'self'"
)


def pdf_response(view: "InstrumentView | DossierView", request: HttpRequest) -> HttpResponseBase:
    """The file that counts now: the signed scan, else the made PDF; 409 with the reason while there is none.

    Answers byte ranges (206, 416). Shown in the page or in a frame of ours; `?download` saves it instead.
    """
    if not view.file:
        told = view.reason or "文书正在生成，请稍候刷新页面。"
        return HttpResponse(told, status=HTTPStatus.CONFLICT, content_type="text/plain; charset=utf-8")
    response = send_file(
        request, queries.open_paper(view.file), size=view.size, mime=view.mime, name=view.file_name, fingerprint=view.sha256,
        inline=True,
    )  # fmt: skip
    saved = "download" in request.GET
    response["Content-Disposition"] = content_disposition_header(as_attachment=saved, filename=view.file_name) or "inline"
    response["X-Frame-Options"] = "SAMEORIGIN"  # the review page shows the paper beside the form
    if view.mime == PDF:
        response["Content-Security-Policy"] = _PDF_POLICY
    return response
