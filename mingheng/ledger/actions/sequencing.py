"""Giving committed entries their final order."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from mingheng.ledger.models import Outbox, Position

_SEQUENCER_LOCK = 0x6D68_6C65_6467_6572  # "mhledger": any number nobody else in this database locks


@transaction.atomic
def sequence_entries(*, at: datetime, limit: int = 1000) -> int:
    """Give up to `limit` committed entries the next positions, and say how many; 0 also while another process does.

    Entries of one chain keep their order: the later one is not even inserted before the earlier one is committed.
    Should two leaders ever meet, the primary key of Position lets one of them fail (IntegrityError) and nothing fork.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_SEQUENCER_LOCK])
        if cursor.fetchone() != (True,):
            return 0
    waiting = list(Outbox.objects.order_by("entry_id").values_list("entry_id", flat=True)[:limit])
    last: int = Position.objects.aggregate(last=Max("position"))["last"] or 0
    Position.objects.bulk_create(
        Position(position=position, entry_id=entry_id, placed_at=at) for position, entry_id in enumerate(waiting, last + 1)
    )
    Outbox.objects.filter(entry__in=waiting).delete()
    return len(waiting)
