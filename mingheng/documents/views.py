"""Handing a paper to a browser, and to anybody who holds one what vouches for it. Whose paper it is, `cases` decides."""

import logging
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from mingheng.documents import queries
from mingheng.documents.rules.recorded import KINDS, LABELS
from mingheng.documents.rules.scans import PDF
from mingheng.kit.ranges import send_file
from mingheng.ledger.rules import ContentErased
from mingheng.ledger.rules.tree.policies import BadPolicy

if TYPE_CHECKING:
    from mingheng.documents.queries import DossierView, InstrumentView

# A browser's own PDF viewer does not start inside a sandbox. The papers are ours, or scans refused if they hold scripts.
_PDF_POLICY = (
    "default-src 'none'; object-src 'self'; plugin-types application/pdf; style-src 'unsafe-inline'; frame-ancestors 'self'"
)


log = logging.getLogger(__name__)

_WORKER = Path(__file__).parent / "static" / "documents" / "check" / "worker.js"

PLAIN = "text/plain; charset=utf-8"
MINUTE = 60
_ERASED = "这份文书的内容已依照法律规定删除，只能证明它曾经存证，不能再核对内容。\n"


@require_safe
@cache_control(private=True, no_cache=True)
def check(request: HttpRequest, token: UUID | None = None) -> HttpResponseBase:
    """The page on which anybody has a paper checked; where the address names one of ours, that one. 404 where it names none."""
    absent = token is not None and not queries.is_made(token)
    status = HTTPStatus.NOT_FOUND if absent else HTTPStatus.OK
    return render(request, "documents/check.html", {"labels": LABELS, "kinds": KINDS, "absent": absent}, status=status)


@require_safe
@cache_control(no_cache=True)
def check_worker(request: HttpRequest) -> HttpResponseBase:
    """What keeps that page usable without a network; a browser lets it serve the addresses below its own."""
    return HttpResponse(_WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")


@require_safe
@cache_control(private=True, max_age=MINUTE)
def voucher(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """What vouches for the paper with this token, which only its holder knows; 410 once its content was destroyed by law."""
    try:
        return HttpResponse(str(queries.paper_voucher(token)), content_type=PLAIN)
    except queries.NoSuchInstrument as error:
        raise Http404 from error
    except ContentErased:
        return HttpResponse(_ERASED, status=HTTPStatus.GONE, content_type=PLAIN)


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


def annex_response(view: "InstrumentView") -> HttpResponseBase:
    """The annex to a paper as it stands at this moment; 409 with the reason while there can be none, 410 once erased."""
    try:
        content = queries.annex(view.id)
    except queries.NoSuchInstrument:
        told, status = "文书还没有生成，没有存证页。请稍候刷新页面。", HTTPStatus.CONFLICT
    except ContentErased:
        told, status = _ERASED, HTTPStatus.GONE
    except BadPolicy as reason:
        log.critical("MINGHENG_WITNESS_POLICY: %s", reason)
        told, status = "本单位的见证规则设置有误，不能制作存证页。请联系系统管理员", HTTPStatus.SERVICE_UNAVAILABLE
    else:
        name = f"存证页-{view.title}{view.number}.pdf"
        headers = {
            "Cache-Control": "private, no-store",
            "Content-Disposition": content_disposition_header(as_attachment=False, filename=name) or "inline",
            "Content-Security-Policy": _PDF_POLICY,
        }
        return HttpResponse(content, content_type=PDF, headers=headers)
    return HttpResponse(told, status=status, content_type=PLAIN)
