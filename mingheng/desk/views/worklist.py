"""The worklist, its preview and its export."""

import csv
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from mingheng.desk.queries.peeks import peek_of
from mingheng.desk.queries.worklist import FILTERS, Wanted, rows_of, worklist_page
from mingheng.kit import clock
from mingheng.kit.display import Task
from mingheng.kit.templatetags.kit import due_note
from mingheng.organisation.access import authority_of, needs
from mingheng.supervision.rules.handing import LOOKING_IN

FORMULA = "=+-@"
"""A spreadsheet would run a cell that begins with one of these."""


@needs()
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """What waits for the reader; who looks in from outside has it in his own list. `at` opens the preview of a row without JavaScript."""
    held, wanted = authority_of(request), _wanted(request)
    if held.holds(*LOOKING_IN):
        return redirect("supervision:handings")
    if "export" in request.GET:
        return _export(rows_of(held, wanted.part, clock.today()), wanted, request.GET.getlist("pick"), clock.today())
    peek = peek_of(held, wanted.at, clock.now()) if wanted.at else None
    page = worklist_page(held, wanted, clock.today(), peek)
    return render(request, "desk/worklist.html", {"page": page, "now": clock.now()})


@needs()
@require_safe
def peek(request: HttpRequest, ref: str) -> HttpResponse:
    """The preview of one row; asked for as a page it is the worklist with that row open."""
    held = authority_of(request)
    shown = peek_of(held, ref, clock.now())
    if "HX-Request" in request.headers:
        response = render(request, "desk/peek.html", {"peek": shown})
    else:
        page = worklist_page(held, Wanted(at=ref), clock.today(), shown)
        response = render(request, "desk/worklist.html", {"page": page, "now": clock.now()})
    response["Vary"] = "HX-Request"
    return response


def _wanted(request: HttpRequest) -> Wanted:
    chosen = {name: tuple(request.GET.getlist(name)) for name in FILTERS}
    return Wanted(request.GET.get("part", ""), chosen, request.GET.get("at", ""))


def _export(rows: tuple[Task, ...], wanted: Wanted, picked: list[str], today: date) -> HttpResponse:
    """The rows ticked, or all of them, as CSV that a spreadsheet opens with Chinese intact."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''worklist-{today}.csv"
    writer = csv.writer(response)
    writer.writerow(["时限", "届满", "事项", "当事人", "案由", "案号", "环节", "时限依据", "承办", "单位"])
    for row in rows:
        if wanted.keeps(row) and (not picked or row.key in picked):
            cells = [
                row.due.text, due_note(row.due), row.verb, row.subject, row.matter, row.number, row.stage,
                row.cite.text if row.cite else "", "、".join(person.name for person in row.people), row.unit,
            ]  # fmt: skip
            writer.writerow([f"'{cell}" if cell[:1] in FORMULA and cell else cell for cell in cells])
    return response
