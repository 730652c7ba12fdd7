"""Matters of supervision: the list, one matter, taking an act, opening one, its papers and files. No rule here."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingheng.cases.actions import Offer
from mingheng.cases.forms import Surroundings
from mingheng.cases.queries.drafts import draft_of
from mingheng.cases.rules import StalePage, StepRefused
from mingheng.cases.views.sent import hidden, keep, typed_before
from mingheng.documents import queries as documents
from mingheng.documents.rules import InstrumentRefused
from mingheng.documents.views import pdf_response
from mingheng.evidence import actions as evidence_actions
from mingheng.evidence import views as evidence_views
from mingheng.evidence.access import evidence_in
from mingheng.evidence.rules import FileRefused
from mingheng.kit import clock
from mingheng.kit.links import link
from mingheng.kit.sent import page_wanted, seen, token
from mingheng.law import queries as law
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.findings import Answer, Finding
from mingheng.organisation import queries as organisation
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.supervision import actions
from mingheng.supervision.access.matters import matter_for, matters_for, waiting_for
from mingheng.supervision.actions.beginning import MatterRefused, MatterSent
from mingheng.supervision.forms.matters import MatterForm
from mingheng.supervision.queries.matters.form_page import ActAsked, act_page, answerable_units, initial_of_act, opening_page
from mingheng.supervision.queries.matters.listing import VIEWS, MattersSought, matters_page
from mingheng.supervision.queries.matters.matter_page import matter_page
from mingheng.supervision.queries.matters.opened import MatterOpened, MatterShown, matter_opened
from mingheng.supervision.rules.handing import HANDING_OVER
from mingheng.supervision.rules.matters import FAULT, OPENERS, OPENING, READERS, draft_ref
from mingheng.supervision.views.beginnings import begun

LONGEST_NUMBER, LONGEST_WORD = 9, 40
READING = "reading"
MOVED_ON = "打开本页以后，这件事项有了新的步骤"


@needs(*READERS)
@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, and everything else he may see."""
    held = authority_of(request)
    given = {name: str(value).replace("\x00", "")[:LONGEST_WORD] for name, value in request.GET.items()}
    view = given.get("view", "mine")
    wanted = MattersSought(
        view=view if view in VIEWS else "mine", procedure=given.get("procedure", ""), trigger=given.get("trigger", ""),
        unit=given.get("unit", ""), page=page_wanted(request),
    )  # fmt: skip
    return render(
        request,
        "supervision/matters.html",
        {"page": matters_page(held, matters_for(held), waiting_for(held, clock.today()), wanted, clock.today())},
    )


@needs(*READERS)
@require_safe
def matter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One matter."""
    held = authority_of(request)
    page = matter_page(matter_opened(matter_for(held, pk), clock.now(), held))
    hand = f"{link('supervision:handing_new')}?matter={pk}" if held.holds(*HANDING_OVER) else ""
    return render(request, "supervision/matter.html", {"page": page, "hand": hand})


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
        kept = draft_of(draft_ref(pk), officer_of(request), act, "")
        form = MatterForm(around, typed_before(request, kept), judging=False, initial=initial_of_act(found, act))
        return _show(request, found, form, act, saved_at=kept.saved_at if kept else None)
    form = MatterForm(around, request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, found, form, act, status=422)
    try:
        taken = actions.take_act(matter_id=found.matter.pk, offer=_offer(request, form, act), by=officer_of(request), at=found.at)
    except StepRefused as error:
        return _show(request, found, form, act, refused=error.findings, status=422)
    except StalePage:
        fresh = matter_opened(matter_for(held, pk), found.at, held)
        return _show(request, fresh, form, act, refused=(_told("stale-page", MOVED_ON),), status=409, anew=True)
    except actions.NotYours as error:
        raise Http404 from error
    except (FileRefused, InstrumentRefused) as error:
        return _show(request, found, form, act, refused=(_told("input-refused", str(error)),), status=422)
    messages.success(request, f"已提交：{found.docket.procedure.acts[act].title}（第 {taken.n} 步）")
    return redirect("supervision:matter", pk)


@needs(*OPENERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Opening a matter, from what the address names, if it names anything."""
    book, at = law.lawbook(), clock.now()
    key = request.GET.get("procedure", FAULT)
    if key not in book.supervision:
        raise Http404
    procedure, origin = book.procedure(key, at.date()), begun(request, book, key)
    docket = Docket(procedure)
    around, units = _around(docket, OPENING), answerable_units(at.date())
    shown = MatterShown(docket, book, at.date(), "")
    refused: tuple[Finding, ...] = ()
    anew = False
    sent = request.method == "POST"
    kept = None if sent else draft_of(origin.draft, officer_of(request), OPENING, "")
    typed = request.POST if sent else typed_before(request, kept)
    form = MatterForm(around, typed, request.FILES or None, judging=sent, units=units, initial=origin.initial)
    if sent and form.is_valid():
        try:
            taken = actions.open_matter(
                procedure=key, unit=form.unit, offer=_offer(request, form, OPENING), finding=origin.finding, review=origin.review,
                draft=origin.draft, by=officer_of(request), at=at,
            )  # fmt: skip
        except StepRefused as error:
            refused = error.findings
        except MatterRefused as error:
            form.add_error(error.field, str(error))
            anew = isinstance(error, MatterSent)
        except (FileRefused, InstrumentRefused) as error:
            refused = (_told("input-refused", str(error)),)
        else:
            messages.success(request, "已立项，记入存证")
            return redirect("supervision:matter", taken.matter_id)
    asked = ActAsked(
        OPENING, hidden(request, 0, anew=anew), refused, autosave=f"{link('supervision:matter_new_draft')}?{request.GET.urlencode()}",
        saved_at=kept.saved_at if kept else None,
    )  # fmt: skip
    page = opening_page(procedure, book, asked, shown, origin.note)
    return render(request, "cases/step.html", {"page": page, "form": form}, status=422 if sent else 200)


@needs(*READERS)
@require_POST
def draft(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """Keep what is typed for an act; answers with the time for the note beside the button."""
    found = matter_opened(matter_for(authority_of(request), pk), clock.now(), authority_of(request))
    if act not in found.docket.procedure.acts:
        raise Http404
    return JsonResponse({"saved": f"{keep(request, draft_ref(pk), act):%H:%M}"})


@needs(*OPENERS)
@require_POST
def new_draft(request: HttpRequest) -> HttpResponse:
    """Keep a new matter that is being typed."""
    book, key = law.lawbook(), request.GET.get("procedure", FAULT)
    if key not in book.supervision:
        raise Http404
    return JsonResponse({"saved": f"{keep(request, begun(request, book, key).draft, OPENING):%H:%M}"})


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
    refused: tuple[Finding, ...] = (), status: int = 200, anew: bool = False, saved_at: datetime | None = None,
) -> HttpResponse:  # fmt: skip
    autosave = link("supervision:matter_draft", str(found.matter.pk), act)
    asked = ActAsked(act, hidden(request, found.matter.steps, anew=anew), refused, form.is_multipart(), autosave, saved_at)
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


def _told(code: str, why: str) -> Finding:
    return Finding(code, "shape", Answer.BROKEN, why, remedy="已填内容都还在。核对以后再提交一次")
