"""The page of audits, and asking for one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from mingheng.cases import actions
from mingheng.cases.rules.audits import ASKING, READING
from mingheng.kit import clock
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.supervision.queries.audit_page import audit_page, audit_shown


@needs(*READING)
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """What audits found and what they read."""
    return render(request, "supervision/audit.html", {"page": audit_page(authority_of(request))})


@needs(*READING)
@require_safe
def audit_progress(request: HttpRequest) -> HttpResponse:
    """How far the audit has come, as a part of the page that asks again while it goes on."""
    return render(request, "supervision/audit_run.html", {"run": audit_shown(), "polled": True})


@needs(*ASKING)
@require_POST
def audit_now(request: HttpRequest) -> HttpResponse:
    """Ask for an audit of everything; the worker makes it."""
    actions.request_audit(by=officer_of(request), at=clock.now())
    messages.success(request, "已提出审计，后台任务马上开始。进度在本页上方")
    return redirect("supervision:audit")
