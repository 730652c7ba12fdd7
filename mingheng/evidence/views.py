"""Answers for the room of cases, which owns the addresses and decides who may ask."""

from datetime import datetime
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from mingheng.evidence import access
from mingheng.evidence.actions.previews import preview
from mingheng.evidence.queries import EvidenceView
from mingheng.kit.ranges import send_file


def send_original(request: HttpRequest, reading: access.Reading, *, inline: bool = False) -> HttpResponseBase:
    """The original, whole or in the range asked for; `inline` plays or shows it in the page where that is safe."""
    view = reading.evidence
    try:
        source = reading.open()
    except access.FileDamaged as error:
        return HttpResponse(str(error), status=HTTPStatus.CONFLICT, content_type="text/plain; charset=utf-8")
    return send_file(
        request, source, size=view.size, mime=view.mime, name=view.original_name, fingerprint=view.sha256, inline=inline
    )


def send_again(request: HttpRequest, *, token: str, officer_id: int, at: datetime, inline: bool = False) -> HttpResponseBase:
    """Another part of a file already opened by this person (see `actions.open_file`); Http404 when the reading is over."""
    return send_original(request, access.reading(token=token, officer_id=officer_id, at=at), inline=inline)


def send_preview(view: EvidenceView) -> HttpResponse:
    """The small picture of a piece of evidence; Http404 when there is none."""
    picture = preview(evidence_id=view.id)
    if picture is None:
        raise Http404
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(picture.data, content_type=picture.mime, headers=headers)
