"""Taking a step: access, bind the form, call the act, render. No rule here."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mingheng.cases import actions
from mingheng.cases.access import CASE_DUTIES, case_for
from mingheng.cases.forms import StepForm, Surroundings
from mingheng.cases.queries.case_page import Opened, opened
from mingheng.cases.queries.centre.knowledge import WORDINGS, offered, wording_for
from mingheng.cases.queries.centre.returned import returned_of
from mingheng.cases.queries.confirm_page import confirm_page
from mingheng.cases.queries.drafts import draft_of
from mingheng.cases.queries.review_page import review_page
from mingheng.cases.queries.step_page import LEAD, Asked, initial_of, lead_page, step_page
from mingheng.cases.queries.unopened import unopened
from mingheng.cases.rules import AlreadyRegistered, StalePage, StepRefused, grant_for
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

REVIEW = "legal_review"
DRAFTED = frozenset(key.partition(".")[0] for key in WORDINGS)


@needs(*CASE_DUTIES)
@require_http_methods(["GET", "POST"])
def take_step(request: HttpRequest, ref: str, act: str) -> HttpResponse:
    """The form of an act (GET) and the act itself (POST). An act that is not this person's answers 404."""
    found = opened(case_for(authority_of(request), ref), clock.now(), authority_of(request))
    spec = found.docket.procedure.acts.get(act)
    handles = officer_of(request).pk in found.position.handlers
    if spec is None or act == LEAD or grant_for(authority_of(request), found.case.unit, spec, handles=handles) is None:
        raise Http404
    party = _party(request, found, act)
    around = _around(found, act, party)
    if request.method == "POST" and "draft" not in request.POST:
        return _submitted(request, found, around, act, party)
    if request.method == "POST":
        keep(request, found.case.ref, act, party or "")
    kept = draft_of(found.case.ref, officer_of(request), act, party or "")
    data = typed_before(request, kept)
    taken_over = wording_for(request.GET["example"], act) if "example" in request.GET else {}
    if taken_over and data is not None:
        data = _filled(data, taken_over)
    form = StepForm(around, data, judging=False, initial=initial_of(found, act, party) | taken_over)
    return _show(request, found, form, act, party, saved_at=kept.saved_at if kept else None)


@needs(*CASE_DUTIES)
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """A new lead. Opens a docket."""
    officer, at = officer_of(request), clock.now()
    authority = authority_of(request)
    found = unopened(authority.unit_key, at)
    if grant_for(authority, authority.unit_key, found.docket.procedure.acts[LEAD], handles=True) is None:
        raise Http404
    around = Surroundings(found.docket, found.law, LEAD, None)
    refused: tuple[Finding, ...] = ()
    kept = None
    if request.method == "GET":
        kept = draft_of("", officer, LEAD, "")
        form = StepForm(around, typed_before(request, kept), judging=False)
    else:
        form = StepForm(around, request.POST, request.FILES)
        if form.is_valid():
            try:
                step = actions.register_lead(offer=_offer(request, form, LEAD, None), by=officer, at=at)
            except StepRefused as error:
                refused = error.findings
            except AlreadyRegistered as error:
                return _again(request, found, form, error)
            except (FileRefused, PartyRefused, InstrumentRefused) as error:
                refused = (_told(error),)
            else:
                messages.success(request, f"已登记线索 {step.case.ref}")
                return redirect("cases:case", step.case.ref)
    asked = Asked(LEAD, None, hidden(request, 0), kept.saved_at if kept else None, refused)
    status = 422 if refused or request.method == "POST" else 200
    return render(request, "cases/step.html", {"page": lead_page(found, asked), "form": form}, status=status)


def _again(request: HttpRequest, found: Opened, form: StepForm, error: AlreadyRegistered) -> HttpResponse:
    """The form of a lead that was registered before in other words: where it is, and a new token for one more lead."""
    page = lead_page(found, Asked(LEAD, None, hidden(request, 0, anew=True)))
    page = replace(page, findings=(registered_before(error),))
    return render(request, "cases/step.html", {"page": page, "form": form}, status=409)


@needs(*CASE_DUTIES)
@require_POST
def draft(request: HttpRequest, ref: str, act: str) -> HttpResponse:
    """Keep what was typed; answers with the time for the note beside the button."""
    found = opened(case_for(authority_of(request), ref), clock.now(), authority_of(request))
    if act not in found.docket.procedure.acts:
        raise Http404
    saved = keep(request, found.case.ref, act, _party(request, found, act) or "")
    return JsonResponse({"saved": f"{saved:%H:%M}"})


@needs(*CASE_DUTIES)
@require_POST
def lead_draft(request: HttpRequest) -> HttpResponse:
    """Keep a lead that is being typed."""
    saved = keep(request, "", LEAD)
    return JsonResponse({"saved": f"{saved:%H:%M}"})


