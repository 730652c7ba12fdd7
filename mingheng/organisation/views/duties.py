"""Giving and ending duties, and the table of who may do what."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from mingheng.kit import clock
from mingheng.law.queries import NoLawbook, lawbook
from mingheng.law.rules.procedure import Procedure
from mingheng.law.rules.reading import Lawbook
from mingheng.organisation import actions, queries
from mingheng.organisation.access import managed_appointment_or_404, managed_person_or_404, needs, officer_of
from mingheng.organisation.forms import AppointmentForm, add_problems
from mingheng.organisation.queries import ActTable
from mingheng.organisation.rules import Duty, Refused
from mingheng.organisation.views.people import managed_units, render_person


@require_POST
@needs(Duty.SYSTEM_ADMINISTRATOR)
def appoint(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Give a duty to somebody one administers, in a unit one administers."""
    row = managed_person_or_404(request, officer_id, Duty.SYSTEM_ADMINISTRATOR)
    offered = managed_units(request)
    form = AppointmentForm(request.POST, units=offered.values())
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.appoint(
                officer=row,
                duty=Duty(given["duty"]),
                unit=offered[given["unit"]],
                since=given["since"],
                by=officer_of(request),
                at=clock.now(),
            )
        except Refused as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, f"已授予{row.name}{Duty(given['duty']).label}职责")
            return redirect("organisation:person", row.pk)
    return render_person(request, row, appointment_form=form)


@require_POST
@needs(Duty.SYSTEM_ADMINISTRATOR)
def end_appointment(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """End a duty from today on."""
    row = managed_appointment_or_404(request, appointment_id)
    try:
        actions.end_appointment(appointment=row, by=officer_of(request), at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"已终止{row.officer.name}的{Duty(row.duty).label}职责")
    return redirect("organisation:person", row.officer_id)


@require_safe
@needs()
def duties(request: HttpRequest) -> HttpResponse:
    """谁能做什么: every act of every procedure in force today, by duty."""
    try:
        in_force = _procedures_in_force(lawbook(), clock.today())
    except NoLawbook:
        in_force = []
    return render_duties(request, queries.act_tables(in_force))


def render_duties(request: HttpRequest, tables: Iterable[ActTable]) -> HttpResponse:
    """The page for these tables."""
    context = {"tables": list(tables), "duties": list(Duty), "office_rows": queries.OFFICE_ROWS}
    return render(request, "organisation/duties.html", context)


def _procedures_in_force(book: Lawbook, today: date) -> list[Procedure]:
    versions = chain.from_iterable((*book.procedures.values(), *book.supervision.values()))
    return [version for version in versions if version.since <= today and (version.until is None or today <= version.until)]
