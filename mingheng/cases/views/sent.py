"""What every form of a docket carries besides what is typed: its token, how many steps its page showed, who filled it in."""

import uuid

from django.http import HttpRequest

from mingheng.organisation.access import WHO, officer_of

LONGEST_COUNT = 8


def hidden(request: HttpRequest, steps: int, *, anew: bool = False) -> tuple[tuple[str, str], ...]:
    """The token of this form and how many steps its page showed; both survive a refused attempt.

    After a stale page the reader has seen the new docket: the count is renewed and (`anew`) so is the token.
    """
    given = None if anew else token(request)
    return (("token", str(given or uuid.uuid4())), ("seen", str(steps)), (WHO, str(officer_of(request).pk)))


def token(request: HttpRequest) -> uuid.UUID | None:
    """The token the form came with."""
    try:
        return uuid.UUID(str(request.POST.get("token", "")))
    except ValueError:
        return None


def seen(request: HttpRequest) -> int | None:
    """How many steps the page showed that the form came from."""
    text = str(request.POST.get("seen", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_COUNT else None
