"""Drafts, as their owner left them."""

from typing import TYPE_CHECKING

from mingheng.cases.models import Draft

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


def draft_of(ref: str, officer: "Officer", act: str, party: str) -> Draft | None:
    """What this person typed for the act and has not submitted; `ref` is empty for a new lead."""
    return Draft.objects.filter(ref=ref, officer=officer, act=act, party=party).first()
