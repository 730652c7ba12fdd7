"""What every form of a docket carries besides what is typed: its token, how many steps its page showed, who filled it in."""

import uuid

from django.http import HttpRequest
from django.urls import reverse

from mingheng.cases.rules import AlreadyRegistered
from mingheng.kit import display
from mingheng.organisation.access import WHO, officer_of

LONGEST_COUNT = 8


def hidden(request: HttpRequest, steps: int, *, anew: bool = False) -> tuple[tuple[str, str], ...]:
    """The token of this form and how many steps its page showed; both survive a refused attempt.

    After a stale page the reader has seen the new docket: the count is renewed and (`anew`) so is the token.
    """
    given = None if anew else token(request)
    return (("token", str(given or uuid.uuid4())), ("seen", str(steps)), (WHO, str(officer_of(request).pk)))


def registered_before(error: AlreadyRegistered) -> display.Finding:
    """What the reader of a lead sent again in other words is told, with the way to the lead there is."""
    return display.Finding(
        "lead-registered", str(error), href=reverse("cases:case", args=[error.ref]),
        remedy=f"打开线索 {error.ref} 核对，要改的在那里办理更正；确要另行登记一条，再提交一次",
    )  # fmt: skip


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
