"""Pages that need no sign-in: drawing again, making a secret, and what stands published of each draw, where a party reveals."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from mingheng.draws.actions import DrawRefused, reveal_secret
from mingheng.draws.forms import SecretForm
from mingheng.draws.queries import draws, parties_on
from mingheng.draws.queries.published import published, published_line
from mingheng.kit import clock

SHOWN = 24  # draws listed: the last of a year's months and subjects


@require_safe
@cache_control(private=True, no_cache=True)
def check(request: HttpRequest) -> HttpResponse:
    """Where the file of a draw is worked out again, and the draws that were sealed."""
    return render(request, "draws/check.html", {"lines": [published_line(one) for one in draws()[:SHOWN]]})


@require_safe
@cache_control(private=True, no_cache=True)
def secret(request: HttpRequest) -> HttpResponse:
    """Where a party makes its secret and the commitment to it; the secret stays in the browser."""
    return render(request, "draws/secret.html", {"parties": parties_on(clock.today())})


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def sealed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is published of a draw while it goes on; a party hands in its secret here, and only what fits its commitment is taken."""
    found = get_object_or_404(draws(), pk=pk)
    page = published(found, clock.now())
    sent = request.method == "POST"
    form = (
        SecretForm([one.name for one in page.parties] if sent else page.silent, request.POST or None)
        if page.revealing or sent
        else None
    )
    if sent and form is not None and form.is_valid():
        try:
            reveal_secret(draw_id=pk, **form.cleaned_data, by=None, at=clock.now())
        except DrawRefused as refusal:
            form.add_error("secret", str(refusal))
        else:
            messages.success(request, "随机数与承诺相符，已揭示，记入存证")
            return redirect("draws:sealed", pk)
    status = 422 if sent else 200
    return render(request, "draws/sealed.html", {"page": page, "form": form}, status=status)
