"""Destroying what the law says must go: the files of a folder and all that was said about them."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files.storage import storages
from django.db import transaction

from mingheng.evidence.actions.previews import cache_name
from mingheng.evidence.actions.records import chain_of, hold_folder
from mingheng.evidence.models import Description, Evidence, Reason
from mingheng.evidence.rules import FileRefused
from mingheng.ledger import actions as ledger

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@transaction.atomic
def erase_folder(*, folder: UUID, ground: str, by: "Officer", second: "Officer", at: datetime) -> int:
    """Delete descriptions, reasons, files and previews of a folder and what the ledger keeps sealed of them.

    Rows and fingerprints stay. Says how many files; they are deleted after the commit. `ground` is the citation; whether
    the law allows it yet is for the caller to judge. Raises FileRefused for one person alone or an empty folder.
    """
    if by.pk == second.pk:
        raise FileRefused("删除要由两名不同的人批准。请另选一名批准人", field="second")
    hold_folder(folder)
    rows = list(Evidence.objects.filter(folder=folder))
    if not rows:
        raise FileRefused("这个案卷没有证据文件，无可删除。请核对案号", field="")
    Description.objects.filter(evidence__in=rows).delete()
    Reason.objects.filter(fate__evidence__in=rows).delete()
    for row in rows:
        transaction.on_commit(partial(storages["evidence"].delete, row.stored_as))
        transaction.on_commit(partial(storages["previews"].delete, cache_name(row.id)))
    ledger.erase_chain(
        chain=chain_of(folder), ground=ground, by=f"o:{by.pk}", second=f"o:{second.pk}", unit=f"u:{by.unit.key}", at=at
    )
    return len(rows)
