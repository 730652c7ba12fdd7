"""The month: what is owed, the sealing of its lists, and who stands in for a squad that was closed."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingheng.draws.actions import DrawRefused
from mingheng.draws.queries.parties import parties_on
from mingheng.kit import clock
from mingheng.law.rules.plans import Subject
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.organisation.rules import Duty
from mingheng.supervision import actions
from mingheng.supervision.forms.freezing import FreezeForm
from mingheng.supervision.queries.month_page import SUBJECTS, month_page
from mingheng.supervision.rules.tasks import OPENING, OVERSEEING, READING


@needs(*READING)
@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """What is owed this month: all of it, or of one's own squads."""
    held = authority_of(request)
    reach = None if held.holds(*OVERSEEING) else held.reach(Duty.SQUAD_LEADER)
    page = month_page(clock.today(), reach, acting=held.holds(*OPENING))
    return render(request, "supervision/month.html", {"page": page})


@needs(*OPENING)
@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: HttpRequest, subject: str) -> HttpResponse:
    """Seal the month's list of a subject."""
    asked = next((one for one in SUBJECTS if one == subject), None)
    if asked is None:
        raise Http404
    form = FreezeForm(parties_on(clock.today()), request.POST or None)
    if request.method == "POST" and form.is_valid() and _frozen(request, asked, form):
        return redirect("supervision:month")
    token = _uuid(request) or uuid.uuid4()
    context = {"form": form, "title": SUBJECTS[asked], "hidden": (("token", str(token)),)}
    return render(request, "supervision/freeze.html", context, status=422 if request.method == "POST" else 200)


@needs(*OPENING)
@require_POST
def succeed(request: HttpRequest) -> HttpResponse:
    """Say who stands in for a squad that was closed."""
    unit, successor = (request.POST.get(name, "")[:40].replace("\x00", "") for name in ("unit", "successor"))
    try:
        actions.name_successor(unit=unit, successor=successor, by=officer_of(request), at=clock.now())
    except actions.OrderRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已写明承接单位，所欠的检查由它承接")
    return redirect("supervision:month")


def _frozen(request: HttpRequest, subject: Subject, form: FreezeForm) -> bool:
    """Whether the list was sealed; what stands against it is said in the form."""
    try:
        actions.freeze_month(subject=subject, terms=form.terms(), token=_uuid(request), by=officer_of(request), at=clock.now())
    except DrawRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "名单已封存，记入存证。各方揭示随机数以后抽取")
    return True


def _uuid(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(request.POST.get("token", "")))
    except ValueError:
        return None
