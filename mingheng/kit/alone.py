"""Locks of the database that end with whoever holds them, killed or not: two runs at once do not double anything."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


def hold(lock: int) -> None:
    """Wait for the lock and hold it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])


def hold_name(name: str) -> None:
    """Wait for the lock of a name and hold it until the transaction ends: for rows that are only added and cannot be locked themselves."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


@contextmanager
def alone(lock: int) -> Iterator[bool]:
    """Whether nobody else is at it; nobody else can be until the block ends or our connection does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        (mine,) = cursor.fetchone()
    try:
        yield bool(mine)
    finally:
        if mine and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])
