"""Task orders: the list, one order with its checklist, and having today's orders made."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingheng.cases.views.sent import typed_before
from mingheng.kit import clock
from mingheng.kit.sent import page_wanted, seen, token
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.supervision import actions
from mingheng.supervision.access.tasks import order_for, orders_for
from mingheng.supervision.actions.sent_before import SentOtherwise
from mingheng.supervision.forms.tasks import DecisionForm, ReportForm
from mingheng.supervision.models import TaskOrder
from mingheng.supervision.queries.task_pages import TABS, TaskWanted, acts_of, task_list, task_page
from mingheng.supervision.queries.tasks import standing_of
from mingheng.supervision.rules.tasks import OPENING, READING, Doing, doable
from mingheng.supervision.views.sent_before import hidden_of, tell_otherwise

LONGEST_WORD = 40
SAID = {
    Doing.TAKEN: "已领取，由你办理",
    Doing.REPORTED: "已上报，记入存证",
    Doing.RETURNED: "已退回，记入存证",
    Doing.ACCEPTED: "已通过，记入存证",
}


@needs(*READING)
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """The orders there are to see, what is open first."""
    held = authority_of(request)
    page = task_list(orders_for(held), _wanted(request), clock.today())
    return render(request, "supervision/tasks.html", {"page": page, "may_open": held.holds(*OPENING)})


@needs(*READING)
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One order; POST does something to it: `do` says what."""
    held = authority_of(request)
    order = order_for(held, pk)
    can, acts = doable(held, standing_of(order)), acts_of(order)
    wanted, known = request.POST.get("do", ""), seen(request)
    # Who was overtaken is told by whom, and keeps what he typed on the page though the order is not his any more.
    overtaken = request.method == "POST" and not can and known is not None and known < len(acts)
    if request.method == "POST" and not can and not overtaken:
        raise Http404
    reported, decided = wanted == Doing.REPORTED, wanted in (Doing.RETURNED, Doing.ACCEPTED)
    report = (
        ReportForm(order.items, request.POST if reported else None) if Doing.REPORTED in can or (overtaken and reported) else None
    )
    decision = DecisionForm(request.POST if decided else None) if Doing.RETURNED in can or (overtaken and decided) else None
    if wanted in set(SAID) and _done(request, order, Doing(wanted), report, decision):
        return redirect("supervision:task", pk)
    typed = typed_before(request, None)
    for form in (report, decision):
        if form is not None:
            form.begin_with(typed)
    page, shown = task_page(order, acts, clock.today()), (known or 0) if overtaken else len(acts)
    context = {
        "page": page, "report": report, "decision": decision, "hidden": hidden_of(request, shown, report if reported else decision), "may_take": Doing.TAKEN in can,
        "may_accept": Doing.ACCEPTED in can,
    }  # fmt: skip
    return render(request, "supervision/task.html", context, status=422 if request.method == "POST" else 200)


@needs(*OPENING)
@require_POST
def open_tasks(request: HttpRequest) -> HttpResponse:
    """Make the orders of today that are not there yet."""
    before = TaskOrder.objects.count()
    actions.open_orders(by=officer_of(request), at=clock.now())
    made = TaskOrder.objects.count() - before
    messages.success(request, f"已生成 {made} 张任务单" if made else "今天的任务单都已生成，没有新的")
    return redirect("supervision:tasks")


def _done(request: HttpRequest, order: TaskOrder, kind: Doing, report: ReportForm | None, decision: DecisionForm | None) -> bool:
    """Whether it was done; what stands against it is said in the form."""
    form = report if kind is Doing.REPORTED else decision
    if kind is not Doing.TAKEN and form is not None and not form.is_valid():
        return False
    try:
        actions.act_on_order(
            order_id=order.pk, kind=kind, answers=report.answers if report is not None and kind is Doing.REPORTED else (),
            text=str(form.cleaned_data["text"]).strip() if form is not None and form.is_bound else "",
            seen=seen(request) or 0,
            token=token(request), by=officer_of(request), at=clock.now(),
        )  # fmt: skip
    except actions.NotYourOrder as refusal:
        raise Http404 from refusal
    except actions.OrderRefused as refusal:
        if form is None or not form.is_bound:
            messages.error(request, str(refusal))
            return True
        form.add_error(refusal.field, str(refusal))
        return False
    except SentOtherwise as refusal:
        if form is None or not form.is_bound:
            messages.error(request, "这一页已经提交过，没有再办一次。请看任务单现在的情况")
            return True
        tell_otherwise(form, refusal)
        return False
    messages.success(request, SAID[kind])
    return True


def _wanted(request: HttpRequest) -> TaskWanted:
    tab = request.GET.get("tab", "")
    unit = request.GET.get("unit", "").replace("\x00", "")[:LONGEST_WORD]
    return TaskWanted(tab if tab in TABS else "open", unit, page_wanted(request))
