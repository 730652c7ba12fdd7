"""Fixtures for every test, the rooms' own and those under tests/."""

pytest_plugins = ["tests.fixtures.database"]
