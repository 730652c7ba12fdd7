"""Scoring: the sheet beside the dossier, kept as typed, handed in once."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mingheng.cases.views.sent import hidden, typed_unsent
from mingheng.kit import clock, display
from mingheng.kit.dates import SHANGHAI
from mingheng.kit.sent import token
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.supervision import actions
from mingheng.supervision.access.reviews import sheet_for
from mingheng.supervision.models import SheetDraft
from mingheng.supervision.queries.reviewing.sheet_page import sheet_page
from mingheng.supervision.rules.reviewing.typed import read_sheet, typed
from mingheng.supervision.rules.reviewing.words import LOOKING
from mingheng.supervision.views.reviews import standing


@needs(*LOOKING)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A reviewer's own sheet. POST hands it in, or with `draft` keeps it; one that is in leads to the review."""
    found = sheet_for(authority_of(request), pk)
    now = standing(pk)
    if found.pk in now.submitted and request.method != "POST":
        return redirect("supervision:review", pk)
    draft = SheetDraft.objects.filter(sheet=found).first()
    sent = request.POST.dict() if request.method == "POST" else typed_unsent(request)
    body = typed(now.standard, sent) if sent or request.method == "POST" else dict(draft.body) if draft else {}
    problems: list[str] = []
    if request.method == "POST":
        try:
            if request.POST.get("draft"):
                _kept(request, found.pk, body)
                messages.success(request, "草稿已保存，还没有提交")
                return redirect("supervision:sheet", pk)
            problems = _problems(request, pk, found.pk, body)
        except actions.AlreadyIn as refusal:
            messages.warning(request, str(refusal))
            return redirect("supervision:review", pk)
        if not problems:
            messages.success(request, "评分已提交，记入存证")
            return redirect("supervision:review", pk)
    context = {
        "page": sheet_page(now, found, body, draft),
        "findings": [display.Finding("sheet", problem) for problem in problems],
        "hidden": hidden(request, 0),
    }
    return render(
        request, "supervision/sheet.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    )


@needs(*LOOKING)
@require_POST
def sheet_draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what is typed, every few seconds."""
    found = sheet_for(authority_of(request), pk)
    try:
        _kept(request, found.pk, typed(standing(pk).standard, request.POST.dict()))
    except actions.AlreadyIn as refusal:
        raise Http404 from refusal
    return JsonResponse({"saved": f"{clock.now().astimezone(SHANGHAI):%H:%M}"})


def _kept(request: HttpRequest, sheet_id: int, body: dict[str, str]) -> None:
    try:
        actions.save_sheet(sheet_id=sheet_id, body=body, by=officer_of(request), at=clock.now())
    except actions.NotYours as refusal:
        raise Http404 from refusal


def _problems(request: HttpRequest, pk: UUID, sheet_id: int, body: dict[str, str]) -> list[str]:
    """Hand the sheet in; what keeps it from being taken. What was typed is kept before anything else."""
    value, unread = read_sheet(standing(pk).standard, body)
    try:
        if unread:
            _kept(request, sheet_id, body)
            return unread
        actions.submit_sheet(sheet_id=sheet_id, value=value, token=token(request), by=officer_of(request), at=clock.now())
    except actions.NotYours as refusal:
        raise Http404 from refusal
    except actions.SheetIncomplete as refusal:
        _kept(request, sheet_id, body)
        return list(refusal.problems)
    return []
