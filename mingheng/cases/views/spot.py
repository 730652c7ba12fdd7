"""A case decided on the spot, in two forms on a telephone. No rule here."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mingheng.cases import actions
from mingheng.cases.access import case_for
from mingheng.cases.forms.spot import DecideForm, FindForm, Offered
from mingheng.cases.queries.case_page import Opened, opened
from mingheng.cases.queries.drafts import draft_of
from mingheng.cases.queries.spot_page import decide_confirm, decide_page, find_page, items_by_title, last_pair, settled
from mingheng.cases.queries.unopened import unopened
from mingheng.cases.rules import ON_SPOT, SIMPLE, AlreadyRegistered, StalePage, StepRefused
from mingheng.cases.views.sent import CONFIRMED, hidden, keep, registered_before, typed_before
from mingheng.documents.rules import InstrumentRefused
from mingheng.evidence.rules import FileRefused
from mingheng.kit import clock
from mingheng.kit.sent import seen, token
from mingheng.law.rules.findings import Answer, Finding
from mingheng.organisation import queries as organisation
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.organisation.rules import Duty
from mingheng.subjects.rules import PartyRefused

ROOM_FOR_RECORDING = {"kind": "citizen", "certain": "yes"}
USUAL = {"statement": "none", "corrected": "yes", "payment": "bank", "mode": "personal"}


@needs(Duty.OFFICER)
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Who did what where. Opens a simple case and goes on to the decision."""
    officer, at = officer_of(request), clock.now()
    found = unopened(officer.unit.key, at, SIMPLE)
    items = items_by_title(found.law, at.date())
    officers = tuple((o.pk, o.name) for o in organisation.officers_of([officer.unit.key], at.date()))
    initial = ROOM_FOR_RECORDING | {"officers": last_pair(officer.pk)}
    kept = draft_of("", officer, ON_SPOT, "") if request.method == "GET" else None
    typed = request.POST if request.method == "POST" else typed_before(request, kept)
    form = FindForm(items, officers, typed, request.FILES or None, initial=initial)
    refused: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            offers = [*_offers(form.offers(at.date()), None, at, request), *_pictures(form, officer.name, at)]
            step = actions.open_on_spot(offers=offers, by=officer, at=at)
        except StepRefused as error:
            refused = error.findings
        except AlreadyRegistered as error:
            page = replace(find_page(found, hidden(request, 0, anew=True), ()), findings=(registered_before(error),))
            return render(request, "cases/step.html", {"page": page, "form": form}, status=409)
        except (FileRefused, PartyRefused, InstrumentRefused) as error:
            refused = (_told(error),)
        else:
            return redirect("cases:spot", step.case.ref)
    page = find_page(found, hidden(request, 0), refused, kept.saved_at if kept else None)
    bad = request.method == "POST"
    return render(request, "cases/step.html", {"page": page, "form": form}, status=422 if bad else 200)


@needs(Duty.OFFICER)
@require_POST
def find_draft(request: HttpRequest) -> HttpResponse:
    """Keep what is being typed in the first form; answers with the time."""
    return JsonResponse({"saved": f"{keep(request, '', ON_SPOT):%H:%M}"})


@needs(Duty.OFFICER)
@require_POST
def decide_draft(request: HttpRequest, ref: str) -> HttpResponse:
    """Keep what is being typed in the second form; answers with the time."""
    found = opened(case_for(authority_of(request), ref), clock.now())
    return JsonResponse({"saved": f"{keep(request, found.case.ref, ON_SPOT):%H:%M}"})


@needs(Duty.OFFICER)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, ref: str) -> HttpResponse:
    """Telling, hearing, deciding and handing over; to the case page when that is done already."""
    found = opened(case_for(authority_of(request), ref), clock.now())
    if found.docket.procedure.key != SIMPLE or officer_of(request).pk not in found.position.handlers:
        raise Http404
    known = settled(found)
    if known is None:
        return redirect("cases:case", ref)
    if request.method == "GET":
        kept = draft_of(ref, officer_of(request), ON_SPOT, "")
        form = DecideForm(known, typed_before(request, kept), initial=USUAL | {"correction": known.correction})
        return _show(request, found, form, saved_at=kept.saved_at if kept else None)
    form = DecideForm(known, request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    return _decided(request, found, form)


def _decided(request: HttpRequest, found: Opened, form: DecideForm) -> HttpResponse:
    officer, at = officer_of(request), found.at
    offered = list(form.offers(at.date()))
    offers = _offers(offered, found.docket.parties[0].id, at, request)
    try:
        if CONFIRMED not in request.POST:
            actions.rehearse_together(case_id=found.case.id, offers=offers, by=officer, at=at)
            keep(request, found.case.ref, ON_SPOT)
            rows = tuple(_in_words(form))
            sent = [(n, str(v)) for n, vs in request.POST.lists() for v in vs if n != "csrfmiddlewaretoken"]
            return render(request, "cases/confirm.html", {"page": decide_confirm(found, rows, tuple(sent))})
        actions.take_together(case_id=found.case.id, offers=offers, by=officer, at=at)
    except StepRefused as error:
        return _show(request, found, form, refused=error.findings, status=422)
    except StalePage as error:
        return _show(request, found, form, refused=(_told(error),), status=409)
    except (InstrumentRefused, PartyRefused) as error:
        return _show(request, found, form, refused=(_told(error),), status=422)
    messages.success(request, "已作出当场处罚决定。打印决定书，当场交付当事人，并报所属机关备案")
    return redirect("cases:documents", found.case.ref)


def _in_words(form: DecideForm) -> Iterable[tuple[str, str]]:
    """What was typed, by label; choices in their words."""
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        choices = dict(getattr(field, "choices", ()))
        if value not in (None, "", False):
            yield str(field.label), str(choices.get(value, "是" if value is True else value))


def _offers(offered: Iterable[Offered], party: str | None, at: datetime, request: HttpRequest) -> list[actions.Offer]:
    made = [
        actions.Offer(act, {n: v for n, v in facts.items() if v is not None}, party if own else None, at.date(), at)
        for act, facts, own in offered
    ]
    first = made[0]
    return [
        actions.Offer(first.act, first.facts, first.party, first.happened, at, token=token(request), seen=seen(request)),
        *made[1:],
    ]


def _pictures(form: FindForm, maker: str, at: datetime) -> list[actions.Offer]:
    """The pictures of the first form as evidence of the case."""
    said = form.evidence(maker)
    files = {"files": form.cleaned_data["photos"]}
    return [actions.Offer("add_evidence", said, None, at.date(), at, files=files)] if said else []


def _show(
    request: HttpRequest, found: Opened, form: DecideForm, *, refused: Any = (), status: int = 200,
    saved_at: datetime | None = None,
) -> HttpResponse:  # fmt: skip
    page = decide_page(found, hidden(request, found.case.steps), refused, saved_at)
    return render(request, "cases/step.html", {"page": page, "form": form}, status=status)


def _told(error: Exception) -> Finding:
    return Finding("input-refused", "shape", Answer.BROKEN, str(error), remedy="改正后再提交，已填内容都还在")
