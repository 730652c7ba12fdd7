"""Keeping the store in step with the tables."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import Storage, storages

from mingheng.evidence.models import Evidence

UNDISTURBED = timedelta(days=1)
"""A younger file without a row may belong to an intake that is still going on."""

_log = logging.getLogger(__name__)


def remove_orphans(*, at: datetime) -> int:
    """Delete stored files no row knows, left by a crash between storing and committing; says how many.

    Not an act: nobody ever relied on such a file, and every file anybody relied on has a row that cannot be deleted.
    """
    store = storages["evidence"]
    removed = 0
    for name in _names(store):
        if at - store.get_modified_time(name) >= UNDISTURBED and not Evidence.objects.filter(stored_as=name).exists():
            store.delete(name)
            _log.warning("removed the stored file %s, which belongs to no evidence", name)
            removed += 1
    return removed


def _names(store: Storage, path: str = "") -> Iterator[str]:
    folders, files = store.listdir(path)
    yield from (f"{path}{name}" for name in files)
    for folder in folders:
        yield from _names(store, f"{path}{folder}/")
