"""What was published of the decisions of a month, and confirming the month's check."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mingheng.cases.views.sent import typed_before
from mingheng.kit import clock
from mingheng.kit.sent import page_wanted, token
from mingheng.law import queries as law
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.organisation.rules import Duty
from mingheng.supervision.actions.disclosures import CheckRefused, confirm_disclosures
from mingheng.supervision.actions.sent_before import SentOtherwise
from mingheng.supervision.forms.disclosures import ConfirmForm
from mingheng.supervision.queries.disclosures.month import check_by, disclosed_in, shown_of
from mingheng.supervision.queries.disclosures.page import ALL, DisclosuresSought, disclosure_page
from mingheng.supervision.rules.obligations.months import Month
from mingheng.supervision.rules.tasks import OPENING, OVERSEEING, READING
from mingheng.supervision.views.sent_before import hidden_of, tell_otherwise

LONGEST_WORD = 40


@needs(*READING)
@require_safe
def disclosures_last(request: HttpRequest) -> HttpResponse:
    """The month that is to be checked now: the last one."""
    return redirect("supervision:disclosures", str(Month.of(clock.today()).before))


@needs(*READING)
@require_safe
def disclosures(request: HttpRequest, month: str) -> HttpResponse:
    """The decisions of a month: all, or those of one's squads."""
    held, asked, today = authority_of(request), _month(month), clock.today()
    given = {name: str(value).replace("\x00", "")[:LONGEST_WORD] for name, value in request.GET.items()}
    wanted = DisclosuresSought(given.get("verdict", ALL), given.get("unit", ""), page_wanted(request))
    reach = None if held.holds(*OVERSEEING) else held.reach(Duty.SQUAD_LEADER)
    found, acting = disclosed_in(asked, law.lawbook(), today, reach), held.holds(*OPENING)
    context = {"page": disclosure_page(asked, found, wanted, today, acting=acting), "acting": acting}
    return render(request, "supervision/disclosures.html", context)


@needs(*OPENING)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, month: str) -> HttpResponse:
    """Confirm what the machine says of the month, or say what is otherwise."""
    asked, today = _month(month), clock.today()
    found = disclosed_in(asked, law.lawbook(), today)
    typed = typed_before(request, None)
    form = ConfirmForm(found, request.POST or None, again=check_by(token(request)), typed=typed)
    if request.method == "POST" and form.is_valid() and _confirmed(request, asked, form):
        return redirect("supervision:disclosures", month)
    form.begin_with(typed)
    context = {
        "form": form, "month": asked, "hidden": (*hidden_of(request, 0, form), ("shown", shown_of(found))), "open": [one for one in found if one.to_confirm],
        "waiting": sum(one.checked is None and not one.to_confirm for one in found),
    }  # fmt: skip
    return render(request, "supervision/disclosures_confirm.html", context, status=422 if request.method == "POST" else 200)


def _confirmed(request: HttpRequest, month: Month, form: ConfirmForm) -> bool:
    """Whether it was confirmed; what stands against it is said in the form."""
    try:
        done = confirm_disclosures(
            month=month, overturned=form.overturned, token=token(request), by=officer_of(request), at=clock.now(),
            shown=request.POST.get("shown", ""),
        )  # fmt: skip
    except CheckRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    except SentOtherwise as refusal:
        tell_otherwise(form, refusal)
        return False
    messages.success(request, f"已确认 {done.rows.count()} 件，机器的结论和你的改判都记入存证")
    return True


def _month(name: str) -> Month:
    found = Month.named(name)
    if found is None:
        raise Http404
    return found
