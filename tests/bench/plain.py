"""A view that asks one question and a view that keeps one row: the least a page and an act can cost here."""

import itertools
import uuid

from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from mingheng.kit import clock
from tests.bench.measures import INSERT, VIEW

COUNT = itertools.count()
OURS = uuid.uuid4().hex[:12]


def view(request: HttpRequest) -> HttpResponse:
    """One statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return HttpResponse(str(cursor.fetchone()))


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """One row, kept for good."""
    Session.objects.create(session_key=f"bench-{OURS}-{next(COUNT)}", session_data="x" * 300, expire_date=clock.now())
    return HttpResponse(status=302)


urlpatterns = [path(VIEW[1:], view), path(INSERT[1:], insert), path("", include("config.urls"))]
