"""Keeping the store in step with the tables."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from django.core.files.storage import Storage, storages
from django.db import transaction

from mingheng.evidence.models import Evidence
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import Json

CHAIN = "evidence"

UNDISTURBED = timedelta(days=1)
"""A younger file without a row may belong to an intake that is still going on."""

_BATCH = 1000
"""Names looked up, and recorded, at once."""


@transaction.atomic
def remove_orphans(*, by: str, at: datetime) -> int:
    """Delete stored files no row knows, left by a crash between storing and committing; says how many.

    Nobody ever relied on such a file, and every file anybody relied on has a row that cannot be deleted. The names go
    into the ledger all the same. `by` names the program that does it. Files are deleted after the commit.
    """
    store = storages["evidence"]
    old = (name for name in _names(store) if at - store.get_modified_time(name) >= UNDISTURBED)
    removed = 0
    while batch := list(islice(old, _BATCH)):
        known = set(Evidence.objects.filter(stored_as__in=batch).values_list("stored_as", flat=True))
        if orphans := sorted(set(batch) - known):
            removed += len(orphans)
            _remove(store, orphans, by, at)
    return removed


def _remove(store: Storage, names: list[str], by: str, at: datetime) -> None:
    for name in names:
        transaction.on_commit(partial(store.delete, name))
    facts: dict[str, Json] = {"files": [*names]}
    ledger.record(kind="evidence.orphans_removed", chain=CHAIN, facts=facts, personal={}, by=by, unit=CHAIN, at=at, happened=None)


def _names(store: Storage, path: str = "") -> Iterator[str]:
    folders, files = store.listdir(path)
    yield from (f"{path}{name}" for name in files)
    for folder in folders:
        yield from _names(store, f"{path}{folder}/")
