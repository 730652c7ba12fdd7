"""The cast for this room's tests, and a store of their own."""

from pathlib import Path

import pytest
from pytest_django import Settings

from mingheng.kit.stores.folder import FolderStore
from tests.cast import cast, cast_connection, cast_database, committed_cast

__all__ = ["cast", "cast_connection", "cast_database", "committed_cast"]


@pytest.fixture(autouse=True)
def papers(settings: Settings, tmp_path: Path) -> Path:
    """The store of this room in a folder of this test."""
    backend = f"{FolderStore.__module__}.{FolderStore.__qualname__}"
    folder = tmp_path / "documents"
    settings.STORAGES = settings.STORAGES | {"documents": {"BACKEND": backend, "OPTIONS": {"location": folder}}}
    return folder
