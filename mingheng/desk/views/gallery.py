"""The gallery: every page with invented values, and the components page. Only where the demo runs."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mingheng.desk.forms import TYPED, SampleStepForm
from mingheng.desk.queries.samples import acts, case, found, lawbook, lists, people, review, worklist
from mingheng.desk.queries.samples.components import components
from mingheng.desk.queries.samples.shell import shell
from mingheng.desk.views.look import look_of
from mingheng.kit import clock

LAW = "法规与裁量"

Context = dict[str, Any]
Page = tuple[str, str, Callable[[HttpRequest], Context]]
"""Template, menu line and what the page is given."""


def _worklist(request: HttpRequest) -> Context:
    return {"page": worklist.PAGE, "now": people.NOW}


def _case(request: HttpRequest) -> Context:
    return {"page": case.page(request.GET.get("tab", "overview"))}


def _bound(page: object) -> Callable[[HttpRequest], Context]:
    return lambda request: {"page": page, "form": SampleStepForm(TYPED)}


def _fixed(page: object) -> Callable[[HttpRequest], Context]:
    return lambda request: {"page": page}


def _article(request: HttpRequest) -> Context:
    return {"page": lawbook.ARTICLE, "fragment": "HX-Request" in request.headers}


PAGES: Mapping[str, Page] = {
    "worklist": ("desk/worklist.html", "工作台", _worklist),
    "worklist-empty": ("desk/worklist.html", "工作台", lambda request: {"page": worklist.EMPTY, "now": people.NOW}),
    "case": ("cases/case.html", "案件", _case),
    "step": ("cases/step.html", "案件", lambda request: {"page": acts.STEP_PAGE, "form": SampleStepForm()}),
    "step-refused": ("cases/step.html", "案件", _bound(acts.REFUSED_STEP)),
    "step-blocked": ("cases/step.html", "案件", _fixed(acts.BLOCKED_STEP)),
    "taken": ("cases/taken.html", "案件", _fixed(acts.TAKEN)),
    "confirm": ("cases/confirm.html", "案件", _fixed(acts.CONFIRM)),
    "purpose": ("cases/purpose.html", "案件", _fixed(acts.PURPOSE)),
    "revealed": ("cases/purpose.html", "案件", _fixed(acts.REVEALED)),
    "review": ("cases/review.html", "法制审核", _fixed(review.PAGE)),
    "approvals": ("cases/approvals.html", "待我审批", _fixed(lists.APPROVALS)),
    "approvals-empty": ("cases/approvals.html", "待我审批", _fixed(lists.EMPTY_APPROVALS)),
    "list": ("cases/list.html", "案件", _fixed(lists.LIST)),
    "list-empty": ("cases/list.html", "案件", _fixed(lists.EMPTY_LIST)),
    "search": ("desk/search.html", "", _fixed(found.FOUND)),
    "search-empty": ("desk/search.html", "", _fixed(found.NOTHING)),
    "law": ("law/home.html", LAW, _fixed(lawbook.HOME_PAGE)),
    "item": ("law/item.html", LAW, _fixed(lawbook.ITEM_PAGE)),
    "benchmarks": ("law/benchmarks.html", LAW, _fixed(lawbook.BENCHMARKS)),
    "parameters": ("law/parameters.html", LAW, _fixed(lawbook.PARAMETERS)),
    "procedure": ("law/procedure.html", LAW, _fixed(lawbook.PROCEDURE)),
    "statute": ("law/statute.html", LAW, _fixed(lawbook.STATUTE_PAGE)),
    "article": ("law/article.html", LAW, _article),
    "refusal": ("kit/404.html", "", lambda request: {}),
}


def show(request: HttpRequest, name: str = "") -> HttpResponse:
    """One page of the gallery, or the components when no name is given; 404 outside the demo."""
    if not getattr(settings, "MINGHENG_DEMO", False) or (name and name not in PAGES):
        raise Http404
    template, line, build = PAGES.get(name, ("desk/components.html", "组件", lambda request: components(PAGES)))
    if name == "worklist" and "at" in request.GET and request.headers.get("HX-Request"):
        template = "desk/peek.html"
    with clock.pretend(people.NOW):
        context = build(request) | {"shell": shell(line, look_of(request)), "peek": worklist.PEEK}
        return render(request, template, context)
