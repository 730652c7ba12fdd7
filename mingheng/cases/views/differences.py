"""What differs between a case and the ledger, and unlocking it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mingheng.cases import actions
from mingheng.cases.access import CASE_DUTIES, case_for
from mingheng.cases.forms.unlocking import UnlockForm
from mingheng.cases.queries.auditing.locks import is_locked
from mingheng.cases.queries.auditing.whole import audit_one
from mingheng.cases.queries.differences_page import differences_page
from mingheng.cases.rules.audits import UNLOCKING
from mingheng.kit import clock
from mingheng.law import queries as law
from mingheng.ledger.rules import ContentAltered
from mingheng.organisation.access import authority_of, needs, officer_of

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def unless_altered(view: View[Rest]) -> View[Rest]:
    """A view of a case (its `ref` by keyword) that leads to what differs where the case can no longer be read."""

    @wraps(view)
    def shown(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (ContentAltered, law.NoSuchEdition):
            return redirect("cases:differences", kwargs["ref"])

    return shown


@needs(*CASE_DUTIES)
@require_http_methods(["GET", "HEAD", "POST"])
def differences(request: HttpRequest, ref: str) -> HttpResponse:
    """A fresh audit of the case; what differs locks it there and then. POST unlocks it."""
    authority = authority_of(request)
    case = case_for(authority, ref)
    if request.method == "POST" and not authority.holds(*UNLOCKING):
        raise Http404
    form = UnlockForm(request.POST or None, least=law.least_letters(clock.today()))
    if request.method == "POST" and form.is_valid() and _unlocked(request, form, ref):
        return redirect("cases:differences", ref)
    audited = audit_one(case.pk)
    if audited.found and not is_locked(case.pk):
        audited = actions.audit_case(case_id=case.pk, by=None, at=clock.now()).audited
    page = differences_page(case, audited, authority)
    return render(request, "cases/differences.html", {"page": page, "form": form}, status=422 if form.errors else 200)


def _unlocked(request: HttpRequest, form: UnlockForm, ref: str) -> bool:
    """Whether it was unlocked; what stands against it is said in the form."""
    case = case_for(authority_of(request), ref)
    try:
        actions.unlock_case(
            case_id=case.pk, category=form.cleaned_data["category"], reason=form.cleaned_data["reason"],
            by=officer_of(request), at=clock.now(),
        )  # fmt: skip
    except actions.NotYours as refusal:
        raise Http404 from refusal
    except actions.UnlockRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "已解除锁定，记入存证")
    return True
