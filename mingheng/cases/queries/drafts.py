"""Drafts, as their owner left them."""

from typing import TYPE_CHECKING
from uuid import UUID

from mingheng.cases.models import Draft

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


def draft_of(case_id: UUID | None, officer: "Officer", act: str, party: str) -> Draft | None:
    """What this person typed for the act and has not submitted."""
    return Draft.objects.filter(case_id=case_id, officer=officer, act=act, party=party).first()
