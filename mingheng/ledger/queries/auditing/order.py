"""Whether every entry has its place, in time, and comes under a checkpoint."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Max

from mingheng.ledger.models import Outbox, Position, StoredEntry
from mingheng.ledger.queries.auditing.tree import tree_size
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.canonical import EntryRefused
from mingheng.ledger.rules.entries import Entry

MOST_NAMED = 50  # entries named one by one; more are only counted

_NOWHERE = """
SELECT e.chain, e.n FROM ledger_entry e
WHERE e.id > %s AND NOT EXISTS (SELECT 1 FROM ledger_position p WHERE p.entry_id = e.id)
  AND NOT EXISTS (SELECT 1 FROM ledger_outbox o WHERE o.entry_id = e.id)
ORDER BY e.id LIMIT %s
"""
_GAPS = """
SELECT position, before FROM (
    SELECT position, lag(position, 1, %s) OVER (ORDER BY position) AS before FROM ledger_position WHERE position > %s
) AS p WHERE position <> before + 1 LIMIT %s
"""


def audit_order(*, at: datetime, bound: timedelta, after: int = 0) -> Iterator[Difference]:
    """What has no place, a place twice removed, or waits longer than `bound` for its place or its signature.

    With `after` only what was placed later is asked about.
    """
    size, last = tree_size(), Position.objects.aggregate(at=Max("placed_at"), position=Max("position"))
    floor = Position.objects.filter(position=after).values_list("entry_id", flat=True).first() or 0
    with connection.cursor() as cursor:
        cursor.execute(_NOWHERE, [floor, MOST_NAMED])
        for chain, n in cursor.fetchall():
            yield Difference("entry-unplaced", chain, n)
        cursor.execute(_GAPS, [size, size, MOST_NAMED])
        for position, before in cursor.fetchall():
            yield Difference("position-missing", n=before + 1, stored=f"{before} 之后是 {position}")
    placed_lately = last["at"] is not None and last["at"] > at - bound
    waiting = Outbox.objects.select_related("entry").order_by("entry_id").first()
    if waiting is not None:
        yield from _late(waiting.entry, at - bound, placed_lately=placed_lately)
    unsigned = Position.objects.filter(position__gt=size, placed_at__lt=at - bound).order_by("position").first()
    if unsigned is not None:
        yield Difference("entries-unsigned", n=unsigned.position, stored=f"签到第 {size} 位")


def _late(entry: StoredEntry, since: datetime, *, placed_lately: bool) -> Iterator[Difference]:
    """Whether the entry that waits longest waits too long."""
    try:
        received = Entry.from_bytes(bytes(entry.entry)).at
    except EntryRefused:
        yield Difference("entry-unreadable", entry.chain, entry.n)
    else:
        if not placed_lately and received < since:
            yield Difference("entries-late", entry.chain, entry.n)
