"""A bureau with an archived case and those who may review it: built once for each test process that asks, in a database of its own.

Take the fixture `archived` instead of `cast`; in `archived_scanned` a night's scan went over the case, too. Every test starts from
there and is rolled back.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django import DjangoDbBlocker

from mingheng.cases.models import Case
from mingheng.insight.tests.nights import night
from mingheng.kit.postgres import DATABASE, Cluster
from mingheng.supervision.tests.reviewed import NOW, Bench, bench_of
from tests.cast import CAST_DATABASE, Cast
from tests.fixtures.database import building, elsewhere

ARCHIVED_DATABASE, ARCHIVED_SCANNED_DATABASE = f"{DATABASE}_archived", f"{DATABASE}_archived_scanned"


@pytest.fixture(scope="session")
def archived_database(cast_database: Cast, cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> Bench:
    """Walked to the archive by the first test that asks for it."""
    with building(cluster, CAST_DATABASE, ARCHIVED_DATABASE, django_db_blocker):
        return bench_of(cast_database)


@pytest.fixture(scope="session")
def archived_scanned_database(
    archived_database: Bench, cluster: Cluster, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Bench:
    """Scanned on the night before the reviews."""
    with building(cluster, ARCHIVED_DATABASE, ARCHIVED_SCANNED_DATABASE, django_db_blocker):
        night(tmp_path_factory.mktemp("archived"), archived_database.cast, (NOW - timedelta(days=1)).date())
    return archived_database


@pytest.fixture
def archived_connection(archived_database: Bench, cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Django's connection goes to that database for one test."""
    with elsewhere(cluster, ARCHIVED_DATABASE, django_db_blocker):
        yield


@pytest.fixture
def archived(archived_database: Bench, archived_connection: None, db: None) -> Bench:
    """The bench, in one transaction that is rolled back at the end."""
    return replace(archived_database, case=Case.objects.get(pk=archived_database.case.pk))


@pytest.fixture
def archived_scanned_connection(
    archived_scanned_database: Bench, cluster: Cluster, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Django's connection goes to that database for one test."""
    with elsewhere(cluster, ARCHIVED_SCANNED_DATABASE, django_db_blocker):
        yield


@pytest.fixture
def archived_scanned(archived_scanned_database: Bench, archived_scanned_connection: None, db: None) -> Bench:
    """The bench after that night, in one transaction that is rolled back at the end."""
    return replace(archived_scanned_database, case=Case.objects.get(pk=archived_scanned_database.case.pk))
