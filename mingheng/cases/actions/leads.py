"""The first act opens the docket."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.cases.actions.drafts import forget
from mingheng.cases.actions.making import Offer
from mingheng.cases.actions.steps import append_act
from mingheng.cases.models import Case, Step
from mingheng.cases.queries.dockets import docket_of, unwritten
from mingheng.cases.rules import ORDINARY, AlreadyRegistered, lead_ref, same_submission
from mingheng.documents import actions as documents
from mingheng.kit.alone import hold_name
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.organisation import queries as organisation

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

LEAD_SERIES = "线"


@transaction.atomic
def register_lead(*, offer: Offer, by: "Officer", at: datetime, procedure: str = ORDINARY) -> Step:
    """Open a docket with its lead; the case number comes at filing.

    Raises what `take_step` raises, and AlreadyRegistered when the form was taken before and says something else now.
    """
    earlier = _taken_by(offer.token) if offer.token is not None else None
    if earlier is not None:
        same_words(earlier.case, [offer], by)
        return earlier
    year = at.year
    case = Case.objects.create(
        ref=lead_ref(documents.allocate_number(authority_code=organisation.bureau().code, series=LEAD_SERIES, year=year)),
        procedure=procedure,
        edition=law.lawbook().digest,
        opened_at=at,
        unit=organisation.authority(by, day_of(at)).unit_key,
        stage="lead",
    )
    if offer.seen is not None and procedure == ORDINARY:  # typed in the form of leads
        forget(ref="", act=offer.act, by=by)
    return append_act(case, unwritten(case), offer=offer, by=by, at=at)


def same_words(case: Case, offers: Sequence[Offer], by: "Officer") -> None:
    """Raises AlreadyRegistered unless the docket begins with exactly what these offers say."""
    taken = docket_of(case).acts
    if not all(same_submission(act, o.act, o.party, o.facts, by.pk) for act, o in zip(taken, offers, strict=False)):
        raise AlreadyRegistered(case.ref)


def _taken_by(token: UUID) -> Step | None:
    """The step this form was taken as. Until the act ends, the same form sent again waits: there is no case to lock yet."""
    hold_name(f"lead {token}")
    return Step.objects.filter(token=token).select_related("case").first()
