"""Every room's pages, and what is shown when there is none."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

ROOMS = ("ledger", "organisation", "law", "draws", "evidence", "documents", "cases", "supervision", "desk")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"mingheng.{room}.urls")) for room in ROOMS if find_spec(f"mingheng.{room}.urls")
]

handler400 = "mingheng.desk.views.errors.bad_request"
handler403 = "mingheng.desk.views.errors.forbidden"
handler404 = "mingheng.desk.views.errors.not_found"
handler500 = "mingheng.desk.views.errors.broken"
