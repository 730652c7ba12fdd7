"""The page 存证: who watches the log, how it stands, and the leave to go on without them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mingheng.cases import actions
from mingheng.desk.forms import WaiverForm
from mingheng.desk.queries.record_page import RecordPage, record_page
from mingheng.kit import clock
from mingheng.kit.dates import show_moment
from mingheng.law import queries as law
from mingheng.ledger.rules.tree.policies import BadPolicy
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.organisation.rules import Duty


@needs()
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """How the log stands; POST is the leave of a head of the bureau to decide while the witnesses are away."""
    may_waive = authority_of(request).holds(Duty.BUREAU_HEAD)
    if request.method == "POST" and not may_waive:
        raise Http404
    form = WaiverForm(request.POST or None, least=law.least_letters(clock.today()))
    try:
        page = record_page(may_waive=may_waive, at=clock.now())
    except BadPolicy as reason:
        return render(request, "desk/record.html", {"page": None, "reason": str(reason)})
    if request.method == "POST" and form.is_valid() and _waived(request, page, form):
        return redirect("desk:record")
    return render(request, "desk/record.html", {"page": page, "form": form}, status=422 if form.errors else 200)


def _waived(request: HttpRequest, page: RecordPage, form: WaiverForm) -> bool:
    """Whether there is nothing more to say; what keeps the words from being a reason is said in the form."""
    if not page.may_waive:
        messages.info(request, "现在不需要准许：外部见证没有中断")
        return True
    try:
        row = actions.waive_witnesses(reason=form.cleaned_data["reason"], by=officer_of(request), at=clock.now())
    except actions.WaiverRefused as refusal:
        form.add_error("reason", str(refusal))
        return False
    messages.success(request, f"已准许继续办理，到 {show_moment(row.until, today=clock.today())} 为止，记入存证")
    return True
