"""A worker in a process of its own, to be killed while it makes papers."""

import sys
from datetime import UTC, datetime

from mingheng.documents.actions import render_waiting


def running() -> None:
    """Make papers one by one, say so after each, and stop when none waits."""
    say("running")
    while render_waiting(at=datetime.now(UTC), limit=1):
        say("made")


def say(line: str) -> None:
    """Tell the test at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
