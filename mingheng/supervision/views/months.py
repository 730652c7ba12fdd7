"""The month: what is owed, the sealing of its lists, and who stands in for a squad that was closed."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingheng.cases.views.sent import typed_before
from mingheng.draws.actions import DrawRefused
from mingheng.draws.queries import last_draw, parties_on, sources_on
from mingheng.kit import clock
from mingheng.kit.sent import token
from mingheng.law import queries as law
from mingheng.law.rules.plans import Subject
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.organisation.rules import Duty
from mingheng.supervision import actions
from mingheng.supervision.actions.sent_before import SentOtherwise
from mingheng.supervision.forms.foundings import FoundingForm
from mingheng.supervision.forms.freezing import FreezeForm
from mingheng.supervision.queries.month_page import SUBJECTS, month_page
from mingheng.supervision.queries.months import PURPOSES
from mingheng.supervision.queries.squads import undated
from mingheng.supervision.rules.obligations.months import Month
from mingheng.supervision.rules.tasks import OPENING, OVERSEEING, READING
from mingheng.supervision.views.sent_before import hidden_of, tell_otherwise

if TYPE_CHECKING:
    from mingheng.draws.models import Draw


@needs(*READING)
@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """What is owed this month: all of it, or of one's own squads."""
    held = authority_of(request)
    reach = None if held.holds(*OVERSEEING) else held.reach(Duty.SQUAD_LEADER)
    page = month_page(clock.today(), reach, acting=held.holds(*OPENING))
    return render(
        request, "supervision/month.html", {"page": page, "founding": FoundingForm(undated()) if held.holds(*OPENING) else None}
    )


@needs(*OPENING)
@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: HttpRequest, subject: str) -> HttpResponse:
    """Seal the month's list of a subject."""
    asked = next((one for one in PURPOSES if one == subject), None)
    if asked is None:
        raise Http404
    before, today = _before(request, last_draw(PURPOSES[asked], str(Month.of(clock.today())))), clock.today()
    form = FreezeForm(
        parties_on(today),
        [one.name for one in sources_on(today)],
        request.POST or None,
        again=before is not None,
        least=law.least_letters(today),
    )
    form.begin_with(typed_before(request, None))
    if request.method == "POST" and form.is_valid() and _frozen(request, asked, form, before):
        return redirect("supervision:month")
    context = {"form": form, "title": SUBJECTS[asked], "hidden": hidden_of(request, 0, form)}
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


@needs(*OPENING)
@require_POST
def found(request: HttpRequest) -> HttpResponse:
    """Say since when a squad exists."""
    form = FoundingForm(undated(), request.POST)
    if not form.is_valid():
        messages.error(request, "；".join(str(reason) for reasons in form.errors.values() for reason in reasons))
        return redirect("supervision:month")
    try:
        actions.name_founding(**form.cleaned_data, by=officer_of(request), at=clock.now())
    except actions.OrderRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已写明成立日，从那天起计算所欠的检查")
    return redirect("supervision:month")


def _before(request: HttpRequest, last: "Draw | None") -> "Draw | None":
    """The draw the form comes after: the last of the month, unless that is what this very form sealed."""
    sealed_by_it = last is not None and last.token is not None and last.token == token(request)
    return last.follows if last is not None and sealed_by_it else last


def _frozen(request: HttpRequest, subject: Subject, form: FreezeForm, before: "Draw | None") -> bool:
    """Whether the list was sealed; what stands against it is said in the form."""
    try:
        actions.freeze_month(
            subject=subject, terms=form.terms(), follows=before.pk if before else None, why=form.cleaned_data.get("why", ""),
            token=token(request), by=officer_of(request), at=clock.now(),
        )  # fmt: skip
    except DrawRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    except SentOtherwise as refusal:
        tell_otherwise(form, refusal)
        return False
    messages.success(request, "名单已封存，记入存证。各方揭示随机数以后抽取")
    return True
