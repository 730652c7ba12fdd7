"""Who may open what. Absent and forbidden give the same 404; nobody signed in is asked to sign in.

`needs` guards a view by duty, the `…_or_404` functions fetch one object for somebody who may see or manage it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from mingheng.kit import clock
from mingheng.kit.once import one_request
from mingheng.organisation import queries
from mingheng.organisation.models import Appointment, Certificate, Officer, Unit
from mingheng.organisation.rules import Authority, Duty

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

_AUTHORITY = "mingheng.authority"
_UNSENT = "mingheng.unsent"
LONGEST_UNSENT = 200_000  # characters kept for somebody who is not signed in; a longer form has its drafts
NEXT = "next"
WHO = "who"


def needs(*duties: Duty, unsettled: bool = False) -> Callable[[View[P]], View[P]]:
    """Open a view only to those who hold one of `duties` today in some unit; with none named, to everybody signed in.

    Whoever still has to choose a password is sent to do so first, save where `unsettled`. The outermost decorator of a view.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        @one_request()
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not isinstance(request.user, Officer):
                return _ask_to_sign_in(request)
            if request.user.must_change_password and not unsettled:
                return redirect(_with_next("organisation:change_password", request))
            if duties and not authority_of(request).holds(*duties):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def officer_of(request: HttpRequest) -> Officer:
    """The person signed in; Http404 in a view that nothing guards."""
    if not isinstance(request.user, Officer):
        raise Http404
    return request.user


def authority_of(request: HttpRequest) -> Authority:
    """What the person signed in may do today; asked of the database once for each request."""
    held = request.META.get(_AUTHORITY)
    if not isinstance(held, Authority):
        held = queries.authority(officer_of(request), clock.today())
        request.META[_AUTHORITY] = held
    return held


def may(request: HttpRequest, duty: Duty, unit_key: str) -> bool:
    """Whether the person signed in has that duty for that unit today."""
    return authority_of(request).may(duty, unit_key)


def source_of(request: HttpRequest) -> str:
    """The network address a request came from.

    Behind the TLS proxy it is the last address of X-Forwarded-For, which the proxy wrote; those before it are hearsay.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip() if settings.BEHIND_HTTPS else ""
    return told or seen


def way_back(request: HttpRequest) -> str:
    """Where to go after signing in: the page one came from, if it is ours, else the start page."""
    wanted = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else str(settings.LOGIN_REDIRECT_URL)


def visible_units(held: Authority) -> frozenset[str] | None:
    """The units whose people this person may look up; None means all."""
    return None if held.sees_all else held.unit_keys


def person_or_404(request: HttpRequest, officer_id: int) -> Officer:
    """A person this person may look up: himself, or somebody of a unit his duties reach."""
    person = Officer.objects.select_related("unit").filter(pk=officer_id).first()
    units = visible_units(authority_of(request))
    if person is None or not (person == request.user or units is None or person.unit.key in units):
        raise Http404
    return person


def managed_person_or_404(request: HttpRequest, officer_id: int, duty: Duty) -> Officer:
    """A person of a unit for which the person signed in has `duty`."""
    person = Officer.objects.select_related("unit").filter(pk=officer_id).first()
    if person is None or not may(request, duty, person.unit.key):
        raise Http404
    return person


def managed_unit_or_404(request: HttpRequest, unit_key: str) -> Unit:
    """A unit the person signed in administers."""
    unit = Unit.objects.select_related("parent").filter(key=unit_key).first()
    if unit is None or not may(request, Duty.SYSTEM_ADMINISTRATOR, unit.key):
        raise Http404
    return unit


def managed_appointment_or_404(request: HttpRequest, appointment_id: int) -> Appointment:
    """An appointment in a unit the person signed in administers."""
    row = Appointment.objects.select_related("officer", "unit").filter(pk=appointment_id).first()
    if row is None or not may(request, Duty.SYSTEM_ADMINISTRATOR, row.unit.key):
        raise Http404
    return row


def managed_certificate_or_404(request: HttpRequest, certificate_id: int) -> Certificate:
    """A certificate of somebody in a unit for which the person signed in administers the law."""
    row = Certificate.objects.select_related("officer__unit").filter(pk=certificate_id).first()
    if row is None or not may(request, Duty.LAW_ADMINISTRATOR, row.officer.unit.key):
        raise Http404
    return row


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back. A part of a page only gets a note, so that what was typed in the page stays."""
    target = _with_next("organisation:sign_in", request)
    if request.headers.get("HX-Request"):
        return render(request, "organisation/signed_out_note.html", {"target": target}, status=401)
    typed = request.POST.urlencode() if request.method == "POST" and WHO in request.POST else ""
    if 0 < len(typed) <= LONGEST_UNSENT:
        request.session[_UNSENT] = {"path": _page_of(request) or request.get_full_path(), "form": typed}
    return redirect(target)


def unsent_form(request: HttpRequest) -> QueryDict | None:
    """What this person had typed on this very page when the session ended; given once, and to nobody else.

    Forms that want it carry the person's id in a hidden field named `WHO`.
    """
    kept = request.session.get(_UNSENT)
    if not kept or kept["path"] != request.get_full_path():
        return None
    del request.session[_UNSENT]
    form = QueryDict(kept["form"])
    return form if form.get(WHO) == str(officer_of(request).pk) else None


def keeps_unsent(request: HttpRequest) -> bool:
    """Whether something typed waits for who signs in now and is taken back to the page he typed it on."""
    kept = request.session.get(_UNSENT)
    return kept is not None and kept["path"] == way_back(request)


def _with_next(name: str, request: HttpRequest) -> str:
    """The page `name`, told where to return: this page, or for a submit the page with the form."""
    here = request.get_full_path()
    if request.method not in ("GET", "HEAD") or request.headers.get("HX-Request"):
        here = _page_of(request) or str(settings.LOGIN_REDIRECT_URL)
    told = urlencode({NEXT: here}, safe="/")
    return f"{reverse(name)}?{told}"


def _page_of(request: HttpRequest) -> str:
    """The page of ours on which the form or the part of a page stood that was sent; empty where nobody says."""
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
