"""A database for one test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mingheng.insight.datasets.store import Store, store


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    """An embedded database in a folder of the test."""
    folder = tmp_path / "temp"
    folder.mkdir()
    with store("500MB", threads=2, temp=folder) as opened:
        yield opened
