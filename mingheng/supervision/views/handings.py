"""Handing cases, draws, matters and bulletins to outside supervisors, and what they see, read and say."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mingheng.cases.queries.handed import case_numbered
from mingheng.cases.views.sent import hidden, typed_unsent
from mingheng.documents import queries as documents
from mingheng.documents.views import pdf_response
from mingheng.draws.queries import draws
from mingheng.kit import clock
from mingheng.kit.sent import token
from mingheng.law import queries as law
from mingheng.organisation import queries as organisation
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.supervision.access.handings import handing_for, handings_for, named_for, spoken_for
from mingheng.supervision.actions.handings import (
    HandingRefused,
    answer_opinion,
    give_opinion,
    hand_over,
    read_handed,
    take_back,
)
from mingheng.supervision.actions.sent_before import SentOtherwise
from mingheng.supervision.forms.handings import HandingForm, WordsForm
from mingheng.supervision.models import Handing
from mingheng.supervision.queries.handed import handed_page
from mingheng.supervision.queries.handings import latest_until, listed, opinions_of, outside_units, seen_until
from mingheng.supervision.rules.handing import ANSWERING, HANDED_WORDS, HANDING_OVER, LOOKING_IN, Handed
from mingheng.supervision.views.draws import file_response
from mingheng.supervision.views.sent_before import hidden_of, tell_otherwise

OPINION = ("意见", "哪一步有什么问题、依据什么、建议怎么办；本单位须在限期内答复")
ANSWER = ("答复", "查了什么、采纳与否、理由和下一步")
BACK = ("收回理由", "为什么提前收回")


@needs(*HANDING_OVER, *LOOKING_IN)
@require_safe
def handings(request: HttpRequest) -> HttpResponse:
    """What was handed over, and to whom; for who looks in, what he may read."""
    held, today = authority_of(request), clock.today()
    context = {"rows": listed(handings_for(held, today), today), "inside": held.holds(*HANDING_OVER)}
    return render(request, "supervision/handings.html", context)


@needs(*HANDING_OVER)
@require_http_methods(["GET", "HEAD", "POST"])
def handing_new(request: HttpRequest) -> HttpResponse:
    """Hand over what the address names, else the case whose number is typed."""
    named = named_for(authority_of(request), request.GET)
    today = clock.today()
    form = HandingForm(
        outside_units(), request.POST or None, least=law.least_letters(today), latest=latest_until(today), known=named is not None,
        initial=typed_unsent(request),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = _handed_over(request, form, named)
        if made is not None:
            return redirect("supervision:handing", made.pk)
    word, title = (HANDED_WORDS[named[0]], named[2]) if named else (HANDED_WORDS[Handed.CASE], "")
    context = {"form": form, "hidden": hidden_of(request, 0, form), "word": word, "title": title}
    return render(request, "supervision/handing_new.html", context, status=422 if form.errors else 200)


@needs(*HANDING_OVER, *LOOKING_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def handing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was handed over, to read; POST gives an opinion on it."""
    held, today = authority_of(request), clock.today()
    found = spoken_for(held, pk, today)
    outside = held.holds(*LOOKING_IN)
    if outside and not found.runs_on(today):
        return _ended(request, found)
    form = _opinion_form(request) if outside else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid() and _opined(request, pk, form):
            return redirect("supervision:handing", pk)
    if outside:
        _reads(request, found, found.what)
    opinions = opinions_of(pk)
    context = {
        "row": found, "page": handed_page(found, held, clock.now()), "opinions": opinions, "form": form, "today": today,
        "hidden": hidden_of(request, len(opinions), form) if form is not None else (), "may_answer": held.holds(*ANSWERING),
        "may_take_back": held.holds(*HANDING_OVER) and found.runs_on(today),
        "waiting": next((one for one in opinions if not hasattr(one, "answer")), None),
    }  # fmt: skip
    return render(request, "supervision/handing.html", context, status=422 if form is not None and form.errors else 200)


@needs(*LOOKING_IN)
@require_safe
def handed_paper(request: HttpRequest, pk: uuid.UUID, paper: uuid.UUID) -> HttpResponseBase:
    """A paper of what was handed over, as PDF."""
    found = handing_for(authority_of(request), pk, clock.today())
    try:
        view = documents.instrument(paper)
    except documents.NoSuchInstrument as error:
        raise Http404 from error
    if view.folder not in (found.case_id, found.matter_id, found.bulletin_id):
        raise Http404
    _reads(request, found, f"paper:{view.id}")
    return pdf_response(view, request)


