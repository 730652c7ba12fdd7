"""Matters of supervision: the list, one matter, taking an act, opening one, its papers and files. No rule here."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mingheng.cases.actions import Offer
from mingheng.cases.forms import Surroundings
from mingheng.cases.rules import StalePage, StepRefused
from mingheng.cases.views.sent import hidden, seen, token
from mingheng.documents import queries as documents
from mingheng.documents.rules import InstrumentRefused
from mingheng.documents.views import pdf_response
from mingheng.evidence import actions as evidence_actions
from mingheng.evidence import views as evidence_views
from mingheng.evidence.access import evidence_in
from mingheng.evidence.rules import FileRefused
from mingheng.kit import clock
from mingheng.law import queries as law
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.findings import Answer, Finding
from mingheng.organisation import queries as organisation
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.supervision import actions
from mingheng.supervision.access.findings import finding_for
from mingheng.supervision.access.matters import matter_for, matters_for, waiting_for
from mingheng.supervision.forms.matters import MatterForm
from mingheng.supervision.queries.matters.form_page import ActAsked, act_page, initial_from, initial_of_act, opening_page
from mingheng.supervision.queries.matters.listing import VIEWS, MattersSought, matters_page
from mingheng.supervision.queries.matters.matter_page import matter_page
from mingheng.supervision.queries.matters.opened import MatterOpened, MatterShown, matter_opened
from mingheng.supervision.rules.matters import FAULT, OPENERS, OPENING, READERS

if TYPE_CHECKING:
    from mingheng.insight.models import Finding as Warned

LONGEST_NUMBER, LONGEST_WORD = 9, 40
READING = "reading"


@needs(*READERS)
@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, and everything else he may see."""
    held = authority_of(request)
    given = {name: str(value).replace("\x00", "")[:LONGEST_WORD] for name, value in request.GET.items()}
    view, page = given.get("view", "mine"), given.get("page", "1")
    wanted = MattersSought(
        view=view if view in VIEWS else "mine", procedure=given.get("procedure", ""), trigger=given.get("trigger", ""),
        unit=given.get("unit", ""), page=int(page) if page.isascii() and page.isdigit() and len(page) < LONGEST_NUMBER else 1,
    )  # fmt: skip
    return render(
        request,
        "supervision/matters.html",
        {"page": matters_page(held, matters_for(held), waiting_for(held), wanted, clock.today())},
    )


@needs(*READERS)
@require_safe
def matter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One matter."""
    held = authority_of(request)
    return render(
        request, "supervision/matter.html", {"page": matter_page(matter_opened(matter_for(held, pk), clock.now(), held))}
    )


@needs(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """The form of an act (GET) and the act itself (POST). An act that is not this person's answers 404."""
    held = authority_of(request)
    found = matter_opened(matter_for(held, pk), clock.now(), held)
    if act not in found.mine:
        raise Http404
    around = _around(found.docket, act)
    if request.method != "POST":
        return _show(request, found, MatterForm(around, initial=initial_of_act(found, act)), act)
    form = MatterForm(around, request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, found, form, act, status=422)
    try:
        taken = actions.take_act(matter_id=found.matter.pk, offer=_offer(request, form, act), by=officer_of(request), at=found.at)
    except StepRefused as error:
        return _show(request, found, form, act, refused=error.findings, status=422)
    except StalePage as error:
        fresh = matter_opened(matter_for(held, pk), found.at, held)
        return _show(request, fresh, form, act, refused=(_told("stale-page", error),), status=409, anew=True)
    except actions.NotYours as error:
        raise Http404 from error
    except (FileRefused, InstrumentRefused) as error:
        return _show(request, found, form, act, refused=(_told("input-refused", error),), status=422)
    messages.success(request, f"已提交：{found.docket.procedure.acts[act].title}（第 {taken.n} 步）")
    return redirect("supervision:matter", pk)


