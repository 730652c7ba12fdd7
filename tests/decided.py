"""A case from its lead to its decision, its papers printed, everything signed: walked once for each test process that asks."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from mingheng.cases.models import Case
from mingheng.documents.actions import render_waiting
from mingheng.kit.postgres import DATABASE, Cluster
from mingheng.ledger.actions import grow_tree, sequence_entries
from tests.cast import CAST_DATABASE, Cast
from tests.fixtures.database import building, copied
from tests.walking import walk

SECRET = bytes(range(32))
DECIDED_DATABASE = f"{DATABASE}_decided"
GUARDED = ("ledger_entry", "ledger_position", "cases_step", "evidence_evidence", "evidence_description")


@dataclass(frozen=True)
class Decided:
    """The cast and the case."""

    cast: Cast
    case: Case
    signer: Path


@pytest.fixture(scope="session")
def decided_database(
    cast_database: Cast, cluster: Cluster, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Decided:
    """Walked by the first test that asks for it."""
    with building(cluster, CAST_DATABASE, DECIDED_DATABASE, django_db_blocker):
        case = walk(cast_database, "make_decision")
        while render_waiting(at=Case.objects.get().step_rows.latest("n").at):
            pass
        signer = tmp_path_factory.mktemp("signer")
        while sequence_entries(at=case.opened_at):
            pass
        with override_settings(MINGHENG_LOG_KEY=SECRET, MINGHENG_SIGNER=signer):
            assert grow_tree(at=case.opened_at)
    return Decided(cast_database, case, signer)


@pytest.fixture
def decided(
    decided_database: Decided, cluster: Cluster, django_db_blocker: DjangoDbBlocker, settings: Settings, tmp_path: Path
) -> Iterator[Decided]:
    """The bureau with that case in a database of this test's own, where commits are real; the signer remembers what it signed."""
    settings.MINGHENG_LOG_KEY = SECRET
    settings.MINGHENG_SIGNER = shutil.copytree(decided_database.signer, tmp_path / "signer")
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
