"""A sequencer in a process of its own, to be killed: `placing` stops before the commit, `running` never stops."""

import sys
import time
from datetime import UTC, datetime

import django
from django.db import transaction

django.setup()

from mingheng.ledger.actions import sequence_entries  # Django has to be set up first


def placing() -> None:
    """Place a batch, say so, and wait for the end with the transaction open."""
    with transaction.atomic():
        print(sequence_entries(at=datetime.now(UTC)), flush=True)
        time.sleep(600)


def running() -> None:
    """Place in small batches for ever."""
    print("running", flush=True)
    while True:
        sequence_entries(at=datetime.now(UTC), limit=3)


if __name__ == "__main__":
    {"placing": placing, "running": running}[sys.argv[1]]()
