"""The case centre: its queue, giving reviews out, and who is there to take them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingheng.cases import actions
from mingheng.cases.access import cases_for
from mingheng.cases.forms.centre import AbsenceForm
from mingheng.cases.queries.centre.bench import absences, loads
from mingheng.cases.queries.centre.queue import BY, PAGE_SIZE, REVIEW, Wanted, kinds_for, queue_page
from mingheng.kit import clock
from mingheng.kit.sent import page_wanted
from mingheng.law import queries as law
from mingheng.organisation import queries as organisation
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.organisation.rules import Duty

CENTRE = (Duty.CENTRE_REVIEWER, Duty.BUREAU_HEAD)


@needs(*CENTRE)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, by place or by legal field."""
    authority = authority_of(request)
    book = law.lawbook()
    kinds = kinds_for(authority, book)
    page = queue_page(cases_for(authority), kinds, _wanted(request, kinds), book, clock.today())
    return render(request, "cases/centre_queue.html", {"page": page, "here": request.get_full_path()})


@needs(*CENTRE)
@require_POST
def distribute(request: HttpRequest) -> HttpResponse:
    """Give the ticked reviews to reviewers by rule, most urgent first; says what could not be given and why."""
    waiting = cases_for(authority_of(request)).filter(
        closed=False, turn=REVIEW, turn_officers=[], ref__in=request.POST.getlist("pick")
    )
    cases = list(waiting.order_by("due", "opened_at")[:PAGE_SIZE])
    told = actions.distribute_reviews(cases=[case.id for case in cases], by=officer_of(request), at=clock.now())
    if told.given:
        messages.success(request, f"已分配 {len(told.given)} 件，每件都记入案卷")
    refs = {case.id: case.ref for case in cases}
    for case_id, refusal in told.left:
        messages.error(request, f"{refs[case_id]} 没有分配：{refusal}")
    if not cases:
        messages.info(request, "没有勾选等待分配的法制审核。勾选“还没有分配”的案件再分配")
    back = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if ours else reverse("cases:centre"))


@needs(*CENTRE)
@require_http_methods(["GET", "POST"])
def reviewers(request: HttpRequest) -> HttpResponse:
    """How much each reviewer has in hand, and who is away."""
    found = loads(clock.today())
    form = AbsenceForm([(load.officer, load.name) for load in found], request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        officer = next(o for o in organisation.holders(Duty.CENTRE_REVIEWER, clock.today()) if str(o.pk) == said["officer"])
        actions.record_absence(
            officer=officer,
            since=said["since"],
            until=said["until"],
            reason=said["reason"],
            by=officer_of(request),
            at=clock.now(),
        )
        messages.success(request, f"已登记{officer.name}不在岗")
        return redirect("cases:centre_reviewers")
    names = {load.officer: load.name for load in found}
    context = {
        "loads": found, "most": max((load.waiting for load in found), default=0) or 1, "form": form,
        "absences": [(names[row.officer_id], row) for row in absences(names)],
    }  # fmt: skip
    return render(request, "cases/centre_reviewers.html", context, status=422 if form.errors else 200)


def _wanted(request: HttpRequest, kinds: tuple[str, ...]) -> Wanted:
    given = {name: str(value).replace("\x00", "") for name, value in request.GET.items()}
    by, kind = given.get("by", ""), given.get("kind", "")
    return Wanted(
        by=by if by in BY else next(iter(BY)),
        group=given.get("group", "")[:80],
        kind=kind if kind in kinds else "",
        page=page_wanted(request),
    )
