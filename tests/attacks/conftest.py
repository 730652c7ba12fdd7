"""The bureaus of the drill, each built once for a test process; every attack gets a copy of its own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings as configured
from django.db import connections
from pytest_django import DjangoDbBlocker, Settings

from mingheng.documents.actions import render_waiting
from mingheng.kit import clock
from mingheng.kit.postgres import APP, DATABASE, Cluster
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.witness.state import found
from tests.attacks.supervised import supervise
from tests.attacks.world import World
from tests.cast import CAST_DATABASE, Cast
from tests.fixtures.database import clone, copied, point_django_at
from tests.walking import walk

SECRET = bytes(range(32))
ATTACKED = f"{DATABASE}_attacked"
SUPERVISED = f"{DATABASE}_supervised"


@pytest.fixture(scope="session")
def built(
    cast_database: Cast, cluster: Cluster, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> World:
    """A case decided."""
    with django_db_blocker.unblock():
        return _built(cluster, ATTACKED, tmp_path_factory.mktemp("outside"), lambda: walk(cast_database, "make_decision").pk)


@pytest.fixture(scope="session")
def supervised_built(
    cast_database: Cast, cluster: Cluster, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> World:
    """A case closed, and everything that supervision does."""
    with django_db_blocker.unblock():
        return _built(cluster, SUPERVISED, tmp_path_factory.mktemp("outside"), lambda: supervise(cast_database))


def _built(cluster: Cluster, database: str, folder: Path, play: Callable[[], UUID]) -> World:
    """What was played, its papers printed, everything signed and seen."""
    (folder / "signer").mkdir()
    log = SignerKey.from_secret(configured.MINGHENG_LOG_ORIGIN, Kind.NOTE, SECRET).verifier
    witness = found(folder / "witness", "justice.lanjiang.example", [log])
    (folder / "policy").write_text(f"log {log}\nwitness 司法局 {witness.key.verifier}\nquorum 司法局\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        _set(patch, folder)
        clone(cluster, CAST_DATABASE, database)
        point_django_at(cluster, APP, database)
        world = World(cluster, database, folder, play())
        while render_waiting(at=clock.now()):
            pass
        world.sign()
        world.witnessed()
        connections.close_all()
        point_django_at(cluster, APP, DATABASE)
    return world


@pytest.fixture
def world(
    built: World, cluster: Cluster, django_db_blocker: DjangoDbBlocker, tmp_path: Path, settings: Settings
) -> Iterator[World]:
    """A copy of it, inside the database and outside."""
    yield from _copy(built, cluster, django_db_blocker, tmp_path)


@pytest.fixture
def supervised(
    supervised_built: World, cluster: Cluster, django_db_blocker: DjangoDbBlocker, tmp_path: Path, settings: Settings
) -> Iterator[World]:
    """A copy of the supervised bureau."""
    yield from _copy(supervised_built, cluster, django_db_blocker, tmp_path)


def _copy(built: World, cluster: Cluster, blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[World]:
    folder = tmp_path / "outside"
    shutil.copytree(built.folder, folder)
    with copied(cluster, built.database, blocker) as database, pytest.MonkeyPatch.context() as patch:
        _set(patch, folder)
        copy = World(cluster, database, folder, built.case)
        yield copy
        copy.put_back()


def _set(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setattr(configured, "MINGHENG_LOG_KEY", SECRET)
    patch.setattr(configured, "MINGHENG_SIGNER", folder / "signer")
    patch.setattr(configured, "MINGHENG_WITNESS_POLICY", (folder / "policy").read_text(encoding="utf-8"))
