"""Review meetings: taking the minutes, one meeting, its paper, and answering what it decided."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mingheng.cases.views.sent import typed_before, typed_unsent
from mingheng.documents.views import pdf_response
from mingheng.kit import clock
from mingheng.kit.sent import token
from mingheng.law import queries as law
from mingheng.organisation import queries as organisation
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.supervision.actions.meetings import Decided, MeetingRefused, Minutes, answer_decision, record_meeting
from mingheng.supervision.actions.sent_before import SentOtherwise
from mingheng.supervision.forms.handings import WordsForm
from mingheng.supervision.forms.meetings import MeetingForm
from mingheng.supervision.models import Bulletin, MeetingDecision, ReviewMeeting
from mingheng.supervision.queries.bulletins.minutes import meeting_page
from mingheng.supervision.rules.bulletins.figures import number
from mingheng.supervision.rules.bulletins.meetings import CHAIRING, RECORDING, may_answer, title_of
from mingheng.supervision.rules.bulletins.periods import Period
from mingheng.supervision.rules.bulletins.reading import READERS
from mingheng.supervision.rules.bulletins.titles import TITLES
from mingheng.supervision.views.sent_before import hidden_of, tell_otherwise


@needs(*READERS)
@require_safe
def meeting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The minutes, and how what was decided stands."""
    found = get_object_or_404(ReviewMeeting.objects.select_related("bulletin", "chair", "by"), pk=pk)
    page = meeting_page(found, authority_of(request), clock.today())
    return render(request, "supervision/meeting.html", {"page": page, "period": Period.named(found.bulletin.period)})


@needs(*READERS)
@require_safe
def meeting_paper(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The minutes as PDF."""
    found = get_object_or_404(ReviewMeeting.objects.select_related("bulletin", "chair"), pk=pk)
    made = meeting_page(found, authority_of(request), clock.today()).paper
    if made is None:
        raise Http404
    return pdf_response(made, request)


@needs(*RECORDING)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The form of the minutes of a meeting on a bulletin; POST puts them on record."""
    bulletin = get_object_or_404(Bulletin, pk=pk)
    form, period = _form(request, bulletin), Period.named(bulletin.period)
    if request.method == "POST" and form.is_valid():
        made = _recorded(request, bulletin, form)
        if made is not None:
            return redirect("supervision:meeting", made.pk)
    form.begin_with(typed_before(request, None))
    context = {
        "bulletin": bulletin,
        "period": period,
        "title": title_of(period),
        "form": form,
        "hidden": hidden_of(request, 0, form),
    }
    return render(request, "supervision/meeting_new.html", context, status=422 if form.errors else 200)


@needs(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_answer(request: HttpRequest, pk: uuid.UUID, n: int) -> HttpResponse:
    """Say what the unit did about a decision; for others than who answers for the unit there is nothing here."""
    row = get_object_or_404(MeetingDecision.objects.select_related("meeting"), meeting=pk, n=n)
    if not may_answer(authority_of(request), row.unit):
        raise Http404
    least = law.least_letters(clock.today())
    said = ("落实情况", "做了什么、什么时候做完、结果怎样")
    form = WordsForm(*said, request.POST or None, least=least, initial=typed_unsent(request))
    if request.method == "POST" and form.is_valid():
        try:
            answer_decision(decision=row.pk, words=form.cleaned_data["words"], by=officer_of(request), at=clock.now())
        except MeetingRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "已回复落实情况，记入存证")
            return redirect("supervision:meeting", pk)
    context = {"row": row, "form": form, "hidden": hidden_of(request, 0, form)}
    return render(request, "supervision/meeting_answer.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, bulletin: Bulletin) -> MeetingForm:
    today, counted = clock.today(), bulletin.frozen["counted"]
    chairs = {one.pk: one for duty in CHAIRING for one in organisation.holders(duty, today)}
    units = {key: name for key, name in bulletin.frozen["units"].items() if key in organisation.unit_names()}
    figures = [(key, f"{TITLES[key][0]}（{number(counted, key)} {TITLES[key][1]}）") for key in TITLES if key in counted]
    return MeetingForm(
        request.POST or None, chairs=[(str(pk), f"{one.name}（{one.unit.short_name}）") for pk, one in chairs.items()],
        units=units.items(), figures=figures, least=law.least_letters(today),
    )  # fmt: skip


def _recorded(request: HttpRequest, bulletin: Bulletin, form: MeetingForm) -> ReviewMeeting | None:
    """The meeting if it was put on record; what stands against it is said in the form."""
    given, today = form.cleaned_data, clock.today()
    chairs = {str(one.pk): one for duty in CHAIRING for one in organisation.holders(duty, today)}
    minutes = Minutes(
        given["held_on"], chairs[given["chair"]], given["attended"], [(row["figure"], row["said"]) for row in given["points"]],
        [Decided(row["what"], row["unit"], row["due"]) for row in given["decisions"]],
    )  # fmt: skip
    try:
        made = record_meeting(bulletin=bulletin, minutes=minutes, token=token(request), by=officer_of(request), at=clock.now())
    except MeetingRefused as refusal:
        form.add_error(refusal.field, str(refusal))
        return None
    except SentOtherwise as refusal:
        tell_otherwise(form, refusal)
        return None
    messages.success(request, "会议记录已固定，记入存证；各责任单位在会议页面回复落实情况")
    return made
