"""A durable `ledger.record` against a durable insert of one row."""

import itertools
from collections.abc import Iterator

from django.contrib.sessions.models import Session
from django.db import transaction

from mingheng.kit import clock
from mingheng.ledger.actions import record
from tests.bench.timing import compared

COUNT = itertools.count()


def measure() -> Iterator[str]:
    """One line."""
    done, bare, times = compared(one_entry, one_row)
    yield f"ledger.record: {done:.0f}/s, bare insert {bare:.0f}/s, {times:.1f} times slower"


def one_entry() -> None:
    """An entry of an ordinary step: some facts, one of them about a person."""
    with transaction.atomic():
        record(
            kind="case.step", chain=f"case-{next(COUNT) % 50}", facts={"amount": "500.00", "grade": "light"},
            personal={"name": "某某"}, by="o:1", unit="u:test", at=clock.now(), happened=None,
        )  # fmt: skip


def one_row() -> None:
    """One row in one transaction."""
    with transaction.atomic():
        Session.objects.create(session_key=f"bench-{next(COUNT)}", session_data="x" * 300, expire_date=clock.now())
