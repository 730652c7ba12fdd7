"""The district, lived through once for each test process that asks, in a database of its own."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from pytest_django import DjangoDbBlocker

from mingheng.demo.actions import seed_district
from mingheng.kit.dates import SHANGHAI
from mingheng.kit.paths import lawbook_dir
from mingheng.kit.postgres import DATABASE, Cluster
from mingheng.law.actions import load_lawbook
from tests.fixtures.database import TEMPLATE, building, elsewhere

DISTRICT = f"{DATABASE}_district"
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=SHANGHAI)


@pytest.fixture(scope="session")
def told(
    cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> list[str]:
    """What the seeding told while it went on."""
    heard: list[str] = []
    with building(cluster, TEMPLATE, DISTRICT, django_db_blocker):
        load_lawbook(directory=lawbook_dir(), by="s:setup", at=NOW)
        seed_district(by="s:setup", at=NOW, folder=tmp_path_factory.mktemp("export"), tell=heard.append)
    return heard


@pytest.fixture
def _there(told: list[str], cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with elsewhere(cluster, DISTRICT, django_db_blocker):
        yield


@pytest.fixture
def district(_there: None, db: None) -> datetime:
    """The district on the morning of `NOW`; what a test does is taken back."""
    return NOW
