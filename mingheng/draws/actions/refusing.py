"""What a draw refuses, and the lock under which it decides."""

from uuid import UUID

from django.db import connection

from mingheng.draws.models import CHAIN, Draw
from mingheng.draws.queries.draws import draws, end_of


class DrawRefused(ValueError):
    """It cannot be done now; the message says why and what to do. Nothing was changed."""


def held(draw_id: UUID) -> Draw:
    """A draw that has no end yet, nobody else changing it until the transaction ends. Raises DrawRefused, Draw.DoesNotExist."""
    lock(f"{CHAIN}{draw_id}")
    found = draws().get(pk=draw_id)
    end = end_of(found)
    if end is not None:
        raise DrawRefused(f"这次抽取{end.get_kind_display()}（{end.by.name}），不能再改。确有必要的，另行封存一次并写明理由")
    return found


def lock(name: str) -> None:
    """Wait for whoever holds the name, and hold it until the transaction ends: rows that are only added cannot be locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
