"""Fixtures for every test, the rooms' own and those under tests/."""

import os

from hypothesis import settings

pytest_plugins = [
    "tests.fixtures.browser", "tests.fixtures.clock", "tests.fixtures.database", "tests.fixtures.network",
    "tests.cast",
]  # fmt: skip

settings.register_profile("fast", max_examples=20, deadline=None, derandomize=True)
settings.register_profile("usual", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("long", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("MINGHENG_EXAMPLES", "usual"))
