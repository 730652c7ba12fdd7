"""A bureau with one case, scanned at night: built once for each test process that asks, in a database of its own.

Take the fixture `scanned` (or `committed_scanned`, where commits are real) instead of `cast`: the limits of the case ran
out long ago. In `running` they run still. Every test starts from there and is rolled back.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from mingheng.cases.models import Case
from mingheng.insight.tests.nights import night
from mingheng.kit.postgres import APP, DATABASE, Cluster
from tests.cast import CAST_DATABASE, Cast
from tests.fixtures.database import clone, copied, elsewhere, point_django_at
from tests.walking import walk

SCANNED_DATABASE, RUNNING_DATABASE = f"{DATABASE}_scanned", f"{DATABASE}_running"
LONG_AFTER = timedelta(days=400)


@dataclass(frozen=True)
class Scanned:
    """The cast, the case as it was scanned, the day at whose end it was, and the folder of the export."""

    cast: Cast
    case: Case
    day: date
    folder: Path


def scanned_in(database: str, cluster: Cluster, cast: Cast, folder: Path, *, later: timedelta) -> Scanned:
    """A clone of the cast's database with a case whose filing was approved, scanned so long after."""
    clone(cluster, CAST_DATABASE, database)
    point_django_at(cluster, APP, database)
    case = walk(cast, "approve_filing")
    day = (case.last_happened or date.min) + later
    night(folder, cast, day)
    connections.close_all()
    point_django_at(cluster, APP, DATABASE)
    return Scanned(cast, case, day, folder)


@pytest.fixture(scope="session")
def scanned_database(
    cast_database: Cast, cluster: Cluster, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Scanned:
    """Walked and scanned by the first test that asks for it."""
    with django_db_blocker.unblock():
        return scanned_in(SCANNED_DATABASE, cluster, cast_database, tmp_path_factory.mktemp("scanned"), later=LONG_AFTER)


@pytest.fixture
def scanned_connection(scanned_database: Scanned, cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Django's connection goes to that database for one test."""
    with elsewhere(cluster, SCANNED_DATABASE, django_db_blocker):
        yield


@pytest.fixture
def scanned(scanned_database: Scanned, scanned_connection: None, db: None) -> Scanned:
    """The bureau after that night, in one transaction that is rolled back at the end."""
    return scanned_database


@pytest.fixture
def committed_scanned(scanned_database: Scanned, cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[Scanned]:
    """The bureau after that night in a database of this test's own, where commits are real."""
    with copied(cluster, SCANNED_DATABASE, django_db_blocker):
        yield scanned_database


@pytest.fixture(scope="session")
def running_database(
    cast_database: Cast, cluster: Cluster, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Scanned:
    """Scanned on the day of its last act."""
    with django_db_blocker.unblock():
        return scanned_in(RUNNING_DATABASE, cluster, cast_database, tmp_path_factory.mktemp("running"), later=timedelta())


@pytest.fixture
def running_connection(running_database: Scanned, cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Django's connection goes to that database for one test."""
    with elsewhere(cluster, RUNNING_DATABASE, django_db_blocker):
        yield


@pytest.fixture
def running(running_database: Scanned, running_connection: None, db: None, tmp_path: Path) -> Scanned:
    """The bureau after that night, in one transaction that is rolled back at the end, with a folder of its own."""
    return replace(running_database, folder=shutil.copytree(running_database.folder, tmp_path / "running"))
