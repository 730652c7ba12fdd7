"""What supervision puts beside a case: the results of its reviews. The room of cases has only the place for it."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject

from mingheng.cases.access import cases_for
from mingheng.kit import clock
from mingheng.law import queries as law
from mingheng.organisation.access import authority_of
from mingheng.supervision.access.reviews import has_results, results_of_case, reviews_for
from mingheng.supervision.queries.reviewing.results import results_shown

PAGE = "cases:case"


def beside_case(request: HttpRequest) -> dict[str, object]:
    """`beside_case` for the page of a case: read only when the page shows it, and only for who may see the case."""
    match = getattr(request, "resolver_match", None)
    if match is None or match.view_name != PAGE or not request.user.is_authenticated:
        return {}
    return {"beside_case": SimpleLazyObject(lambda: _part(request, match.kwargs["ref"]))}


def _part(request: HttpRequest, ref: str) -> str:
    if not has_results(ref):  # asked first: most cases have none, and then this is all that is asked
        return ""
    held = authority_of(request)
    case = cases_for(held).filter(ref=ref).first()
    if case is None:
        return ""
    opening = frozenset(reviews_for(held).filter(case=case).values_list("pk", flat=True))
    rows = results_shown(results_of_case(case), opening, law.lawbook(), clock.today())
    return render_to_string("supervision/beside_case.html", {"rows": rows}) if rows else ""
