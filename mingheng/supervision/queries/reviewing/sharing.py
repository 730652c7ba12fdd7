"""Who and what may not be told of when a reviewed case is shared."""

from mingheng.cases.queries.acted import acted_in
from mingheng.cases.queries.dockets import parties_of
from mingheng.law.rules.standards import About
from mingheng.organisation import queries as organisation
from mingheng.subjects.rules import Kind
from mingheng.supervision.models import Review
from mingheng.supervision.rules.reviewing.pointing import Known


def known_of(review: Review) -> Known:
    """Parties, officers, numbers and the unit of what was reviewed. Four queries."""
    case, unit = review.case, organisation.unit_names().get(review.unit, "")
    numbers = (review.subject,) if review.subject and review.standard == About.COMPLAINT else ()
    if case is None:
        return Known(numbers=numbers, unit=unit)
    parties = parties_of(case)
    return Known(
        parties=tuple(party.name for party in parties),
        firms=frozenset(party.name for party in parties if party.kind != Kind.CITIZEN),
        officers=tuple(organisation.names(acted_in(case)).values()),
        numbers=(*(one for one in (case.number, case.ref) if one), *numbers),
        unit=unit,
    )
