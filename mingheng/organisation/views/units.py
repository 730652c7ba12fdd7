"""Units: the list, a new one, one unit."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingheng.kit import clock
from mingheng.organisation import actions, queries
from mingheng.organisation.access import authority_of, managed_unit_or_404, needs, officer_of
from mingheng.organisation.forms import NewUnitForm, UnitForm, add_problems
from mingheng.organisation.models import Unit
from mingheng.organisation.rules import INSIDE, Duty, Refused


@require_safe
@needs(*INSIDE)
def units(request: HttpRequest) -> HttpResponse:
    """Every unit as a tree, with the number of people in it."""
    held = authority_of(request)
    managed = held.reach(Duty.SYSTEM_ADMINISTRATOR)
    context = {"rows": queries.unit_tree(), "managed": managed}
    return render(request, "organisation/units.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.SYSTEM_ADMINISTRATOR)
def add_unit(request: HttpRequest) -> HttpResponse:
    """Enter a unit below one that is administered."""
    parents = {unit.key: unit for unit in _managed(request)}
    form = NewUnitForm(request.POST or None, parents=parents.values())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"parent": parents[form.cleaned_data["parent"]]}
        try:
            unit = actions.add_unit(**given, by=officer_of(request), at=clock.now())
        except Refused as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, f"已新增{unit.short_name}")
            return redirect("organisation:units")
    return render(request, "organisation/unit_new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.SYSTEM_ADMINISTRATOR)
def unit(request: HttpRequest, unit_key: str) -> HttpResponse:
    """One unit: its details, to be corrected or closed."""
    row = managed_unit_or_404(request, unit_key)
    seen = {"name": row.name, "short_name": row.short_name, "kind": row.kind, "code": row.code, "revision": row.revision}
    form = UnitForm(request.POST or None, initial=seen)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_unit(unit=row, **form.cleaned_data, by=officer_of(request), at=clock.now())
        except Refused as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, f"已更正{changed.short_name}")
            return redirect("organisation:units")
    return render(request, "organisation/unit.html", {"form": form, "unit": row})


@require_POST
@needs(Duty.SYSTEM_ADMINISTRATOR)
def close_unit(request: HttpRequest, unit_key: str) -> HttpResponse:
    """Close a unit that has nobody left."""
    row = managed_unit_or_404(request, unit_key)
    try:
        actions.close_unit(unit=row, by=officer_of(request), at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("organisation:unit", row.key)
    messages.success(request, f"已撤销{row.short_name}")
    return redirect("organisation:units")


def _managed(request: HttpRequest) -> list[Unit]:
    """Open units that the person signed in administers."""
    managed = authority_of(request).reach(Duty.SYSTEM_ADMINISTRATOR)
    return [unit for unit in queries.units() if unit.key in managed and unit.closed_on is None]