def _submitted(request: HttpRequest, found: Opened, around: Surroundings, act: str, party: str | None) -> HttpResponse:
    form = StepForm(around, request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, found, form, act, party, status=200 if form.is_growing else 422)
    officer, at = officer_of(request), found.at
    offer = _offer(request, form, act, party)
    asks = found.docket.procedure.acts[act].weighty and CONFIRMED not in request.POST and not any(offer.files.values())
    try:
        if asks:
            actions.rehearse_step(case_id=found.case.id, offer=offer, by=officer, at=at, read=found.reading)
            keep(request, found.case.ref, act, party or "")
            page = confirm_page(found, offer.act, offer.facts, offer.happened, party, list(_repeated(request)))
            return render(request, "cases/confirm.html", {"page": page})
        step = actions.TAKERS.get(act, actions.take_step)(
            case_id=found.case.id, offer=offer, by=officer, at=at, read=found.reading
        )
    except StepRefused as error:
        return _show(request, found, form, act, party, refused=error.findings, status=422)
    except StalePage:
        found.case.refresh_from_db()
        fresh = opened(found.case, found.at, found.reader)
        return _show(request, fresh, form, act, party, refused=(_stale(fresh),), status=409, anew=True)
    except actions.NotYours as error:
        raise Http404 from error
    except (FileRefused, PartyRefused, InstrumentRefused) as error:
        return _show(request, found, form, act, party, refused=(_told(error),), status=422)
    messages.success(request, f"已提交：{found.docket.procedure.acts[act].title}（第 {step.n} 步）")
    return redirect("cases:case", step.case.ref)


def _repeated(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Everything that was typed, once more; the button of the page adds that it was looked at."""
    for name, values in request.POST.lists():
        if name != "csrfmiddlewaretoken":
            yield from ((name, str(value)) for value in values)


def _show(
    request: HttpRequest, found: Opened, form: StepForm, act: str, party: str | None, *,
    refused: tuple[Finding, ...] = (), saved_at: Any = None, status: int = 200, anew: bool = False,
) -> HttpResponse:  # fmt: skip
    asked = Asked(act, party, hidden(request, found.case.steps, anew=anew), saved_at, refused, form.is_multipart())
    if act == REVIEW:
        typed = _typed_review(form)
        review = review_page(found, asked, typed, officer_of(request).name)
        return render(request, "cases/review.html", {"page": review, "form": form, "returned": returned_of(found)}, status=status)
    page = step_page(found, asked, mine=True)
    examples = offered(found.case.item, act, page.action) if DRAFTED & {act} else []
    context = {"page": page, "form": form, "returned": returned_of(found), "examples": examples}
    return render(request, "cases/step.html", context, status=status)


def _filled(typed: QueryDict, wording: Mapping[str, str]) -> QueryDict:
    """What was typed, with the wording of an example where nothing was typed yet."""
    filled = typed.copy()
    for name, text in wording.items():
        if not filled.get(name):
            filled[name] = text
    return filled


def _typed_review(form: StepForm) -> dict[str, Any]:
    return {
        "conclusion": form["conclusion"].value() or "",
        "opinion": form["opinion"].value() or "",
        "items": form["items"].value() or {},
    }


def _offer(request: HttpRequest, form: StepForm, act: str, party: str | None) -> actions.Offer:
    day, moment = form.happened
    return actions.Offer(
        act=act, facts=form.facts, party=party, happened=day, happened_at=moment, files=form.uploads,
        token=token(request), seen=seen(request),
    )  # fmt: skip


def _party(request: HttpRequest, found: Opened, act: str) -> str | None:
    spec = found.docket.procedure.acts.get(act)
    if spec is None or not spec.per_party:
        return None
    asked = request.GET.get("party", "")
    if asked and not any(p.id == asked for p in found.docket.parties):
        raise Http404
    if asked:
        return asked
    turn = found.position.turn
    if turn and turn.act == act and turn.party:
        return turn.party
    return found.docket.parties[0].id if found.docket.parties else None


def _around(found: Opened, act: str, party: str | None) -> Surroundings:
    kinds = {f.type for f in found.docket.procedure.acts[act].facts.values()}
    officers: tuple[tuple[int, str], ...] = ()
    if kinds & {"officer", "officer_pair"}:
        day = found.at.date()
        people = organisation.officers_of([found.case.unit] if "officer_pair" in kinds else list(found.units), day)
        officers = tuple((o.pk, f"{o.name}（{o.unit.short_name}）") for o in people)
    heads = organisation.officers_of(list(found.units), found.at.date(), Duty.BUREAU_HEAD) if "views" in kinds else []
    leaders = tuple((o.pk, o.name) for o in heads)
    units = organisation.squads() if "unit" in kinds else {}
    others = tuple((key, name) for key, name in units.items() if key != found.case.unit)
    return Surroundings(found.docket, found.law, act, party, officers, others, leaders)


def _stale(found: Opened) -> Finding:
    last = found.docket.acts[-1]
    title = found.docket.procedure.acts[last.kind].title
    who = found.words.officer(last.by, last)
    return Finding(
        "stale-page", "shape", Answer.BROKEN, f"打开本页以后，{who}办理了“{title}”",
        remedy="已填内容都还在。核对右边的前提后再提交一次",
    )  # fmt: skip


def _told(error: Exception) -> Finding:
    return Finding("input-refused", "shape", Answer.BROKEN, str(error), remedy="改正后再提交，已填内容都还在")
