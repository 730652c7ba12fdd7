"""Cross-checks: the monthly draw, the blind second opinion, the differences, the discussion and what came of it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mingheng.cases import actions
from mingheng.cases.forms import review_points
from mingheng.cases.forms.centre import RemarkForm, ResultForm, SecondOpinionForm
from mingheng.cases.models import CrossCheck
from mingheng.cases.queries.case_page import Opened, opened
from mingheng.cases.queries.centre.checks import check_of, compared, draws, entries_of, state_of
from mingheng.cases.queries.centre.checks import checks as all_checks
from mingheng.cases.queries.review_page import decision_drafts
from mingheng.cases.rules import StepRefused
from mingheng.cases.views.centre import CENTRE
from mingheng.kit import clock
from mingheng.kit.display import Finding
from mingheng.organisation.access import needs, officer_of

ONE_MONTH_BACK = 1


@needs(*CENTRE)
@require_http_methods(["GET", "POST"])
def checks(request: HttpRequest) -> HttpResponse:
    """The checks there are; POST draws from the month before this one."""
    today = clock.today()
    first = today.replace(day=1)
    month = date(first.year - (first.month == 1), (first.month - ONE_MONTH_BACK) or 12, 1)
    if request.method == "POST":
        try:
            draw = actions.draw_checks(month=month, by=officer_of(request), at=clock.now())
        except actions.CheckRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"从 {draw.period} 的 {len(draw.population)} 件里抽出 {draw.checks.count()} 件")
        return redirect("cases:centre_checks")
    rows = [(check, state_of(check)) for check in all_checks()]
    drawn = draws()
    open_to = f"{month:%Y-%m}" if not any(draw.period == f"{month:%Y-%m}" for draw in drawn) else ""
    return render(request, "cases/checks.html", {"rows": rows, "draws": drawn, "month": open_to, "me": officer_of(request).pk})


@needs(*CENTRE)
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One check: blind for the second reviewer until he has given his opinion, then side by side."""
    found = check_of(pk)
    if found is None:
        raise Http404
    entries = entries_of(found)
    if not entries:
        return _blind(request, found)
    form = (
        ResultForm(request.POST or None, prefix="result")
        if "result-word" in request.POST or "result-text" in request.POST
        else None
    )
    remark = RemarkForm(request.POST or None) if "text" in request.POST else None
    given = form or remark
    if given is not None and given.is_valid():
        try:
            _said(request, found, form, remark)
        except actions.CheckRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("cases:centre_check", pk)
    case = opened(found.case, clock.now())
    ended = any(entry.kind == "result" for entry in entries)
    mine = officer_of(request).pk in (found.checker_id, found.reviewer_id)
    context = {
        "check": found, "both": compared(found, case, entries), "subject": _subject(case), "matter": found.case.title,
        "remark": remark or RemarkForm(), "result": None if ended or mine else form or ResultForm(prefix="result"),
    }  # fmt: skip
    return render(request, "cases/check.html", context, status=422 if given is not None and given.errors else 200)


def _said(request: HttpRequest, found: CrossCheck, form: ResultForm | None, remark: RemarkForm | None) -> None:
    by, at = officer_of(request), clock.now()
    if form is not None:
        actions.conclude_check(check=found, word=form.cleaned_data["word"], text=form.cleaned_data["text"], by=by, at=at)
    elif remark is not None:
        actions.discuss_check(check=found, text=remark.cleaned_data["text"], by=by, at=at)


def _blind(request: HttpRequest, found: CrossCheck) -> HttpResponse:
    case, mine = opened(found.case, clock.now()), officer_of(request).pk == found.checker_id
    conclusions = list(case.docket.procedure.acts["legal_review"].facts["conclusion"].choices.items())
    form = SecondOpinionForm(review_points(case.law, case.docket), conclusions, request.POST or None) if mine else None
    refused: tuple[Finding, ...] = ()
    if request.method == "POST" and form is None:
        messages.error(request, "这件由另一名审核人盲审。等他提交意见以后再讨论")
        return redirect("cases:centre_check", found.pk)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            actions.give_second_opinion(check=found, facts=form.cleaned_data, by=officer_of(request), at=clock.now())
        except StepRefused as refusal:
            refused = tuple(case.shown.finding(finding) for finding in refusal.findings)
        else:
            messages.success(request, "已提交复核意见，现在可以看原审核意见")
            return redirect("cases:centre_check", found.pk)
    context = {
        "check": found, "form": form, "findings": refused, "subject": _subject(case), "matter": found.case.title,
        "papers": decision_drafts(case),
    }  # fmt: skip
    return render(request, "cases/check_blind.html", context, status=422 if refused or (form and form.errors) else 200)


def _subject(case: Opened) -> str:
    names = [p.name for p in case.docket.parties]
    return names[0] if names else "当事人待查"
