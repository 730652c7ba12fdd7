"""The list of findings, one finding with its answers, and asking for a scan."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingheng.cases.queries.auditing.runs import standing_differences
from mingheng.cases.rules.audits import READING as AUDITS
from mingheng.cases.views.sent import typed_unsent
from mingheng.insight import actions as insight
from mingheng.insight.queries.runs import latest
from mingheng.kit import clock
from mingheng.kit.sent import page_wanted, seen, token
from mingheng.law import queries as law
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.supervision import actions
from mingheng.supervision.access.findings import finding_for, findings_for
from mingheng.supervision.access.matters import matters_for
from mingheng.supervision.actions.sent_before import SentOtherwise
from mingheng.supervision.forms.answering import AnswerForm
from mingheng.supervision.queries.finding_page import answers_of, finding_page
from mingheng.supervision.queries.matters.from_findings import issue_href, matters_from
from mingheng.supervision.queries.page import ALL, Wanted
from mingheng.supervision.queries.rests import concerned_in
from mingheng.supervision.queries.runs import run_shown
from mingheng.supervision.queries.warnings import OPEN, list_page
from mingheng.supervision.queries.words import ANSWERS, KINDS, MINE, STATES
from mingheng.supervision.rules.answering import READING, SCANNING, sayable
from mingheng.supervision.rules.levels import LEVELS
from mingheng.supervision.rules.matters import READERS as MATTERS
from mingheng.supervision.views.sent_before import hidden_of, tell_otherwise

LONGEST_WORD = 80
WORDS = {"level": LEVELS, "kind": KINDS, "state": STATES}


@needs(*READING)
@require_safe
def warnings(request: HttpRequest) -> HttpResponse:
    """What was found, gravest first; for who does not supervise, what ends soonest first."""
    held = authority_of(request)
    page = list_page(findings_for(held), held, _wanted(request), clock.today())
    differing = standing_differences().count() if held.holds(*AUDITS) else 0
    return render(request, "supervision/warnings.html", {"page": page, "differing": differing})


@needs(*READING)
@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding; POST answers it."""
    held = authority_of(request)
    found = finding_for(held, pk)
    given = answers_of(found)
    kinds = sayable(held, found.unit_now, concerned_in(found)) if found.gone is None else ()
    form = _answer_form(request, kinds) if kinds else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid() and _answered(request, pk, form):
            return redirect("supervision:finding", pk)
        given = answers_of(found)
    page = finding_page(held, found, given, clock.today())
    concerned = form is None and found.gone is None and held.officer_id in concerned_in(found)
    opened = matters_from(matters_for(held), found.pk, clock.today()) if held.holds(*MATTERS) else ()
    context = {
        "page": page, "form": form, "hidden": hidden_of(request, len(given), form), "concerned": concerned, "matters": opened,
        "issue_href": issue_href(held, found.pk, given) if not opened else "",
    }  # fmt: skip
    return render(request, "supervision/finding.html", context, status=422 if form is not None and form.errors else 200)


@needs(*SCANNING)
@require_POST
def scan(request: HttpRequest) -> HttpResponse:
    """Ask for a scan; the worker makes it."""
    insight.request_scan(by=officer_of(request), at=clock.now())
    messages.success(request, "已提出扫描，后台任务马上开始。进度在本页上方")
    return redirect("supervision:warnings")


@needs(*READING)
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """How far the scan has come, as a part of the page that asks again while it goes on."""
    return render(request, "supervision/run.html", {"run": run_shown(latest(), law.lawbook()), "polled": True})


def _answer_form(request: HttpRequest, kinds: Sequence[str]) -> AnswerForm:
    return AnswerForm(kinds, request.POST or None, least=law.least_letters(clock.today()), initial=typed_unsent(request))


def _answered(request: HttpRequest, pk: int, form: AnswerForm) -> bool:
    """Whether the answer was taken; what stands against it is said in the form."""
    try:
        actions.answer_finding(
            finding_id=pk, kind=form.cleaned_data["kind"], reason=form.cleaned_data["reason"],
            seen=seen(request) or 0,
            token=token(request), by=officer_of(request), at=clock.now(),
        )  # fmt: skip
    except actions.NotYours as refusal:
        raise Http404 from refusal
    except actions.AnswerRefused as refusal:
        form.add_error("reason" if refusal.about_reason else None, str(refusal))
        return False
    except SentOtherwise as refusal:
        tell_otherwise(form, refusal)
        return False
    messages.success(request, "已答复，记入存证")
    return True


def _wanted(request: HttpRequest) -> Wanted:
    given = {name: str(value).replace("\x00", "")[:LONGEST_WORD] for name, value in request.GET.items()}
    known = {name: given.get(name, "") if given.get(name, "") in words else "" for name, words in WORDS.items()}
    state = known["state"] or OPEN
    first = MINE if state == OPEN else ALL
    answer = given.get("answer", first)
    return Wanted(
        answer=answer if answer in ANSWERS or answer == first else ALL,
        state=state,
        level=known["level"],
        kind=known["kind"],
        rule=given.get("rule", ""),
        unit=given.get("unit", ""),
        text=given.get("q", "").strip(),
        page=page_wanted(request),
    )