@needs(*LOOKING_IN)
@require_safe
def handed_draw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The published file of a draw handed over, to be checked by whoever has it."""
    held = authority_of(request)
    found = handing_for(held, pk, clock.today())
    draw = draws().filter(pk=found.thing).first()
    if draw is None:
        raise Http404
    answer = file_response(held, draw)
    _reads(request, found, "draw.json")
    return answer


@needs(*HANDING_OVER)
@require_http_methods(["GET", "HEAD", "POST"])
def handing_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """End a handing before its day."""
    found = handing_for(authority_of(request), pk, clock.today())
    least = law.least_letters(clock.today())
    form = WordsForm(*BACK, request.POST or None, name="reason", least=least, initial=typed_unsent(request))
    if request.method == "POST" and form.is_valid():
        try:
            take_back(handing=pk, reason=form.cleaned_data["reason"], by=officer_of(request), at=clock.now())
        except HandingRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            still = seen_until(found, clock.today())
            ends = (
                f"还能看这一件，到 {still} 为止：另有一次移交没有收回"
                if still
                else "不再能看这一件；提过意见的人仍能看自己的意见和答复"
            )
            messages.success(request, f"已收回，{found.to.short_name}{ends}")
            return redirect("supervision:handings")
    context = {"row": found, "form": form, "title": "提前收回", "button": "收回", "hidden": hidden(request, 0)}
    return render(request, "supervision/handing_words.html", context, status=422 if form.errors else 200)


@needs(*ANSWERING)
@require_http_methods(["GET", "HEAD", "POST"])
def opinion_answer(request: HttpRequest, pk: uuid.UUID, n: int) -> HttpResponse:
    """Answer an opinion."""
    found = handing_for(authority_of(request), pk, clock.today())
    opinion = next((one for one in opinions_of(pk) if one.n == n), None)
    if opinion is None:
        raise Http404
    form = WordsForm(*ANSWER, request.POST or None, least=law.least_letters(clock.today()), initial=typed_unsent(request))
    if request.method == "POST" and form.is_valid():
        try:
            answer_opinion(opinion=opinion.pk, words=form.cleaned_data["words"], by=officer_of(request), at=clock.now())
        except HandingRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, f"已答复{found.to.short_name}的意见，记入存证")
            return redirect("supervision:handing", pk)
    context = {
        "row": found, "form": form, "title": f"答复第 {n} 条意见", "button": "提交答复", "opinion": opinion,
        "hidden": hidden(request, 0),
    }  # fmt: skip
    return render(request, "supervision/handing_words.html", context, status=422 if form.errors else 200)


def _handed_over(request: HttpRequest, form: HandingForm, named: tuple[Handed, uuid.UUID, str] | None) -> Handing | None:
    given = form.cleaned_data
    case = case_numbered(given["case"]) if named is None else None
    if named is None and case is None:
        form.add_error("case", f"没有案号或者线索编号是“{given['case']}”的案件。核对后重填")
        return None
    what, thing, title = named or (Handed.CASE, *(case or ()))
    to = next(unit for unit in organisation.units() if unit.key == given["to"])
    try:
        made = hand_over(
            **{what.value: thing}, title=title, to=to, purpose=given["purpose"], until=given["until"], token=token(request),
            by=officer_of(request), at=clock.now(),
        )  # fmt: skip
    except HandingRefused as refusal:
        form.add_error(refusal.field, str(refusal))
        return None
    except SentOtherwise as refusal:
        tell_otherwise(form, refusal)
        return None
    messages.success(request, f"已交给{made.to.short_name}，对方的每次查阅都记入存证")
    return made


def _opinion_form(request: HttpRequest) -> WordsForm:
    return WordsForm(*OPINION, request.POST or None, least=law.least_letters(clock.today()), initial=typed_unsent(request))


def _ended(request: HttpRequest, found: Handing) -> HttpResponse:
    """What this person said of a thing he can see no more, and what he was answered."""
    if request.method == "POST":
        raise Http404
    own = [one for one in opinions_of(found.pk) if one.by_id == officer_of(request).pk]
    _reads(request, found, "opinions")
    return render(request, "supervision/handing_ended.html", {"row": found, "opinions": own, "today": clock.today()})


def _opined(request: HttpRequest, pk: uuid.UUID, form: WordsForm) -> bool:
    try:
        made = give_opinion(
            handing=pk, words=form.cleaned_data["words"], token=token(request), by=officer_of(request), at=clock.now()
        )
    except HandingRefused as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    except SentOtherwise as refusal:
        tell_otherwise(form, refusal)
        return False
    messages.success(request, f"意见已提交，答复期限 {made.due:%Y-%m-%d}")
    return True


def _reads(request: HttpRequest, found: Handing, what: str) -> None:
    read_handed(handing=found.pk, what=what, by=officer_of(request), at=clock.now())
