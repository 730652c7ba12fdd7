"""Opening a paper, which is always on record: it may hold an identity number in full."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.documents.actions.records import record_paper
from mingheng.documents.rules.recorded import OPENED

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@transaction.atomic
def open_paper(*, folder: UUID, paper: str, by: "Officer", at: datetime) -> None:
    """That somebody opens an instrument (its id), the dossier or a draft of a folder. Recorded once a day."""
    record_paper(OPENED, folder, {"paper": paper}, files=(), by=by, at=at)
