"""The sheets a reviewer has of one draw or one central review: which of them this is, and which come before and after."""

from dataclasses import dataclass

from mingheng.kit.links import link
from mingheng.supervision.models import Sheet
from mingheng.supervision.queries.reviewing.standing import Standing, standing_sheets


@dataclass(frozen=True)
class Place:
    """The `number`-th of `of`; where the one before and the one after are, empty at the ends."""

    number: int
    of: int
    previous: str
    next: str


def place_of(now: Standing, sheet: Sheet) -> Place | None:
    """Where this sheet stands among the reviewer's own; None where it belongs to no draw and no central review. One query."""
    review = now.review
    if review.draw is None and review.batch_id is None:
        return None
    together = {"review__draw": review.draw} if review.draw else {"review__batch": review.batch_id}
    own = standing_sheets().filter(reviewer=sheet.reviewer_id, **together).order_by("review__pick", "pk")
    reviews = list(own.values_list("review", flat=True))
    here = reviews.index(review.pk)
    before, after = reviews[:here][-1:], reviews[here + 1 :][:1]
    previous, following = ("".join(link("supervision:sheet", str(pk)) for pk in one) for one in (before, after))
    return Place(here + 1, len(reviews), previous, following)
