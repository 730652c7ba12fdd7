"""Which cases were closed in a span of days, by their dockets."""

from datetime import timedelta

from mingheng.cases.queries.closings import closed_between
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
