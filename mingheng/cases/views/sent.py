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
from mingheng.kit.sent import token_or_new
from mingheng.organisation.access import WHO, officer_of, unsent_form

CONFIRMED = "confirmed"
UNKEPT = {"csrfmiddlewaretoken", "token", "seen", WHO, CONFIRMED}


def hidden(request: HttpRequest, steps: int, *, anew: bool = False) -> tuple[tuple[str, str], ...]:
    """The token of this form and how many steps its page showed; both survive a refused attempt.

    After a stale page the reader has seen the new docket: the count is renewed and (`anew`) so is the token.
    """
    given = str(uuid.uuid4()) if anew else token_or_new(request)
    return (("token", given), ("seen", str(steps)), (WHO, str(officer_of(request).pk)))


def registered_before(error: AlreadyRegistered) -> display.Finding:
    """What the reader of a lead sent again in other words is told, with the way to the lead there is."""
    return display.Finding(
        "lead-registered", str(error), href=reverse("cases:case", args=[error.ref]),
        remedy=f"打开线索 {error.ref} 核对，要改的在那里办理更正；确要另行登记一条，再提交一次",
    )  # fmt: skip


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


def typed_unsent(request: HttpRequest) -> dict[str, str]:
    """What was sent when the session had ended, to begin a form with that keeps no drafts; empty for a form nobody began."""
    unsent = typed_before(request, None)
    return {name: str(value) for name, value in unsent.items() if name not in UNKEPT} if unsent else {}
