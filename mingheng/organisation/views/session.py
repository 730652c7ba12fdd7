"""Signing in and out, one's password, one's own page."""

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingheng.kit import clock
from mingheng.organisation import actions, queries
from mingheng.organisation.access import NEXT, authority_of, keeps_unsent, needs, officer_of, source_of, way_back
from mingheng.organisation.forms import PasswordForm, SignInForm, add_problems
from mingheng.organisation.models import Officer
from mingheng.organisation.rules import Refused

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door. Afterwards one is back where one was."""
    if isinstance(request.user, Officer) and request.method != "POST":
        return redirect(way_back(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            officer = actions.sign_in(
                username=given["username"], password=given["password"], source=source_of(request), at=clock.now()
            )
        except Refused as refused:
            add_problems(form, refused.problems)
        else:
            login(request, officer, backend=BACKEND)
            return redirect(way_back(request))
    came_back = NEXT in request.GET and request.method != "POST"
    context = {"form": form, "next": way_back(request), "came_back": came_back, "kept": keeps_unsent(request)}
    return render(request, "organisation/sign_in.html", context)


@require_POST
@needs(unsettled=True)
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out; the session is gone."""
    actions.sign_out(officer=officer_of(request), at=clock.now())
    logout(request)
    return redirect("organisation:sign_in")


@never_cache
@sensitive_post_parameters("old_password", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@needs(unsettled=True)
def change_password(request: HttpRequest) -> HttpResponse:
    """A new password; whoever came in with a one-time code sees nothing else before."""
    officer = officer_of(request)
    must = officer.must_change_password
    form = PasswordForm(request.POST or None, ask_old=not must, hint=_password_hint())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            changed = actions.change_password(
                officer=officer,
                old=given.get("old_password", ""),
                new=given["password"],
                source=source_of(request),
                at=clock.now(),
            )
        except Refused as refused:
            add_problems(form, refused.problems)
        else:
            update_session_auth_hash(request, changed)
            messages.success(request, "密码已修改，其他地方的登录已退出")
            return redirect(way_back(request))
    page = "organisation/first_password.html" if must else "organisation/change_password.html"
    return render(request, page, {"form": form, "next": way_back(request)})


@require_safe
@needs()
def me(request: HttpRequest) -> HttpResponse:
    """Who one is here: duties, units, certificates."""
    officer = officer_of(request)
    today = clock.today()
    certificates = queries.certificates_of(officer.pk, today)
    context = {
        "person": officer,
        "appointments": queries.appointments_of(officer.pk),
        "certificates": certificates,
        "held": authority_of(request),
        "today": today,
    }
    return render(request, "organisation/me.html", context)


def _password_hint() -> str:
    rule = queries.limits()
    return f"至少{rule.password_length}位，大写字母、小写字母、数字、符号中至少{rule.password_kinds}类，不含工号和姓名"
