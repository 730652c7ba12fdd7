"""Reading an identity number in full: only with a purpose, and on record."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mingheng.cases.access import CASE_DUTIES, case_for
from mingheng.cases.models import CaseParty
from mingheng.cases.queries.purpose import PurposePage
from mingheng.kit import clock
from mingheng.kit.shell import Choice
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.subjects import actions as subjects
from mingheng.subjects import queries
from mingheng.subjects.rules import PartyRefused

PURPOSES = (
    ("核对身份", "核对当事人身份"),
    ("制作文书", "制作或者核对文书"),
    ("送达执行", "送达或者执行"),
    ("监督检查", "监督检查"),
)


@needs(*CASE_DUTIES)
@require_http_methods(["GET", "POST"])
def reveal(request: HttpRequest, ref: str, pk: UUID) -> HttpResponse:
    """Ask what for, record who reads and why, then show the number."""
    case = case_for(authority_of(request), ref)
    if not CaseParty.objects.filter(case=case, party_id=pk).exists():
        raise Http404
    view = queries.parties([pk])[pk]
    chosen, typed = request.POST.get("purpose", ""), request.POST.get("words", "").strip()
    problem = revealed = ""
    if request.method == "POST":
        try:
            revealed = subjects.read_identity(
                party_id=pk, purpose="：".join(p for p in (chosen, typed) if p), case_ref=case.ref,
                by=officer_of(request), at=clock.now(),
            )  # fmt: skip
        except PartyRefused as error:
            problem = str(error)
    page = PurposePage(
        title=f"查看{view.identity_title}：{view.name}",
        masked=view.masked_identity,
        rule="查看完整号码须写明用途。谁在什么时候为什么查看，都记入存证，当事人和监督部门可以查询。",
        action=reverse("cases:reveal", args=[ref, pk]),
        back_href=reverse("cases:parties", args=[ref]),
        choices=PURPOSES,
        problem=problem,
        typed=typed,
        chosen=chosen,
        revealed=revealed,
        recorded=f"已记录：{officer_of(request).name}，{clock.now():%Y-%m-%d %H:%M}，用途“{chosen or typed}”" if revealed else "",
        crumbs=(
            Choice("案件", reverse("cases:list")),
            Choice(case.number or case.ref, reverse("cases:case", args=[ref])),
            Choice("查看号码", "", True),
        ),
    )
    return render(request, "cases/purpose.html", {"page": page}, status=422 if problem else 200)
