"""People: the list, a new one, one person, one-time codes, leaving and coming back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingheng.kit import clock
from mingheng.kit.shell import Pager
from mingheng.organisation import actions, queries
from mingheng.organisation.access import (
    authority_of,
    managed_person_or_404,
    may,
    needs,
    officer_of,
    person_or_404,
    visible_units,
)
from mingheng.organisation.forms import AppointmentForm, PersonForm, RetireForm, add_problems
from mingheng.organisation.models import Officer, Unit
from mingheng.organisation.rules import INSIDE, Duty, OfficerKind, Refused

PAGE = 50


@require_safe
@needs(*INSIDE)
def people(request: HttpRequest) -> HttpResponse:
    """Those one may look up, by name, with their duties and the state of their certificates."""
    today = clock.today()
    wanted = {name: request.GET.get(name, "").strip() for name in ("q", "unit", "kind", "left")}
    visible = visible_units(authority_of(request))
    rows = queries.people(
        on=today,
        unit_keys=visible,
        unit=wanted["unit"],
        kind=wanted["kind"],
        text=wanted["q"],
        active=not wanted["left"],
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    standings = queries.standings([person.pk for person in shown], today)
    context = {
        "rows": [(person, standings[person.pk]) for person in shown],
        "units": [unit for unit in queries.units() if visible is None or unit.key in visible],
        "kinds": list(OfficerKind),
        "wanted": wanted,
        "pager": pager("organisation:people", page, wanted),
        "administers": authority_of(request).holds(Duty.SYSTEM_ADMINISTRATOR),
    }
    return render(request, "organisation/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.SYSTEM_ADMINISTRATOR)
def add_person(request: HttpRequest) -> HttpResponse:
    """Enter a person in a unit that is administered."""
    offered = managed_units(request)
    form = PersonForm(request.POST or None, units=offered.values())
    if request.method == "POST" and form.is_valid():
        given = _person_given(form, offered) | {"username": form.cleaned_data["username"]}
        try:
            person = actions.add_person(**given, by=officer_of(request), at=clock.now())
        except Refused as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, f"已新增{person.name}。接着授予职责，并发一次性登录码")
            return redirect("organisation:person", person.pk)
    return render(request, "organisation/person_new.html", {"form": form})


@require_safe
@needs(*INSIDE)
def person(request: HttpRequest, officer_id: int) -> HttpResponse:
    """One person: details, duties past and present, certificates and what befell them."""
    row = person_or_404(request, officer_id)
    return render_person(request, row)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.SYSTEM_ADMINISTRATOR)
def change_person(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Correct a person's details, or transfer him."""
    row = managed_person_or_404(request, officer_id, Duty.SYSTEM_ADMINISTRATOR)
    offered = managed_units(request)
    seen = {
        "name": row.name,
        "unit": row.unit.key,
        "kind": row.kind,
        "legal_qualification": row.legal_qualification,
        "legal_qualification_since": row.legal_qualification_since,
        "revision": row.revision,
    }
    form = PersonForm(request.POST or None, initial=seen, units=offered.values(), known=True)
    if request.method == "POST" and form.is_valid():
        given = _person_given(form, offered) | {"revision": form.cleaned_data["revision"] or 0}
        try:
            changed = actions.change_person(officer=row, **given, by=officer_of(request), at=clock.now())
        except Refused as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, f"已更正{changed.name}的信息")
            return redirect("organisation:person", changed.pk)
    return render(request, "organisation/person_change.html", {"form": form, "person": row})


@require_POST
@needs(Duty.SYSTEM_ADMINISTRATOR)
def retire_person(request: HttpRequest, officer_id: int) -> HttpResponse:
    """A person leaves."""
    row = managed_person_or_404(request, officer_id, Duty.SYSTEM_ADMINISTRATOR)
    form = RetireForm(request.POST)
    if form.is_valid():
        try:
            actions.retire_person(officer=row, reason=form.cleaned_data["reason"], by=officer_of(request), at=clock.now())
        except Refused as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, f"已停用{row.name}的账号，职责一并终止")
            return redirect("organisation:person", row.pk)
    return render_person(request, row, retire_form=form)


