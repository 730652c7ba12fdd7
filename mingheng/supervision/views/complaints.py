"""The register of complaints and petitions: the list, one complaint, and loading a month's file with its preview."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mingheng.kit import clock
from mingheng.kit.sent import page_wanted, token
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.organisation.forms import UploadForm, add_problems
from mingheng.organisation.rules import Refused
from mingheng.organisation.rules.lines import decode, template
from mingheng.supervision import actions
from mingheng.supervision.access.complaints import complaint_for, complaints_for
from mingheng.supervision.access.reviews import reviews_for
from mingheng.supervision.queries.complaints.complaint_page import complaint_page
from mingheng.supervision.queries.complaints.list_page import VIEWS, ComplaintsSought, complaint_list
from mingheng.supervision.queries.complaints.loading import outcome_of
from mingheng.supervision.rules.complaints.columns import COLUMNS, LOADING, READING
from mingheng.supervision.rules.complaints.reading import LARGEST_FILE, Sheet, read_sheet

BOM = "\ufeff"  # without it a spreadsheet reads the template as GBK
LONGEST_WORD = 40
SHOWN = 200  # lines of the preview; the page says how many there are


@needs(*READING)
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    """The register, or what of it one's squads handle."""
    held = authority_of(request)
    given = {name: str(value).replace("\x00", "").strip()[:LONGEST_WORD] for name, value in request.GET.items()}
    view = given.get("view", "all")
    wanted = ComplaintsSought(
        view=view if view in VIEWS else "all", month=given.get("month", ""), unit=given.get("unit", ""), field=given.get("field", ""),
        q=given.get("q", ""), page=page_wanted(request),
    )  # fmt: skip
    page_shown = complaint_list(complaints_for(held), held, wanted, clock.today())
    return render(request, "supervision/complaints.html", {"page": page_shown})


@needs(*READING)
@require_safe
def complaint(request: HttpRequest, number: str) -> HttpResponse:
    """One complaint."""
    held = authority_of(request)
    page = complaint_page(held, complaint_for(held, number), reviews_for(held), clock.today())
    return render(request, "supervision/complaint.html", {"page": page})


@needs(*LOADING)
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """The file, its preview, and taking it in, in this order on one address."""
    form = UploadForm()
    try:
        if request.method == "POST" and (agreed := token(request)):
            return _loaded(request, agreed)
        if request.method == "POST":
            form = UploadForm(request.POST, request.FILES)
            if form.is_valid():
                return _previewed(request, read_sheet(decode(form.cleaned_data["file"].read(), LARGEST_FILE)))
    except Refused as refused:
        form.is_bound = True
        add_problems(form, refused.problems)
    context = {"form": form, "columns": COLUMNS}
    return render(request, "supervision/complaints_load.html", context, status=422 if request.method == "POST" else 200)


@needs(*LOADING)
@require_safe
def template_file(request: HttpRequest) -> HttpResponse:
    """An empty register to fill in."""
    response = HttpResponse(BOM + template(COLUMNS), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="complaints.csv"'
    return response


def _previewed(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """What the file would do; the register is as it was, and of the file only what can be taken is kept until it is agreed to."""
    found, token = outcome_of(sheet, clock.today()), uuid4()
    if found.rows:
        actions.keep_previewed(sheet=sheet, token=token, by=officer_of(request), at=clock.now())
    context = {
        "found": found, "sheet": sheet, "token": token, "shown": SHOWN, "rejects": found.rejects[:SHOWN],
        "corrections": found.corrections[:SHOWN],
    }  # fmt: skip
    return render(request, "supervision/complaints_preview.html", context)


def _loaded(request: HttpRequest, agreed: UUID) -> HttpResponse:
    done = actions.load_previewed(token=agreed, by=officer_of(request), at=clock.now())
    left = len({one["line"] for one in done.rejects})
    messages.success(
        request, f"台账已更新：新增 {done.taken} 件，更正 {done.corrected} 件，与台账相同 {done.known} 件，未收 {left} 行"
    )
    return redirect("supervision:complaints")
