"""Certificates: the register, a new one, and what befalls one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mingheng.kit import clock
from mingheng.organisation import actions, queries
from mingheng.organisation.access import (
    authority_of,
    managed_certificate_or_404,
    managed_person_or_404,
    needs,
    officer_of,
    visible_units,
)
from mingheng.organisation.forms import CertificateForm, EffectForm, add_problems
from mingheng.organisation.rules import INSIDE, Duty, Effect, Refused, State
from mingheng.organisation.rules.certificates import NEXT_EFFECTS
from mingheng.organisation.views.people import PAGE, pager


@require_safe
@needs(*INSIDE)
def certificates(request: HttpRequest) -> HttpResponse:
    """The register as of today, by state."""
    today = clock.today()
    wanted = {name: request.GET.get(name, "").strip() for name in ("q", "state")}
    found = queries.register(on=today, unit_keys=visible_units(authority_of(request)), text=wanted["q"])
    counts = [(state, sum(row.state is state for row in found)) for state in State if state is not State.NONE]
    rows = [row for row in found if not wanted["state"] or row.state == wanted["state"]]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": page.object_list,
        "counts": counts,
        "total": len(found),
        "wanted": wanted,
        "pager": pager("organisation:certificates", page, wanted),
        "managed": authority_of(request).holds(Duty.LAW_ADMINISTRATOR),
    }
    return render(request, "organisation/certificates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.LAW_ADMINISTRATOR)
def issue_certificate(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Enter a certificate issued to a person."""
    person = managed_person_or_404(request, officer_id, Duty.LAW_ADMINISTRATOR)
    form = CertificateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.issue_certificate(officer=person, **form.cleaned_data, by=officer_of(request), at=clock.now())
        except Refused as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, f"已登记{person.name}的执法证")
            return redirect("organisation:person", person.pk)
    return render(request, "organisation/certificate_new.html", {"form": form, "person": person})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.LAW_ADMINISTRATOR)
def certificate(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """One certificate with all that befell it, and what may befall it next."""
    row = managed_certificate_or_404(request, certificate_id)
    events = queries.events_of([row.pk])
    effects = NEXT_EFFECTS[Effect(events[-1].effect)]
    form = EffectForm(request.POST or None, effects=effects, initial={"since": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"effect": Effect(form.cleaned_data["effect"])}
        try:
            actions.change_certificate(certificate=row, **given, by=officer_of(request), at=clock.now())
        except Refused as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, f"已登记：{row.officer.name}的执法证从{given['since']}起{given['effect'].label}")
            return redirect("organisation:person", row.officer_id)
    context = {"form": form, "certificate": row, "events": events, "effects": effects}
    return render(request, "organisation/certificate.html", context)
