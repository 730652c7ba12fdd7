"""The settings of the served program, with two addresses more: what plain Django costs on the same server."""

from config.settings import *  # noqa: F403  # all of them, and one more

ROOT_URLCONF = "tests.bench.plain"
