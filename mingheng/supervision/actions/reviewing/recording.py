"""An entry of a review and its record in the ledger, one for one."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from mingheng.kit.alone import hold_name
from mingheng.ledger import actions as ledger
from mingheng.ledger.queries import unseal_chain
from mingheng.ledger.rules import Json
from mingheng.supervision.actions import sent_before
from mingheng.supervision.models import REVIEW_CHAIN, Review, ReviewEntry, Sheet

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


class ReviewRefused(ValueError):
    """What was asked cannot be done now; the message says why and what to do. Nothing was changed.

    `field` is the one of the form it is about, empty where it is about no single one.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def held(review_id: UUID) -> Review:
    """The review, which nobody else writes in until the transaction ends. Raises Review.DoesNotExist.

    Its row is only ever added, so that it cannot be locked: the lock is on its chain's name.
    """
    hold_name(f"{REVIEW_CHAIN}{review_id}")
    return Review.objects.select_related("case").get(pk=review_id)


def token_of(token: UUID | None, kind: str, by: "Officer", review_id: UUID | None = None) -> UUID | None:
    """The token of an entry of this kind by this person, made from that of the form.

    One page has several buttons in one form, and its reply and its appeal are two entries: the tokens of entries differ.
    """
    return uuid5(token, f"{review_id or ''}:{kind}:{by.pk}") if token else None


def taken_before(token: UUID | None, by: "Officer", *, same: Callable[[ReviewEntry], bool]) -> ReviewEntry | None:
    """The entry a form sent twice has made; asked for once the review is held. `token` is that of the entry, see token_of.

    Raises SentOtherwise where that entry is not the `same` as what the form says now.
    """
    rows = ReviewEntry.objects.select_related("review", "by")
    return sent_before.taken_before(rows, token, by, same=same, told=lambda entry: f"“{entry.get_kind_display()}”")


def words_of(entry: ReviewEntry) -> Mapping[str, Json]:
    """The words of an entry, which stand sealed in the ledger; none once they were erased."""
    return unseal_chain(f"{REVIEW_CHAIN}{entry.review_id}").get(entry.n, {})


def entered(
    review: Review, kind: str, *, by: "Officer", at: datetime, sheet: Sheet | None = None, word: str = "",
    score: Decimal | None = None, grade: str = "", token: UUID | None = None,
) -> ReviewEntry:  # fmt: skip
    """A new entry, the next by number."""
    n = ReviewEntry.objects.filter(review=review).count() + 1
    return ReviewEntry.objects.create(
        review=review, n=n, kind=kind, sheet=sheet, word=word, score=score, grade=grade, by=by, at=at, token=token
    )


def recorded(
    entry: ReviewEntry, facts: Mapping[str, Json], words: Mapping[str, Json], *, by: "Officer", unit: str, at: datetime
) -> None:
    """Put an entry on record: facts in the clear behind commitments, words sealed."""
    ledger.record(
        kind=f"review:{entry.kind}", chain=f"{REVIEW_CHAIN}{entry.review_id}", facts=dict(facts), personal=dict(words),
        by=f"o:{by.pk}", unit=f"u:{unit}", at=at, happened=None,
    )  # fmt: skip
