"""What surrounds every page: the context processor `navigation`, and the numbers beside the menu."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from mingheng.desk.queries.counts import counts_of
from mingheng.desk.queries.menu import about_item, account_lines, menu_of
from mingheng.desk.queries.record_page import notice_at
from mingheng.desk.views.look import look_of
from mingheng.kit import clock
from mingheng.kit.shell import Shell
from mingheng.organisation.access import authority_of, needs
from mingheng.organisation.rules import DUTY_TITLES

PLACE = "城市管理执法与监督"
FRESH_SECONDS = 20
"""How long a browser may show the same numbers beside the menu."""


def navigation(request: HttpRequest) -> dict[str, Shell]:
    """`shell` for every template: menu, account and search of whoever is signed in, only the look for others."""
    demo = bool(getattr(settings, "MINGHENG_DEMO", False))
    look, today = look_of(request), clock.today()
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"shell": Shell(PLACE, today, look, look_href=reverse("desk:preferences"), demo=demo)}
    held = authority_of(request)
    duties = [title for duty, title in DUTY_TITLES.items() if duty in held.duties]
    shell = Shell(
        place=PLACE,
        today=today,
        look=look,
        groups=menu_of(held, request.get_full_path()),
        reader=str(held.officer_id),
        name=held.name,
        post="、".join(duties) or "没有职责",
        account=account_lines(),
        search_href=reverse("desk:search"),
        look_href=reverse("desk:preferences"),
        sign_out_href=reverse("organisation:sign_out"),
        counts_href=reverse("desk:counts"),
        demo=demo,
        about_item=about_item(held),
    )
    return {"shell": shell}


@needs()
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """How many cases wait for the reader, how many of them are overdue, and what everybody has to be told now."""
    notice = notice_at(clock.now())
    told = {"text": notice.text, "grave": notice.grave, "href": reverse("desk:record")} if notice else None
    answer = JsonResponse({**counts_of(authority_of(request), clock.today()), "notice": told})
    patch_cache_control(answer, private=True, max_age=FRESH_SECONDS)
    return answer
