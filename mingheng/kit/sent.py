"""What a request carries besides what a person typed: the token of its form, how much its page showed, which page of a list."""

import uuid

from django.http import HttpRequest

LONGEST_COUNT = 8  # digits: no docket and no list is that long


def token(request: HttpRequest) -> uuid.UUID | None:
    """The token the form came with."""
    try:
        return uuid.UUID(str(request.POST.get("token", "")))
    except ValueError:
        return None


def token_or_new(request: HttpRequest) -> str:
    """The token the form came with, which survives a refused attempt; a new one for a new form."""
    return str(token(request) or uuid.uuid4())


def seen(request: HttpRequest) -> int | None:
    """How many acts the page showed that the form came from."""
    return count(str(request.POST.get("seen", "")))


def page_wanted(request: HttpRequest) -> int:
    """Which page of a list is asked for; the first unless it is said."""
    return count(request.GET.get("page", "")) or 1


def count(text: str) -> int | None:
    """A count in plain digits; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_COUNT else None
