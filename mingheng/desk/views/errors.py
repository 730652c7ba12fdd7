"""What people see when a request cannot be answered: the reason and the remedy, never a bare number."""

import sys

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def page(status: int, **facts: object) -> HttpResponse:
    """The page of one status. Asks neither session nor database, which may be what is broken."""
    return HttpResponse(render_to_string(f"kit/{status}.html", facts), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Malformed, too large to be taken, or come to its end without a session."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return page(413, limit=f"{settings.MAX_UPLOAD_MEGABYTES} MB", text=f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE >> 20} MB")
    if isinstance(exception, SessionInterrupted):
        return page(503) if _database_failed(exception) else page(403, ended=True)
    return page(400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not allowed, where saying so gives nothing away."""
    return page(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Absent, or not for this person: both look alike."""
    return page(404)


def broken(request: HttpRequest) -> HttpResponse:
    """Our own fault or the database's; the cause is in the log."""
    exception = sys.exception()
    return page(503) if exception is not None and _database_failed(exception) else page(500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose session has ended meanwhile: sign in again in another window, go back, send again."""
    return page(403, stale=True)


def _database_failed(exception: BaseException) -> bool:
    """Whether all this came of a database that was away."""
    cause: BaseException | None = exception
    while cause is not None and not isinstance(cause, OperationalError | InterfaceError):
        cause = cause.__context__
    return cause is not None
