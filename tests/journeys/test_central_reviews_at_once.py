"""Supervisors who open reviews at the same moment: lists under one new title, and lists that cross."""

from datetime import datetime
from functools import partial

import pytest

from mingheng.kit.dates import SHANGHAI
from mingheng.organisation.models import Officer
from mingheng.supervision import actions
from mingheng.supervision.models import CentralReview, Review
from mingheng.supervision.queries.reviewing.things import Thing
from mingheng.supervision.tests.reviewed import another_supervisor
from tests.cast import Cast
from tests.journeys.test_two_at_once import at_once

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture
def bench(committed_cast: Cast) -> list[Officer]:
    """Two who may review, as every thread sees them."""
    return [committed_cast.supervisor, another_supervisor(committed_cast, "LJ0402", "梁予安")]


def opened(cast: Cast, bench: list[Officer], names: list[str], title: str) -> list[Review]:
    things = [Thing(None, name, cast.squad.key) for name in names]
    return actions.open_drawn_reviews(standard="disclosure", things=things, reviewers=bench, title=title, by=bench[0], at=NOW)


def test_lists_under_one_new_title_become_one_central_review(committed_cast: Cast, bench: list[Officer]) -> None:
    ended = at_once(*(partial(opened, committed_cast, bench, [f"第{n}次公示"], "集中评查甲") for n in range(4)))
    assert not [one for one in ended if isinstance(one, Exception)]
    assert CentralReview.objects.get().reviews.count() == 4


def test_lists_that_cross_do_not_wait_for_each_other_for_ever(committed_cast: Cast, bench: list[Officer]) -> None:
    names = [f"第{n}次公示" for n in range(12)]
    ended = at_once(
        partial(opened, committed_cast, bench, names, "集中评查甲"),
        partial(opened, committed_cast, bench, names[::-1], "集中评查乙"),
    )
    assert sorted(type(one).__name__ for one in ended) == ["ReviewRefused", "list"]
    assert Review.objects.count() == len(names)
    assert CentralReview.objects.count() == 1
