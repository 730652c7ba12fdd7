"""A store of this room's tests' own."""

from pathlib import Path

import pytest
from pytest_django import Settings

from mingheng.kit.stores.folder import FolderStore


@pytest.fixture(autouse=True)
def papers(settings: Settings, tmp_path: Path) -> Path:
    """The store of this room in a folder of this test."""
    backend = f"{FolderStore.__module__}.{FolderStore.__qualname__}"
    folder = tmp_path / "documents"
    settings.STORAGES = settings.STORAGES | {"documents": {"BACKEND": backend, "OPTIONS": {"location": folder}}}
    return folder
