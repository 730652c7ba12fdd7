"""The agent bank's receipts: the list, a file's dry run and import, one receipt settled by hand, the gaps."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from mingheng.cases import actions
from mingheng.cases.forms.receipts import ReceiptForm
from mingheng.cases.models import ReceiptLine, ReceiptState
from mingheng.cases.queries import receipts as queries
from mingheng.cases.rules import StepRefused
from mingheng.cases.rules.receipts import COLUMNS, Outcome, Report, digest_of
from mingheng.kit import clock
from mingheng.kit.dates import BadDay, parse_day
from mingheng.kit.sent import page_wanted
from mingheng.kit.shell import Choice
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.organisation.forms import UploadForm, add_problems
from mingheng.organisation.rules import Duty, Refused, refuse
from mingheng.organisation.rules.lines import decode, template

READERS = (Duty.CENTRE_REVIEWER, Duty.BUREAU_HEAD, Duty.SUPERVISOR)
CASHIER = Duty.CENTRE_REVIEWER
BOM = "\ufeff"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*READERS)
def receipts(request: HttpRequest) -> HttpResponse:
    """The receipts; the one who may enter them chooses a file, sees what it would do line by line, and enters it."""
    may = authority_of(request).holds(CASHIER)
    form = UploadForm()
    if request.method == "POST":
        if not may:
            raise Http404
        try:
            if "agreed" in request.POST:
                return _import(request, request.POST.get("text", ""), request.POST["agreed"])
            form = UploadForm(request.POST, request.FILES)
            if form.is_valid():
                return _preview(request, decode(form.cleaned_data["file"].read()))
        except Refused as refused:
            form.is_bound = True
            add_problems(form, refused.problems)
    return _list(request, form, may=may)


@require_safe
@needs(*READERS)
def receipt_template(request: HttpRequest) -> HttpResponse:
    """An empty file to fill in."""
    response = HttpResponse(BOM + template(COLUMNS), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="receipts.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*READERS)
def receipt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One receipt, and what a person does with it while it waits."""
    line = ReceiptLine.objects.select_related("step__case", "settled_by", "imported_by").filter(pk=pk).first()
    may = authority_of(request).holds(CASHIER)
    if line is None or (request.method == "POST" and not may):
        raise Http404
    form = ReceiptForm(initial={"number": line.reference})
    findings: tuple[object, ...] = ()
    if request.method == "POST":
        form = ReceiptForm(request.POST)
        if form.is_valid():
            try:
                _settle(request, line, form)
            except Refused as refused:
                add_problems(form, refused.problems)
            except StepRefused as refused:
                findings = refused.findings
            except actions.NotYours:
                add_problems(form, refuse("number", "你没有登记这件案件缴款的权限", "请承办人登记").problems)
            else:
                return redirect("cases:receipts")
    open_to = may and line.state == ReceiptState.WAITING
    context = {"line": line, "form": form, "may": open_to, "findings": findings}
    return render(request, "cases/receipt.html", context, status=422 if form.errors or findings else 200)


@require_safe
@needs(*READERS)
def receipt_gaps(request: HttpRequest) -> HttpResponse:
    """What bank and cases say differently in a span of days: this month when none is given."""
    today = clock.today()
    problem = ""
    try:
        since = parse_day(request.GET.get("since", "") or today.replace(day=1).isoformat(), today=today)
        until = parse_day(request.GET.get("until", "") or today.isoformat(), today=today)
    except BadDay as bad:
        since, until, problem = today.replace(day=1), today, str(bad)
    return render(
        request, "cases/receipt_gaps.html", {"gaps": queries.gaps(since, until, today), "problem": problem},
        status=422 if problem else 200,
    )  # fmt: skip


def _settle(request: HttpRequest, line: ReceiptLine, form: ReceiptForm) -> None:
    told, by, at = form.cleaned_data, officer_of(request), clock.now()
    if request.POST.get("do") == "aside":
        actions.set_receipt_aside(line_id=line.pk, reason=told["reason"], by=by, at=at)
        messages.success(request, f"票据 {line.number} 记为不入账")
        return
    settled = actions.post_receipt(
        line_id=line.pk, number=told["number"] or "", overpaid=bool(told["overpaid"]), reason=told["reason"], by=by, at=at
    )
    messages.success(request, f"票据 {line.number} 已入账：{settled.step.case if settled.step else ''}")


def _list(request: HttpRequest, form: UploadForm, *, may: bool) -> HttpResponse:
    state = request.GET.get("state", "")
    rows, pager = queries.page_of(queries.receipt_lines(state), page_wanted(request), urlencode({"state": state}))
    held = queries.counts()
    tabs = [Choice("全部", "?state=", not state, sum(held.values()))]
    tabs += [Choice(str(label), f"?state={key}", state == key, held.get(key, 0)) for key, label in ReceiptState.choices]
    context = {"rows": rows, "pager": pager, "tabs": tabs, "form": form, "may": may}
    return render(request, "cases/receipts.html", context, status=422 if form.errors else 200)


def _preview(request: HttpRequest, text: str) -> HttpResponse:
    report = actions.preview_receipts(text=text, by=officer_of(request), at=clock.now())
    return _show(request, report, text)


def _import(request: HttpRequest, text: str, agreed: str) -> HttpResponse:
    if agreed != digest_of(text):
        return _show(request, actions.preview_receipts(text=text, by=officer_of(request), at=clock.now()), text)
    report = actions.import_receipts(text=text, by=officer_of(request), at=clock.now())
    said = "，".join(f"{outcome.label} {report.count(outcome)} 笔" for outcome in Outcome if report.count(outcome))
    messages.success(request, f"导入完成：{said}")
    waiting = report.count(Outcome.WAITING)
    return redirect("/receipts/?state=waiting" if waiting else "cases:receipts")


def _show(request: HttpRequest, report: Report, text: str) -> HttpResponse:
    context = {
        "report": report, "text": text, "columns": COLUMNS,
        "counts": [(outcome.label, report.count(outcome)) for outcome in Outcome if report.count(outcome)],
        "attention": [line for line in report.lines if line.why],
    }  # fmt: skip
    return render(request, "cases/receipts_preview.html", context)
