"""What every form of a docket carries besides what is typed, and keeping what is typed until it is sent.

Beside the words go the form's token, how many steps its page showed, and who filled it in.
"""

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from mingheng.cases import actions
from mingheng.cases.models import Draft
from mingheng.cases.rules import AlreadyRegistered
from mingheng.kit import clock, display
from mingheng.organisation.access import WHO, officer_of, unsent_form

LONGEST_COUNT = 8
CONFIRMED = "confirmed"
UNKEPT = {"csrfmiddlewaretoken", "token", "seen", WHO, CONFIRMED}


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


def keep(request: HttpRequest, ref: str, act: str, party: str = "") -> datetime:
    """Keep what was typed, as nobody's act; says when."""
    typed = request.POST.copy()
    for name in UNKEPT:
        typed.pop(name, None)
    kept = actions.save_draft(
        ref=ref, act=act, party=party, body={"form": typed.urlencode()}, by=officer_of(request), at=clock.now()
    )
    return kept.saved_at


def typed_before(request: HttpRequest, kept: Draft | None) -> QueryDict | None:
    """What was sent when the session had ended, else what was kept; None for a form nobody began."""
    unsent = unsent_form(request) if request.method == "GET" else None
    if unsent is not None:
        messages.info(request, "登录曾经过期，刚才填写的内容还在。请核对后再提交，文件要重新选择")
    return unsent or (QueryDict(kept.body["form"]) if kept else None)
