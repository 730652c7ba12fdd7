"""A sequencer in a process of its own, to be killed: `placing` stops before the commit, `running` never stops."""

import sys
import time
from datetime import UTC, datetime

from django.db import transaction

from mingheng.ledger.actions import grow_tree, sequence_entries


def placing() -> None:
    """Place a batch, say how many, and wait for the end with the transaction open."""
    with transaction.atomic():
        say(str(sequence_entries(at=datetime.now(UTC))))
        time.sleep(600)


def running() -> None:
    """Place in small batches for ever."""
    say("running")
    while True:
        sequence_entries(at=datetime.now(UTC), limit=3)


def growing() -> None:
    """Place and grow the tree in small batches for ever."""
    say("growing")
    while True:
        sequence_entries(at=datetime.now(UTC), limit=5)
        grow_tree(at=datetime.now(UTC), limit=3)


def say(line: str) -> None:
    """Tell the test at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
