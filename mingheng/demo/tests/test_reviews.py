"""The demo has dossiers in review, in every state a review can be in."""

from datetime import datetime

from mingheng.demo.rules.reviewing import PLANNED
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.supervision.models import CentralReview, Review, ReviewExample
from mingheng.supervision.queries.reviewing.standing import Standing, told
from mingheng.supervision.rules.reviewing.states import ReviewState


def test_there_is_a_review_in_every_state(district: datetime) -> None:
    found = [Standing(review, law.lawbook(), day_of(district)) for review in told(Review.objects.filter(draw=None))]
    assert len(found) == len(PLANNED)
    assert {now.state for now in found} == set(ReviewState)
    assert all(now.review.case and now.review.case.number for now in found)
    assert CentralReview.objects.get().reviews.count() == sum(planned.central for planned in PLANNED)
    assert ReviewExample.objects.count() == 1
