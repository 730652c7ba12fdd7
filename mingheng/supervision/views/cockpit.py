"""The cockpit: where the district stands today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingheng.kit import clock
from mingheng.organisation.access import authority_of, needs
from mingheng.supervision.access.findings import findings_for
from mingheng.supervision.queries.cockpit.page import cockpit as cockpit_page
from mingheng.supervision.rules.answering import EVERYTHING


@needs(*EVERYTHING)
@require_safe
def cockpit(request: HttpRequest) -> HttpResponse:
    """Quotas, warnings, matters and the last twelve months."""
    held = authority_of(request)
    page = cockpit_page(findings_for(held), clock.today())
    return render(request, "supervision/cockpit.html", {"page": page, "now": clock.now()})