@needs(*OPENERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Opening a matter, from a warning where one is named."""
    book, at = law.lawbook(), clock.now()
    key = request.GET.get("procedure", FAULT)
    if key not in book.supervision:
        raise Http404
    procedure, warned = book.procedure(key, at.date()), _warned(request)
    docket = Docket(procedure)
    around, units = _around(docket, OPENING), tuple(organisation.squads().items())
    initial, note = initial_from(warned, book, at.date()) if warned else ({}, "")
    shown = MatterShown(docket, book, at.date(), "")
    refused: tuple[Finding, ...] = ()
    form = MatterForm(around, request.POST or None, request.FILES or None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            taken = actions.open_matter(
                procedure=key, unit=form.unit, offer=_offer(request, form, OPENING), finding=warned.pk if warned else None,
                by=officer_of(request), at=at,
            )  # fmt: skip
        except StepRefused as error:
            refused = error.findings
        except (FileRefused, InstrumentRefused) as error:
            refused = (_told("input-refused", error),)
        else:
            messages.success(request, "已立项，记入存证")
            return redirect("supervision:matter", taken.matter_id)
    page = opening_page(procedure, book, ActAsked(OPENING, hidden(request, 0), refused), shown, note)
    status = 422 if request.method == "POST" else 200
    return render(request, "cases/step.html", {"page": page, "form": form}, status=status)


@needs(*READERS)
@require_safe
def paper(request: HttpRequest, pk: UUID, paper_pk: UUID) -> HttpResponseBase:
    """An instrument of the matter as PDF."""
    found = matter_for(authority_of(request), pk)
    try:
        view = documents.instrument(paper_pk)
    except documents.NoSuchInstrument as error:
        raise Http404 from error
    if view.folder != found.pk:
        raise Http404
    return pdf_response(view, request)


@needs(*READERS)
@require_safe
def file(request: HttpRequest, pk: UUID, file_pk: UUID) -> HttpResponseBase:
    """A file that came with an act. Opening it is recorded once; further parts come by its token."""
    view = evidence_in(matter_for(authority_of(request), pk).pk, file_pk)
    officer, at, given = officer_of(request), clock.now(), request.GET.get(READING)
    if given:
        return evidence_views.send_again(request, token=given, officer_id=officer.pk, at=at, inline=True)
    opened = evidence_actions.open_file(evidence_id=view.id, purpose="监督查阅", by=officer, at=at)
    return redirect(f"{request.path}?{READING}={opened.token}")


def _show(
    request: HttpRequest, found: MatterOpened, form: MatterForm, act: str, *,
    refused: tuple[Finding, ...] = (), status: int = 200, anew: bool = False,
) -> HttpResponse:  # fmt: skip
    asked = ActAsked(act, hidden(request, found.matter.steps, anew=anew), refused, form.is_multipart())
    return render(request, "cases/step.html", {"page": act_page(found, asked), "form": form}, status=status)


def _offer(request: HttpRequest, form: MatterForm, act: str) -> Offer:
    day, moment = form.happened
    return Offer(
        act=act, facts=form.facts, happened=day, happened_at=moment, files=form.uploads, token=token(request),
        seen=seen(request) if act != OPENING else None,
    )  # fmt: skip


def _around(docket: Docket, act: str) -> Surroundings:
    asks_unit = any(fact.type == "unit" for fact in docket.procedure.facts_of(act).values())
    return Surroundings(docket, law.lawbook(), act, None, units=tuple(organisation.squads().items()) if asks_unit else ())


def _warned(request: HttpRequest) -> "Warned | None":
    given = request.GET.get("finding", "")
    if not (given.isascii() and given.isdigit() and len(given) < LONGEST_NUMBER):
        return None
    return finding_for(authority_of(request), int(given))


def _told(code: str, error: Exception) -> Finding:
    return Finding(code, "shape", Answer.BROKEN, str(error), remedy="已填内容都还在。核对以后再提交一次")
