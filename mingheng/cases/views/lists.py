"""Lists of cases: all of them with filters, and what waits for approval."""

import csv

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mingheng.cases.access import CASE_DUTIES, cases_for, listed_for
from mingheng.cases.queries import tasks
from mingheng.cases.queries.listing import approvals_page, list_page
from mingheng.kit import clock
from mingheng.kit.sent import page_wanted
from mingheng.law import queries as law
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.organisation.rules import Duty

EXPORT_MOST = 20_000


def _sought(request: HttpRequest) -> tasks.Sought:
    given = {name: str(value).replace("\x00", "") for name, value in request.GET.items()}
    return tasks.Sought(
        text=given.get("q", "")[:60], stage=given.get("stage", ""), unit=given.get("unit", ""),
        state=given.get("state", "open"), item=given.get("item", ""), handler=given.get("handler", ""),
        due=given.get("due", ""), mark=given.get("mark", ""), procedure=given.get("procedure", ""), page=page_wanted(request),
    )  # fmt: skip


@needs(*CASE_DUTIES)
@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """Cases this person may see, filtered and searched."""
    authority, today = authority_of(request), clock.today()
    wanted = _sought(request)
    found = listed_for(authority)
    may_register = authority.holds(Duty.OFFICER, Duty.SQUAD_LEADER, Duty.CENTRE_REVIEWER)
    page = list_page(
        found, wanted, today, register_href=reverse("cases:register") if may_register else "",
        spot_href=reverse("cases:find") if authority.holds(Duty.OFFICER) else "",
    )  # fmt: skip
    return render(request, "cases/list.html", {"page": page})


@needs(*CASE_DUTIES)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The list as CSV that a spreadsheet opens with Chinese intact."""
    today = clock.today()
    found = list(tasks.sought(listed_for(authority_of(request)), _sought(request), today)[:EXPORT_MOST])
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''cases-{today}.csv"
    writer = csv.writer(response)
    for row in tasks.export_rows(found, law.lawbook(), tasks.names_for(found), today):
        writer.writerow([f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in row])
    return response


@needs(*CASE_DUTIES)
@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    """What waits for this person's approval or review, most urgent first."""
    authority = authority_of(request)
    kind = request.GET.get("kind", "")
    acts = [kind] if kind in tasks.APPROVALS or kind == "legal_review" else [*tasks.APPROVALS, "legal_review"]
    waiting = tasks.waiting_for(cases_for(authority), authority).filter(turn__in=[*tasks.APPROVALS, "legal_review"])
    counts = dict(waiting.order_by().values_list("turn").annotate(n=Count("id")))
    rows = list(waiting.filter(turn__in=acts)[: tasks.PAGE_SIZE])
    page = approvals_page(tasks.tasks(rows, clock.today(), officer_of(request).pk), counts, kind)
    return render(request, "cases/approvals.html", {"page": page})
