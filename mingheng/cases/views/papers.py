"""Files of a case: instruments, their signed scans, evidence, the dossier."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from mingheng.cases.access import CASE_DUTIES, case_for
from mingheng.cases.models import Case
from mingheng.cases.queries import previews
from mingheng.cases.queries.auditing.locks import is_locked
from mingheng.cases.queries.case_page import opened
from mingheng.cases.queries.dockets import taker_of
from mingheng.cases.rules.audits import LOCKED
from mingheng.documents import actions as documents_actions
from mingheng.documents import queries as documents
from mingheng.documents.rules import InstrumentRefused
from mingheng.documents.views import annex_response, pdf_response
from mingheng.evidence import actions as evidence_actions
from mingheng.evidence import views as evidence_views
from mingheng.evidence.access import evidence_in
from mingheng.kit import clock
from mingheng.kit.first_today import first_today
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.organisation.rules import Duty

READING = "reading"
SCANNERS = (Duty.OFFICER, Duty.SQUAD_LEADER, Duty.SQUAD_LEGAL_OFFICER, Duty.CENTRE_REVIEWER, Duty.BUREAU_HEAD)


def _instrument_in(case: Case, pk: UUID) -> documents.InstrumentView:
    try:
        found = documents.instrument(pk)
    except documents.NoSuchInstrument as error:
        raise Http404 from error
    if found.folder != case.id:
        raise Http404
    return found


@needs(*CASE_DUTIES)
@require_safe
def instrument(request: HttpRequest, ref: str, pk: UUID) -> HttpResponseBase:
    """An instrument as PDF: the signed scan once it is back, else the printed one."""
    case = case_for(authority_of(request), ref)
    found = _instrument_in(case, pk)
    _opens(request, case, str(found.id))
    return pdf_response(found, request)


@needs(*CASE_DUTIES)
@require_safe
def annex(request: HttpRequest, ref: str, pk: UUID) -> HttpResponseBase:
    """The annex to an instrument: what vouches for it, to print beside it."""
    return annex_response(_instrument_in(case_for(authority_of(request), ref), pk))


@needs(*SCANNERS)
@require_POST
def scan(request: HttpRequest, ref: str, pk: UUID) -> HttpResponseBase:
    """The signed paper comes back to its instrument, once, by who handles the case or took the act."""
    case = case_for(authority_of(request), ref)
    found = _instrument_in(case, pk)
    if case.closed or officer_of(request).pk not in (*case.handlers, taker_of(case, found.source)):
        raise Http404
    if is_locked(case.pk):
        return _locked(request, ref)
    if found.state == "signed":
        messages.error(request, f"《{found.title}》已有签字扫描件，不能覆盖。扫描件有误的，另行说明后由督察处理")
        return redirect("cases:documents", ref)
    upload = request.FILES.get("scan")
    if upload is None:
        messages.error(request, "没有选择扫描件。请选择 PDF、JPG 或者 PNG 文件")
        return redirect("cases:documents", ref)
    try:
        documents_actions.attach_scan(instrument_id=found.id, upload=upload, by=officer_of(request), at=clock.now())
    except InstrumentRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"签字扫描件已归入《{found.title}》")
    return redirect("cases:documents", ref)


@needs(*SCANNERS)
@require_POST
def again(request: HttpRequest, ref: str, pk: UUID) -> HttpResponseBase:
    """A paper that could not be made is tried once more, after what was missing is there."""
    case = case_for(authority_of(request), ref)
    found = _instrument_in(case, pk)
    if officer_of(request).pk not in case.handlers:
        raise Http404
    if is_locked(case.pk):
        return _locked(request, ref)
    if found.state == "failed":
        documents_actions.render_again(instrument_id=found.id, by=officer_of(request), at=clock.now())
        messages.success(request, f"《{found.title}》正在重新生成")
    return redirect("cases:documents", ref)


@needs(*CASE_DUTIES)
@require_safe
def evidence_file(request: HttpRequest, ref: str, pk: UUID) -> HttpResponseBase:
    """A file of evidence. Opening it is recorded once; the further parts of a recording come by its token."""
    view = evidence_in(case_for(authority_of(request), ref).id, pk)
    officer, at = officer_of(request), clock.now()
    token = request.GET.get(READING)
    if token:
        return evidence_views.send_again(request, token=token, officer_id=officer.pk, at=at, inline=True)
    opened = evidence_actions.open_file(evidence_id=view.id, purpose="办案查阅", by=officer, at=at)
    return redirect(f"{request.path}?{READING}={opened.token}")


@needs(*CASE_DUTIES)
@require_safe
def thumbnail(request: HttpRequest, ref: str, pk: UUID) -> HttpResponseBase:
    """A small re-encoded picture of a piece of evidence."""
    case = case_for(authority_of(request), ref)
    picture = evidence_views.send_preview(evidence_in(case.id, pk))
    officer = officer_of(request)
    if first_today(officer.pk, f"thumbnails:{case.id}", clock.today()):
        evidence_actions.see_previews(folder=case.id, by=officer, at=clock.now())
    return picture


@needs(*CASE_DUTIES)
@require_safe
def decision_draft(request: HttpRequest, ref: str, pk: UUID) -> HttpResponseBase:
    """The decision as it would read today; not an instrument, so it has no number, date or seal."""
    found = opened(case_for(authority_of(request), ref), clock.now(), authority_of(request))
    if found.docket.party(str(pk)) is None:
        raise Http404
    try:
        draft = previews.decision_draft(found, str(pk))
    except InstrumentRefused as error:
        return HttpResponse(str(error), status=HTTPStatus.CONFLICT, content_type="text/plain; charset=utf-8")
    if draft is None:
        told = "还没有制作事先告知书，决定书的内容尚未形成。"
        return HttpResponse(told, status=HTTPStatus.CONFLICT, content_type="text/plain; charset=utf-8")
    _opens(request, found.case, "decision-draft")
    return HttpResponse(draft, content_type="application/pdf", headers={"Cache-Control": "private, no-store"})


@needs(*CASE_DUTIES)
@require_safe
def dossier(request: HttpRequest, ref: str) -> HttpResponseBase:
    """The bound dossier as one PDF."""
    case = case_for(authority_of(request), ref)
    bound = documents.dossier_of(case.id)
    if bound is None:
        messages.info(request, "案卷还没有装订。归档以后自动装订，稍后再打开")
        return redirect("cases:documents", ref)
    _opens(request, case, "dossier")
    return pdf_response(bound, request)


def _locked(request: HttpRequest, ref: str) -> HttpResponse:
    """Nothing comes into a case that differs from the record."""
    messages.error(request, f"{LOCKED.reason}。{LOCKED.remedy}")
    return redirect("cases:documents", ref)


def _opens(request: HttpRequest, case: Case, paper: str) -> None:
    """Put on record that a paper is opened, for it may hold an identity number; once a day."""
    officer = officer_of(request)
    if first_today(officer.pk, f"paper:{case.id}:{paper}", clock.today()):
        documents_actions.open_paper(folder=case.id, paper=paper, by=officer, at=clock.now())
