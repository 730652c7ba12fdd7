"""Drafts: what is typed is kept, and is not an act."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from mingheng.cases.models import Draft

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@transaction.atomic
def save_draft(*, ref: str, act: str, party: str, body: Mapping[str, Any], by: "Officer", at: datetime) -> Draft:
    """Keep what has been typed so far; the last one counts."""
    draft, _ = Draft.objects.update_or_create(
        ref=ref, officer=by, act=act, party=party, defaults={"body": dict(body), "saved_at": at}
    )
    return draft


def forget(*, ref: str, act: str, by: "Officer", party: str = "") -> None:
    """What was typed for an act goes when the act is taken, within its transaction."""
    Draft.objects.filter(ref=ref, officer=by, act=act, party=party).delete()


def forget_older(*, ref: str, act: str, before: datetime) -> None:
    """What anybody kept for an act before that moment goes."""
    Draft.objects.filter(ref=ref, act=act, saved_at__lt=before).delete()
