"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingheng.desk.queries.search import search_page
from mingheng.kit import clock
from mingheng.organisation.access import authority_of, needs

LONGEST = 60


@needs()
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything that holds the words and may be seen."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    return render(request, "desk/search.html", {"page": search_page(authority_of(request), words, clock.today())})
