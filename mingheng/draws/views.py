"""Two pages that need no sign-in: everything happens in the reader's own browser."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from mingheng.draws.queries import parties_on
from mingheng.kit import clock


@require_safe
@cache_control(private=True, no_cache=True)
def check(request: HttpRequest) -> HttpResponse:
    """Where the file of a draw is worked out again."""
    return render(request, "draws/check.html")


@require_safe
@cache_control(private=True, no_cache=True)
def secret(request: HttpRequest) -> HttpResponse:
    """Where a party makes its secret and the commitment to it; the secret stays in the browser."""
    return render(request, "draws/secret.html", {"parties": parties_on(clock.today())})
