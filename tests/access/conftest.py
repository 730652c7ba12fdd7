"""The bureau at whose doors everybody knocks: the cast, example objects, and visitors already signed in."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pytest_django import DjangoDbBlocker

from mingheng.kit.postgres import DATABASE, Cluster
from tests.access.examples import ROOMS, Example
from tests.access.people import Visitor, visitors
from tests.cast import CAST_DATABASE, Cast
from tests.fixtures.database import building, elsewhere

ACCESS_DATABASE = f"{DATABASE}_access"


@dataclass(frozen=True)
class World:
    """Visitors and example objects, by the names `examples` says."""

    visitors: tuple[Visitor, ...]
    examples: dict[str, Example]


@pytest.fixture(scope="session")
def world_database(cast_database: Cast, cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> World:
    """Built once for each test process, in a database of its own."""
    with building(cluster, CAST_DATABASE, ACCESS_DATABASE, django_db_blocker):
        knocking = tuple(visitors(cast_database))
        examples = {name: example for room in ROOMS for name, example in room(cast_database).items()}
    return World(knocking, examples)


@pytest.fixture
def world_connection(world_database: World, cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Django's connection goes to that database for one test."""
    with elsewhere(cluster, ACCESS_DATABASE, django_db_blocker):
        yield


@pytest.fixture
def world(world_database: World, world_connection: None, db: None) -> World:
    """The bureau, in one transaction that is rolled back at the end."""
    return world_database
