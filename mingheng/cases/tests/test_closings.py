"""Which cases were closed in a span of days, by their dockets."""

from datetime import timedelta

from mingheng.cases.queries.closings import closed_between, closed_by_month, closings_counted
from tests.cast import Cast
from tests.walking import walk


def test_a_case_counts_in_the_span_in_which_its_archiving_happened(cast: Cast) -> None:
    closed = walk(cast, "archive_case")
    day = closed.step_rows.order_by("-n")[0].happened
    (found,) = closed_between(day, day + timedelta(days=1))
    assert (found.ref, found.number, found.unit, found.day) == (closed.ref, closed.number, closed.unit, day)
    assert closed_between(day - timedelta(days=30), day) == []
    assert closed_between(day + timedelta(days=1), day + timedelta(days=30)) == []


def test_a_case_that_is_not_closed_does_not_count(cast: Cast) -> None:
    decided = walk(cast, "make_decision")
    day = decided.step_rows.order_by("-n")[0].happened
    assert closed_between(day - timedelta(days=400), day + timedelta(days=400)) == []


def test_cases_are_counted_by_unit_and_month_and_a_named_one_by_itself(cast: Cast) -> None:
    closed = walk(cast, "archive_case")
    day = closed.closed_on
    assert day is not None
    first, after = day.replace(day=1), day + timedelta(days=1)
    (counted,) = closings_counted(first, after, act="make_decision", named=())
    assert (counted.unit, counted.month, counted.ref, counted.having, counted.n) == (closed.unit, first, "", True, 1)
    (named,) = closings_counted(first, after, act="legal_review", named=[closed.ref])
    assert (named.ref, named.having, named.n) == (closed.ref, False, 1)
    assert closings_counted(first, day, act="make_decision", named=()) == []
    assert closed_by_month(first, after) == {first: 1}
