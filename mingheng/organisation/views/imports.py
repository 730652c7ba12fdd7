"""Importing lists: choose a file, see what it would do line by line, then do it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from mingheng.kit import clock
from mingheng.organisation import actions
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.organisation.forms import UploadForm, add_problems
from mingheng.organisation.rules import Duty, Refused
from mingheng.organisation.rules.imports import ImportKind, Outcome, Report
from mingheng.organisation.rules.lines import decode, template

DUTY_FOR = {
    ImportKind.UNITS: Duty.SYSTEM_ADMINISTRATOR,
    ImportKind.PEOPLE: Duty.SYSTEM_ADMINISTRATOR,
    ImportKind.CERTIFICATES: Duty.LAW_ADMINISTRATOR,
}
BOM = "\ufeff"  # without it a spreadsheet reads the template as GBK


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.SYSTEM_ADMINISTRATOR, Duty.LAW_ADMINISTRATOR)
def import_list(request: HttpRequest, kind: str) -> HttpResponse:
    """The file, its preview, and the import, in this order on one address."""
    chosen = _kind(request, kind)
    form = UploadForm()
    try:
        if request.method == "POST" and "agreed" in request.POST:
            return _import(request, chosen, request.POST.get("text", ""), request.POST["agreed"])
        if request.method == "POST":
            form = UploadForm(request.POST, request.FILES)
            if form.is_valid():
                return _preview(request, chosen, decode(form.cleaned_data["file"].read()))
    except Refused as refused:
        form.is_bound = True
        add_problems(form, refused.problems)
    return render(request, "organisation/import.html", {"form": form, "kind": chosen})


@require_safe
@needs(Duty.SYSTEM_ADMINISTRATOR, Duty.LAW_ADMINISTRATOR)
def import_template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty list to fill in."""
    chosen = _kind(request, kind)
    response = HttpResponse(BOM + template(chosen.columns), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{chosen.value}.csv"'
    return response


def _kind(request: HttpRequest, kind: str) -> ImportKind:
    if kind not in set(ImportKind) or not authority_of(request).holds(DUTY_FOR[ImportKind(kind)]):
        raise Http404
    return ImportKind(kind)


def _preview(request: HttpRequest, kind: ImportKind, text: str) -> HttpResponse:
    report = actions.preview_import(kind=kind, text=text, by=officer_of(request), at=clock.now())
    return _show(request, report, text)


def _import(request: HttpRequest, kind: ImportKind, text: str, agreed: str) -> HttpResponse:
    report = actions.import_lines(kind=kind, text=text, agreed=agreed, by=officer_of(request), at=clock.now())
    if not report.written:
        return _show(request, report, text, changed=True)
    new, changed = report.count(Outcome.NEW), report.count(Outcome.CHANGED)
    messages.success(request, f"导入完成：新增{new}条，变更{changed}条，有错未导入{len(report.wrong)}条")
    return redirect(reverse(f"organisation:{kind.value}"))


def _show(request: HttpRequest, report: Report, text: str, *, changed: bool = False) -> HttpResponse:
    titles = {column.field: column.title for column in report.kind.columns} | {"duty": "职责"}
    wrong = [
        (result.line.number, titles.get(problem.field, "整行"), problem) for result in report.wrong for problem in result.problems
    ]
    context = {
        "report": report,
        "kind": report.kind,
        "columns": report.kind.columns,
        "rows": [(r, [r.line.values[c.field] for c in report.kind.columns]) for r in report.results],
        "wrong": wrong,
        "text": text,
        "changed": changed,
        "counts": [(outcome.label, report.count(outcome)) for outcome in Outcome],
    }
    return render(request, "organisation/import_preview.html", context)
