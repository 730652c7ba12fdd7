"""Taking a case away as a bundle that anybody can check: only with a purpose, and on record."""

import logging
from tempfile import TemporaryFile

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mingheng.cases import actions
from mingheng.cases.access import CASE_DUTIES, case_for
from mingheng.cases.models import Case
from mingheng.cases.queries.bundles import write_bundle
from mingheng.cases.queries.purpose import PurposePage
from mingheng.kit import clock
from mingheng.kit.shell import Choice
from mingheng.ledger.rules.tree.policies import BadPolicy
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.subjects.rules import PartyRefused, check_purpose

log = logging.getLogger(__name__)

PURPOSES = (
    ("移送法院", "提交人民法院或者复议机关"),
    ("监督检查", "监督检查"),
    ("当事人查阅", "当事人依法查阅、复制案卷"),
    ("归档备份", "档案移交或者备份"),
)
_RULE = "存证包里有文书、全部办理记录和证件号码的原文。谁在什么时候为什么导出，都记入存证，当事人和监督部门可以查询。"
_NO_POLICY = "本单位的见证规则设置有误，不能导出存证包。请联系系统管理员"


@needs(*CASE_DUTIES)
@require_http_methods(["GET", "POST"])
def bundle(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Ask what for, put the bundle together in a file, record who takes it and why, then send it."""
    case = case_for(authority_of(request), ref)
    chosen, typed = request.POST.get("purpose", ""), request.POST.get("words", "").strip()
    problem = ""
    if request.method == "POST":
        purpose = "：".join(part for part in (chosen, typed) if part)
        made = TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115  # the answer closes it when it is sent
        try:
            check_purpose(purpose)
            write_bundle(case, made)  # before its own record, which no witness can have seen yet
            actions.take_bundle(case=case, purpose=purpose, by=officer_of(request), at=clock.now())
        except PartyRefused as error:
            problem = str(error)
        except BadPolicy as reason:
            log.critical("MINGHENG_WITNESS_POLICY: %s", reason)
            problem = _NO_POLICY
        else:
            made.seek(0)
            return FileResponse(made, as_attachment=True, filename=f"存证包-{case.number or case.ref}.zip")
        made.close()
    return render(request, "cases/purpose.html", {"page": _page(case, problem, chosen, typed)}, status=422 if problem else 200)


def _page(case: Case, problem: str, chosen: str, typed: str) -> PurposePage:
    return PurposePage(
        title="导出存证包",
        masked=case.number or case.ref,
        rule=_RULE,
        action=reverse("cases:bundle", args=[case.ref]),
        back_href=reverse("cases:documents", args=[case.ref]),
        choices=PURPOSES,
        problem=problem,
        typed=typed,
        chosen=chosen,
        crumbs=(
            Choice("案件", reverse("cases:list")),
            Choice(case.number or case.ref, reverse("cases:case", args=[case.ref])),
            Choice("导出存证包", "", True),
        ),
        button="记录用途并导出",
    )
