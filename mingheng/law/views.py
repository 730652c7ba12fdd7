"""Pages of the lawbook browser. Everybody who has signed in may read the law; nobody changes it here."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingheng.kit import clock
from mingheng.kit.dates import BadDay, parse_day
from mingheng.law.queries import lawbook
from mingheng.law.queries.coverage_page import coverage_page
from mingheng.law.queries.page import AsOf
from mingheng.law.queries.pages import article_page, benchmarks_page, home_page, item_page, parameters_page, statute_page
from mingheng.law.queries.plan_page import plan_page
from mingheng.law.queries.procedure_page import procedure_page
from mingheng.law.rules.citations import CitationRefused
from mingheng.law.rules.reading import NoSuchEntry


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Search over items, statutes and articles."""
    return _shown(request, "law/home.html", home_page(request.GET.get("q", "").strip(), _as_of(request)))


@require_safe
@login_required
def item(request: HttpRequest, key: str) -> HttpResponse:
    """One enforcement item."""
    found = lawbook().items.get(key)
    if found is None:
        raise Http404
    return _shown(request, "law/item.html", item_page(found, _as_of(request)))


@require_safe
@login_required
def parameters(request: HttpRequest) -> HttpResponse:
    """Every number the rules use."""
    return _shown(request, "law/parameters.html", parameters_page(request.GET.get("q", "").strip(), _as_of(request)))


@require_safe
@login_required
def benchmarks(request: HttpRequest) -> HttpResponse:
    """All discretion benchmarks."""
    return _shown(request, "law/benchmarks.html", benchmarks_page(_as_of(request)))


@require_safe
@login_required
def coverage(request: HttpRequest) -> HttpResponse:
    """Each judgement of law with its articles, rules and worked examples."""
    return _shown(request, "law/coverage.html", coverage_page(_as_of(request)))


@require_safe
@login_required
def plan(request: HttpRequest) -> HttpResponse:
    """The annual plan of supervision."""
    return _shown(request, "law/plan.html", plan_page(_as_of(request)))


@require_safe
@login_required
def procedure(request: HttpRequest, key: str) -> HttpResponse:
    """One procedure: its version of the day, or the first to come."""
    as_of = _as_of(request)
    book = lawbook()
    versions = book.procedures.get(key) or book.supervision.get(key, ())
    begun = [version for version in versions if version.since <= as_of.day]
    if not versions:
        raise Http404
    return _shown(request, "law/procedure.html", procedure_page(begun[-1] if begun else versions[0], as_of))


@require_safe
@login_required
def statute(request: HttpRequest, key: str) -> HttpResponse:
    """One statute with its articles."""
    found = lawbook().statutes.get(key)
    if found is None:
        raise Http404
    return _shown(request, "law/statute.html", statute_page(found, _as_of(request)))


@require_safe
@login_required
def article(request: HttpRequest, ref: str) -> HttpResponse:
    """One article as in force on a day; in a side sheet only the article itself."""
    try:
        page = article_page(ref, _as_of(request))
    except (CitationRefused, NoSuchEntry) as unknown:
        raise Http404 from unknown
    return _shown(request, "law/article.html", page)


def _shown(request: HttpRequest, template: str, page: object) -> HttpResponse:
    """The page, or its bare contents for a side sheet."""
    response = render(request, template, {"page": page, "fragment": request.headers.get("HX-Request") == "true"})
    response["Vary"] = "HX-Request"
    return response


def _as_of(request: HttpRequest) -> AsOf:
    """The day asked for with `on`, today without it. A day that cannot be read is told, not guessed."""
    today = clock.today()
    typed = request.GET.get("on", "").strip()
    if not typed:
        return AsOf(today, today)
    try:
        return AsOf(parse_day(typed, today=today), today)
    except BadDay as bad:
        return AsOf(today, today, f"{bad}。以下按今天显示。")
