"""Opening a file, which is always on record."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.evidence import access, queries
from mingheng.evidence.actions.records import said_of, write_down
from mingheng.evidence.rules import check_purpose

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@transaction.atomic
def open_file(*, evidence_id: UUID, purpose: str, by: "Officer", at: datetime) -> access.Reading:
    """A reading of one file by one person for one purpose, recorded before a byte is sent.

    Its `token` lets the same person fetch the file, or parts of it, for `access.READING_LASTS` without a new entry each
    time: playing a recording takes hundreds of requests. Raises FileRefused without a purpose, Evidence.DoesNotExist.
    """
    stated = check_purpose(purpose)
    view = queries.one(evidence_id)
    reading = access.begin_reading(view, by.pk, at)
    write_down(
        said_of(
            "evidence.opened",
            view.folder,
            facts={"evidence": str(view.id), "n": view.n},
            personal={"purpose": stated},
            by=by,
            at=at,
        )
    )
    return reading


@transaction.atomic
def see_previews(*, folder: UUID, by: "Officer", at: datetime) -> None:
    """That somebody looks at the small pictures of a folder: they show what the files show. Recorded once a day."""
    write_down(said_of("evidence.previewed", folder, facts={}, personal={"purpose": "查看缩略图"}, by=by, at=at))
