"""Files of a case: instruments, their signed scans, evidence, the dossier."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from mingheng.cases import actions
from mingheng.cases.access import CASE_DUTIES, case_for
from mingheng.documents import queries as documents
from mingheng.documents.views import pdf_response
from mingheng.evidence import actions as evidence_actions
from mingheng.evidence import queries as evidence
from mingheng.kit import clock
from mingheng.kit.ranges import file_response
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.organisation.rules import Duty


@needs(*CASE_DUTIES)
@require_safe
def instrument(request: HttpRequest, ref: str, pk: UUID) -> HttpResponse:
    """An instrument as PDF: the signed scan once it is back, else the printed one."""
    case = case_for(authority_of(request), ref)
    found = documents.instrument(pk)
    if found is None or found.folder != case.id:
        raise Http404
    return pdf_response(found, request)


@needs(Duty.OFFICER, Duty.SQUAD_LEADER, Duty.SQUAD_LEGAL_OFFICER, Duty.CENTRE_REVIEWER, Duty.BUREAU_HEAD)
@require_POST
def scan(request: HttpRequest, ref: str, pk: UUID) -> HttpResponse:
    """The signed paper comes back to its instrument."""
    case = case_for(authority_of(request), ref)
    found = documents.instrument(pk)
    upload = request.FILES.get("scan")
    if found is None or found.folder != case.id or case.closed:
        raise Http404
    if upload is None:
        messages.error(request, "没有选择扫描件。请选择 PDF、JPG 或者 PNG 文件")
    else:
        refused = actions.attach_scan(case_id=case.id, instrument_id=pk, upload=upload, by=officer_of(request), at=clock.now())
        if refused:
            messages.error(request, refused)
        else:
            messages.success(request, "签字扫描件已归入文书")
    return redirect("cases:documents", ref)


@needs(*CASE_DUTIES)
@require_safe
def evidence_file(request: HttpRequest, ref: str, pk: UUID) -> HttpResponse:
    """A file of evidence; that it was opened, by whom and when, is recorded."""
    case = case_for(authority_of(request), ref)
    if evidence.folder_of(pk) != case.id:
        raise Http404
    opened = evidence_actions.open_file(evidence_id=pk, purpose="办案查阅", by=officer_of(request), at=clock.now())
    return file_response(opened, request)


@needs(*CASE_DUTIES)
@require_safe
def thumbnail(request: HttpRequest, ref: str, pk: UUID) -> HttpResponse:
    """A small re-encoded picture of an image."""
    case = case_for(authority_of(request), ref)
    if evidence.folder_of(pk) != case.id:
        raise Http404
    return file_response(evidence_actions.thumbnail(evidence_id=pk), request)


@needs(*CASE_DUTIES)
@require_safe
def dossier(request: HttpRequest, ref: str) -> HttpResponse:
    """The bound dossier as one PDF."""
    case = case_for(authority_of(request), ref)
    bound = documents.dossier_of(case.id)
    if bound is None:
        messages.info(request, "卷宗正在装订，稍后再打开")
        return redirect("cases:documents", ref)
    return pdf_response(bound, request)
