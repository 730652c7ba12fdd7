"""What is owed comes out the same whether the closed cases are read one by one or counted together."""

from collections import Counter
from datetime import date, timedelta

import pytest

from mingheng.law.rules.plans import Subject
from mingheng.supervision.queries.months import OF_CASES, owed_on, to_freeze
from mingheng.supervision.rules.obligations.layering import asked_of, layers_of, listed
from mingheng.supervision.rules.obligations.table import table_of
from mingheng.supervision.rules.obligations.year import Closed, Year, total
from mingheng.supervision.tests.awkward_year import DEMANDS, YEAR, awkward_year
from tests.cast import Cast
from tests.scenarios.road import law
from tests.walking import walk


def together(year: Year) -> Year:
    """The same year with cases that are alike and not drawn counted together."""
    alike = Counter((one.squad, one.month, one.strata, one.id if one.id in year.drawn else "") for one in year.closed)
    closed = tuple(Closed(name, squad, month, strata, n) for (squad, month, strata, name), n in alike.items())
    return Year(year.squads, closed, year.drawn, year.on)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_awkward_year_owes_the_same_counted_together(seed: int) -> None:
    played = awkward_year(seed, squads=12, cases=300).play(seed)
    for month in range(1, 13):
        year = played.year(date(YEAR, month, 20))
        counted = together(year)
        assert len(counted.closed) < len(year.closed)
        assert table_of(DEMANDS, counted) == table_of(DEMANDS, year)
        assert layers_of(DEMANDS, counted) == layers_of(DEMANDS, year)
        assert total(listed(DEMANDS, counted)) == len(asked_of(DEMANDS, year).members)


@pytest.mark.parametrize("subject", OF_CASES, ids=[subject.value for subject in OF_CASES])
def test_the_month_counts_what_a_frozen_list_would_hold(cast: Cast, subject: Subject) -> None:
    case = walk(cast, "archive_case")
    reviewed = case.step_rows.order_by("n")[5]
    reviewed.pk, reviewed.n, reviewed.act, reviewed.token = None, 900, "legal_review", None
    reviewed.save(force_insert=True)
    assert case.closed_on is not None
    day, book = (case.closed_on.replace(day=1) + timedelta(days=32)).replace(day=2), law()
    plan = book.plan(day)
    assert plan is not None
    owed, sealed = owed_on(plan, book, day)[subject], to_freeze(plan, book, subject, day)
    assert (owed.table, owed.members) == (sealed.table, len(sealed.asked.members))
    assert owed.members > 0
