"""Reading a case."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from mingheng.cases.access import CASE_DUTIES, case_for
from mingheng.cases.queries.case_page import case_page, opened
from mingheng.cases.queries.centre.checks import blind
from mingheng.cases.queries.centre.returned import returned_of
from mingheng.cases.queries.step_page import taken_page
from mingheng.cases.views.differences import unless_altered
from mingheng.kit import clock
from mingheng.ledger import queries as ledger
from mingheng.organisation.access import authority_of, needs, officer_of


@needs(*CASE_DUTIES)
@require_safe
@unless_altered
def case(request: HttpRequest, ref: str, tab: str = "overview") -> HttpResponse:
    """The case page with one tab open."""
    authority = authority_of(request)
    found = opened(case_for(authority, ref), clock.now(), authority)
    return render(request, "cases/case.html", {"page": case_page(found, authority, tab), "returned": returned_of(found)})


@needs(*CASE_DUTIES)
@require_safe
@unless_altered
def taken(request: HttpRequest, ref: str, n: int) -> HttpResponse:
    """One step as it stands for ever."""
    authority = authority_of(request)
    found = case_for(authority, ref)
    if (check := blind(authority.officer_id, found.id).get(n)) is not None:
        messages.info(request, "你要在不看原意见的情况下复核这次审核，提交以后才能看")
        return redirect(check)
    page = taken_page(opened(found, clock.now(), authority), n, officer_of(request).pk)
    if page is None:
        raise Http404
    return render(request, "cases/taken.html", {"page": page})


@needs(*CASE_DUTIES)
@require_safe
def voucher(request: HttpRequest, ref: str, n: int) -> HttpResponse:
    """The record of one step to take along: its proof once enough witnesses saw it, until then its signed receipt."""
    found = case_for(authority_of(request), ref)
    try:
        text = str(ledger.voucher_of(ledger.entry_at(str(found.id), n)))
    except ledger.NoSuchEntry as error:
        raise Http404 from error
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{ref} 第{n}步.tlog-proof") or ""
    return response
