"""Fixtures for every test, the rooms' own and those under tests/."""

import gc
import os

import pytest
from hypothesis import settings

pytest_plugins = [
    "tests.fixtures.browser",
    "tests.fixtures.clock",
    "tests.fixtures.database",
    "tests.fixtures.network",
    "tests.cast",  # uses the others
    "tests.scanned",  # uses the cast
    "tests.decided",  # uses the cast
    "tests.archived",  # uses the cast
]

settings.register_profile("fast", max_examples=20, deadline=None, derandomize=True)
settings.register_profile("usual", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("long", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("MINGHENG_EXAMPLES", "usual"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The demonstration's first and together, so that one process fills a district for them; then the longest, so that none is left over."""
    long = ("browser", "trouble")
    items.sort(key=lambda item: (not item.nodeid.startswith("mingheng/demo/"), not any(map(item.get_closest_marker, long))))


@pytest.hookimpl
def pytest_collection_finish(session: pytest.Session) -> None:
    """What is there now stays until the end: it need not be searched for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl
def pytest_make_parametrize_id(val: object) -> str | None:
    """The content of a file is no name for a test, and may differ between the processes that share the tests."""
    return "content" if isinstance(val, bytes) else None
