"""The list of bulletins, one bulletin, what its figures counted, and issuing one."""

import csv
import uuid
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mingheng.cases.views.sent import typed_unsent
from mingheng.documents.views import pdf_response
from mingheng.kit import clock
from mingheng.kit.links import link
from mingheng.kit.sent import seen, token
from mingheng.law import queries as law
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.supervision.actions.bulletins import BulletinRefused, frozen_now, issue_bulletin
from mingheng.supervision.actions.sent_before import SentOtherwise
from mingheng.supervision.forms.bulletins import BulletinForm
from mingheng.supervision.models import Bulletin, ReviewMeeting
from mingheng.supervision.queries.bulletins.listing import listed
from mingheng.supervision.queries.bulletins.minutes import meetings_shown
from mingheng.supervision.queries.bulletins.page import bulletins as all_bulletins
from mingheng.supervision.queries.bulletins.page import shown
from mingheng.supervision.queries.bulletins.paper import paper_made
from mingheng.supervision.rules.answering import SETTLING
from mingheng.supervision.rules.bulletins.meetings import RECORDING
from mingheng.supervision.rules.bulletins.periods import Period, PeriodKind
from mingheng.supervision.rules.bulletins.reading import READERS
from mingheng.supervision.rules.bulletins.titles import TITLES
from mingheng.supervision.rules.handing import HANDING_OVER
from mingheng.supervision.views.sent_before import hidden_of, tell_otherwise


@needs(*READERS)
@require_safe
def bulletins(request: HttpRequest) -> HttpResponse:
    """Every bulletin; for supervisors, what may be issued now."""
    may = authority_of(request).holds(*SETTLING)
    due = [Period.last_ended(kind, clock.today()) for kind in PeriodKind] if may else []
    rows = all_bulletins()
    there = {row.period for row, _, _ in rows}
    context = {"rows": rows, "due": [period for period in due if period.name not in there], "may": may}
    context["meetings"] = meetings_shown(clock.today())
    return render(request, "supervision/bulletins.html", context)


@needs(*READERS)
@require_safe
def bulletin(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One bulletin as it was issued."""
    row = get_object_or_404(Bulletin.objects.select_related("by__unit"), pk=pk)
    later = Bulletin.objects.filter(period=row.period, n__gt=row.n).order_by("-n").first()
    page = shown(row.frozen, link("supervision:bulletin", str(pk)))
    context = {
        "row": row,
        "period": Period.named(row.period),
        "page": page,
        "later": later,
        "paper": paper_made(row),
        "may_hand": authority_of(request).holds(*HANDING_OVER),
        "may_record": authority_of(request).holds(*RECORDING),
        "meetings": ReviewMeeting.objects.filter(bulletin=row),
    }
    return render(request, "supervision/bulletin.html", context)


@needs(*READERS)
@require_safe
def bulletin_list(request: HttpRequest, pk: uuid.UUID, figure: str) -> HttpResponse:
    """What a figure of a bulletin counted when it was issued."""
    row = get_object_or_404(Bulletin, pk=pk)
    page = listed(row.frozen, authority_of(request), figure, request.GET.get("unit", ""))
    if page is None:
        raise Http404
    return render(request, "supervision/bulletin_list.html", {"row": row, "period": Period.named(row.period), "page": page})


@needs(*READERS)
@require_safe
def bulletin_data(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Everything a bulletin counted, as a table that any program opens."""
    row = get_object_or_404(Bulletin, pk=pk)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="bulletin-{row.period}-{row.n}.csv"'
    answer.write("\ufeff")  # by this a spreadsheet knows the encoding
    writer = csv.writer(answer)
    writer.writerow(["指标", "单位", "编号"])
    for figure, units in row.frozen["counted"].items():
        for unit, refs in units.items():
            writer.writerows([TITLES[figure][0], row.frozen["units"][unit], ref] for ref in refs)
    return answer


@needs(*READERS)
@require_safe
def bulletin_paper(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The bulletin as PDF; one of a time before there were papers has none."""
    made = paper_made(get_object_or_404(Bulletin, pk=pk))
    if made is None:
        raise Http404
    return pdf_response(made, request)


@needs(*SETTLING)
@require_http_methods(["GET", "HEAD", "POST"])
def bulletin_new(request: HttpRequest, period: str) -> HttpResponse:
    """What a bulletin issued now would say; POST issues it."""
    span = _ended(period, clock.today())
    given = Bulletin.objects.filter(period=span.name).order_by("n")
    sent = token(request)
    follows = (given.exclude(token=sent) if sent else given).last()  # a form sent twice does not follow what it issued itself
    least = law.least_letters(clock.today())
    form = BulletinForm(request.POST or None, least=least, follows=follows is not None, initial=typed_unsent(request))
    if request.method == "POST" and form.is_valid():
        issued = _issued(request, span, form)
        if issued is not None:
            return redirect("supervision:bulletin", issued.pk)
    page = shown(frozen_now(span, law.lawbook()))
    context = {"period": span, "page": page, "form": form, "hidden": hidden_of(request, given.count(), form), "follows": follows}
    return render(request, "supervision/bulletin_new.html", context, status=422 if form.errors else 200)


def _issued(request: HttpRequest, period: Period, form: BulletinForm) -> Bulletin | None:
    """The bulletin if it was issued; what stands against it is said in the form."""
    try:
        issued = issue_bulletin(
            period=period, points=form.cleaned_data["points"], reason=form.cleaned_data.get("reason", ""),
            seen=seen(request) or 0, token=token(request), by=officer_of(request), at=clock.now(),
        )  # fmt: skip
    except BulletinRefused as refusal:
        form.add_error(refusal.field, str(refusal))
        return None
    except SentOtherwise as refusal:
        tell_otherwise(form, refusal)
        return None
    messages.success(request, f"已签发{period.title}通报，各项数字的底数已固定，记入存证")
    return issued


def _ended(name: str, today: date) -> Period:
    try:
        period = Period.named(name)
    except ValueError as trouble:
        raise Http404 from trouble
    if today < period.until:
        raise Http404
    return period
