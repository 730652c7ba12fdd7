"""The names that may not be told of a reviewed case, and what is written in their place."""

from mingheng.cases.queries.acted import acted_in
from mingheng.cases.queries.dockets import parties_of
from mingheng.organisation import queries as organisation
from mingheng.supervision.models import Review
from mingheng.supervision.rules.reviewing.sharing import stand_ins


def names_in(review: Review) -> dict[str, str]:
    """Parties, officers, the case number and the unit, each with what stands for it. Four queries."""
    case = review.case
    if case is None:
        return {}
    people = organisation.names(acted_in(case)).values()
    numbers = [one for one in (case.number, case.ref) if one]
    unit = organisation.unit_names().get(review.unit, "")
    return stand_ins([party.name for party in parties_of(case)], list(people), numbers) | ({unit: "某中队"} if unit else {})
