"""A store of this room's tests' own."""

from pathlib import Path

import pytest
from pytest_django import Settings

from mingheng.kit.stores.folder import FolderStore


@pytest.fixture(autouse=True)
def folders(settings: Settings, tmp_path: Path) -> None:
    """Both stores of this room in a folder of this test."""
    backend = f"{FolderStore.__module__}.{FolderStore.__qualname__}"
    settings.STORAGES = settings.STORAGES | {
        name: {"BACKEND": backend, "OPTIONS": {"location": tmp_path / name}} for name in ("evidence", "previews")
    }
    settings.MAX_UPLOAD_MEGABYTES = 4
