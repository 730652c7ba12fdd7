"""The dossier beside a scoring sheet: the whole file, or page by page."""

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from mingheng.documents import actions as documents_actions
from mingheng.documents.queries.bound import picture
from mingheng.documents.rules import DossierRefused
from mingheng.documents.views import pdf_response
from mingheng.kit import clock
from mingheng.kit.first_today import first_today
from mingheng.kit.sent import count
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.supervision.access.reviews import review_for, sheet_for
from mingheng.supervision.queries.reviewing.heads import bound_of, turned
from mingheng.supervision.rules.reviewing.words import EVERY_REVIEW, LOOKING

if TYPE_CHECKING:
    from mingheng.documents.queries import DossierView

UNBOUND = "案卷还没有装订"


@needs(*LOOKING)
@require_safe
def review_dossier(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The bound dossier, for who reviews it or supervises."""
    bound = _opened(request, pk)
    return pdf_response(bound, request) if bound else _told(UNBOUND)


@needs(*LOOKING)
@require_safe
def dossier_page(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """One numbered page, shown in the frame beside the sheet, with the way to its neighbours; `to` turns to another, as far as there are."""
    bound = _opened(request, pk)
    if bound is None:
        return _told(UNBOUND)
    leaf = turned(bound, pk, number)
    if leaf is None:
        raise Http404
    if (to := count(request.GET.get("to", ""))) and to != number:
        return redirect("supervision:dossier_page", pk, min(to, leaf.pages))
    return render(request, "supervision/dossier_page.html", {"leaf": leaf, "review": pk})


@needs(*LOOKING)
@require_safe
def dossier_picture(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """That page as a picture."""
    bound = _opened(request, pk)
    if bound is None:
        return _told(UNBOUND)
    if turned(bound, pk, number) is None:
        raise Http404
    try:
        return HttpResponse(picture(bound, number), content_type="image/jpeg")
    except DossierRefused as reason:
        return _told(str(reason))


def _told(reason: str) -> HttpResponse:
    return HttpResponse(reason, status=HTTPStatus.CONFLICT, content_type="text/plain; charset=utf-8")


def _opened(request: HttpRequest, pk: UUID) -> "DossierView | None":
    """The dossier as it was bound for this review; put on record once a day, for it may hold an identity number. Raises Http404."""
    held = authority_of(request)
    found = review_for(held, pk) if held.holds(*EVERY_REVIEW) else sheet_for(held, pk).review
    bound = bound_of(found)
    if bound is None or found.case is None:
        return None
    if first_today(held.officer_id, f"paper:{found.case.pk}:dossier", clock.today()):
        documents_actions.open_paper(folder=found.case.pk, paper="dossier", by=officer_of(request), at=clock.now())
    return bound
