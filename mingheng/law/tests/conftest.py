"""The sample lawbook on disk, and loaded."""

from datetime import datetime
from pathlib import Path

import pytest

from mingheng.kit.dates import SHANGHAI
from mingheng.law.actions import load_lawbook
from mingheng.law.tests.sample import TEXTS, write

AT = datetime(2026, 11, 21, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample lawbook, to be changed at will."""
    return write(tmp_path / "lawbook")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """The invented statute texts, in both shapes."""
    return write(tmp_path / "texts", TEXTS)


@pytest.fixture
def loaded(db: None, folder: Path) -> Path:
    """The sample lawbook, published; gives its folder."""
    load_lawbook(directory=folder, by="console", at=AT)
    return folder