@require_POST
@needs(Duty.SYSTEM_ADMINISTRATOR)
def return_person(request: HttpRequest, officer_id: int) -> HttpResponse:
    """A person comes back."""
    row = managed_person_or_404(request, officer_id, Duty.SYSTEM_ADMINISTRATOR)
    try:
        actions.return_person(officer=row, by=officer_of(request), at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"已恢复{row.name}的账号。接着授予职责，并发一次性登录码")
    return redirect("organisation:person", row.pk)


@never_cache
@require_POST
@needs(Duty.SYSTEM_ADMINISTRATOR)
def issue_codes(request: HttpRequest) -> HttpResponse:
    """One-time codes for the people ticked, on a sheet that is shown this once."""
    chosen = [int(text) for text in request.POST.getlist("officer") if text.isdecimal()]
    officers = [managed_person_or_404(request, pk, Duty.SYSTEM_ADMINISTRATOR) for pk in chosen]
    at = clock.now()
    try:
        codes = actions.issue_codes(officers=officers, by=officer_of(request), at=at)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("organisation:people")
    if not codes:
        messages.error(request, "没有选人。请先勾选要发登录码的人")
        return redirect("organisation:people")
    slips = [(officer, codes[officer.pk]) for officer in officers]
    context = {"slips": slips, "until": at + queries.limits().code_life, "count": len(slips)}
    return render(request, "organisation/codes.html", context)


def render_person(request: HttpRequest, row: Officer, **forms: Any) -> HttpResponse:
    """A person's page, with forms that were refused in place of empty ones."""
    today = clock.today()
    certificates = queries.certificates_of(row.pk, today)
    administers = may(request, Duty.SYSTEM_ADMINISTRATOR, row.unit.key) and row.pk != officer_of(request).pk
    appointment_form = AppointmentForm(units=managed_units(request).values(), initial={"unit": row.unit.key, "since": today})
    context = {
        "person": row,
        "standing": queries.standings([row.pk], today)[row.pk],
        "appointments": queries.appointments_of(row.pk),
        "certificates": certificates,
        "events": queries.events_of([certificate.id for certificate in certificates]),
        "administers": administers,
        "certifies": may(request, Duty.LAW_ADMINISTRATOR, row.unit.key) and row.pk != officer_of(request).pk,
        "appointment_form": appointment_form,
        "retire_form": RetireForm(),
        "today": today,
    }
    return render(request, "organisation/person.html", context | forms)


def managed_units(request: HttpRequest) -> dict[str, Unit]:
    """Open units that the person signed in administers, by key."""
    managed = authority_of(request).reach(Duty.SYSTEM_ADMINISTRATOR)
    if not managed:
        return {}
    return {unit.key: unit for unit in queries.units() if unit.key in managed and unit.closed_on is None}


def _person_given(form: PersonForm, offered: dict[str, Unit]) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "name": given["name"],
        "unit": offered[given["unit"]],
        "kind": given["kind"],
        "legal_qualification": given["legal_qualification"],
        "legal_qualification_since": given["legal_qualification_since"],
    }


def pager(name: str, page: Page[Any], wanted: dict[str, str]) -> Pager:
    """Where a reader is in a long list at the address `name`, with the filters kept."""

    def link(number: int) -> str:
        kept = {name: value for name, value in wanted.items() if value} | {"page": number}
        return f"{reverse(name)}?{urlencode(kept)}"

    return Pager(
        total=page.paginator.count,
        first=page.start_index(),
        last=page.end_index(),
        number=page.number,
        pages=page.paginator.num_pages,
        previous=link(page.previous_page_number()) if page.has_previous() else "",
        next=link(page.next_page_number()) if page.has_next() else "",
    )
