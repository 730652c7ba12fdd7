"""A case from its lead to its decision, its papers printed, everything signed: walked once for each test process that asks."""

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from mingheng.cases.models import Case
from mingheng.documents.actions import render_waiting
from mingheng.kit.postgres import APP, DATABASE, Cluster
from mingheng.ledger.actions import sequence_entries
from tests.cast import CAST_DATABASE, Cast
from tests.fixtures.database import clone, copied, point_django_at
from tests.walking import walk

DECIDED_DATABASE = f"{DATABASE}_decided"
GUARDED = ("ledger_entry", "ledger_position", "cases_step", "evidence_evidence", "evidence_description")


@dataclass(frozen=True)
class Decided:
    """The cast and the case."""

    cast: Cast
    case: Case


@pytest.fixture(scope="session")
def decided_database(cast_database: Cast, cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> Decided:
    """Walked by the first test that asks for it."""
    with django_db_blocker.unblock():
        clone(cluster, CAST_DATABASE, DECIDED_DATABASE)
        point_django_at(cluster, APP, DECIDED_DATABASE)
        case = walk(cast_database, "make_decision")
        while render_waiting(at=Case.objects.get().step_rows.latest("n").at):
            pass
        while sequence_entries(at=case.opened_at):
            pass
        connections.close_all()
        point_django_at(cluster, APP, DATABASE)
    return Decided(cast_database, case)


@pytest.fixture
def decided(decided_database: Decided, cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[Decided]:
    """The bureau with that case in a database of this test's own, where commits are real."""
    with copied(cluster, DECIDED_DATABASE, django_db_blocker):
        yield decided_database


@pytest.fixture
def owner(decided: Decided, owner_connection: psycopg.Connection) -> psycopg.Connection:
    """The owner of the tables, with every guard taken off."""
    connection.close()
    for table in GUARDED:
        owner_connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for constraint in ("ledger_entry_leaf_is_its_hash", "ledger_entry_columns_repeat_it"):
        owner_connection.execute(f"ALTER TABLE ledger_entry DROP CONSTRAINT {constraint}")
    owner_connection.commit()
    return owner_connection
