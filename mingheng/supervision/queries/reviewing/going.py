"""What is under review already by a standard, and what was drawn and waits for its review to be opened from the draw."""

from typing import TYPE_CHECKING

from mingheng.draws.queries import State, draws
from mingheng.supervision.models import Review
from mingheng.supervision.queries.reviewing.drawn import to_review

if TYPE_CHECKING:
    from mingheng.cases.models import Case
    from mingheng.draws.models import Draw


def under_review(standard: str, case: "Case | None", subject: str) -> bool:
    """Whether a review of it by this standard has no result yet. One query."""
    same = Review.objects.filter(subject=subject) if subject else Review.objects.filter(case=case, subject="")
    return same.filter(standard=standard).exclude(entries__kind="result").exists()


def waiting_in_draw(standard: str, member: str) -> "Draw | None":
    """The draw that drew it and from whose page its review by this standard is still to be opened. One query, five for each such draw.

    `member` is a reference of a case or a number of a complaint, as draws call it.
    """
    found = draws().filter(end__kind=State.DRAWN, end__outcome__contains={"picks": [{"member": member}]}).order_by("at")
    wanted = (member, standard)
    return next((draw for draw in found if wanted in {(one.pick, one.standard) for one in to_review(draw.pk)}), None)
