"""The demo has dossiers in review, in every state a review can be in."""

from datetime import datetime

from mingheng.demo.rules.reviewing import PLANNED
from mingheng.insight.models import Finding
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.supervision.models import Bulletin, CentralReview, FindingAnswer, Review, ReviewExample
from mingheng.supervision.queries.reviewing.standing import Standing, told
from mingheng.supervision.rules.bulletins.periods import Period
from mingheng.supervision.rules.reviewing.states import ReviewState


def test_there_is_a_review_in_every_state(district: datetime) -> None:
    found = [Standing(review, law.lawbook(), day_of(district)) for review in told(Review.objects.filter(draw=None))]
    assert len(found) == len(PLANNED)
    assert {now.state for now in found} == set(ReviewState)
    assert all(now.review.case and now.review.case.number for now in found)
    assert CentralReview.objects.get().reviews.count() == sum(planned.central for planned in PLANNED)
    assert ReviewExample.objects.count() == 1


def test_what_past_nights_found_was_answered_and_stands_in_the_bulletins_of_their_months(district: datetime) -> None:
    found = Finding.objects.filter(answer="broken", gone=None, case__isnull=False, first_seen__lt=district.replace(day=1))
    assert {one.first_seen.month for one in found} == {8, 9, 10}
    assert {one.kind for one in FindingAnswer.objects.filter(finding__in=found)} == {"confirmed", "explained", "false_alarm"}
    for row in Bulletin.objects.all():
        period = Period.named(row.period)
        in_it = [one for one in found if period.since <= day_of(one.first_seen) < period.until]
        assert sum(len(refs) for refs in row.frozen["counted"]["breaches"].values()) == len(in_it) > 0
