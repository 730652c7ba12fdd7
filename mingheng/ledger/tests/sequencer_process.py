"""A sequencer in a process of its own, to be killed: `placing` stops before the commit, `running` and `growing` never stop."""

import itertools
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from mingheng.kit.sm2 import OpensslSm2
from mingheng.ledger.actions import grow_tree, sequence_entries
from mingheng.ledger.datasets.publishing import publish_log
from mingheng.ledger.datasets.twin import publish_twin

FILES = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"}


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
    """Place, grow the tree and publish it in small batches for ever."""
    say("growing")
    while True:
        sequence_entries(at=datetime.now(UTC), limit=5)
        grow_tree(at=datetime.now(UTC), limit=3)
        publish_log(settings.MINGHENG_PUBLISHED)


def killed_at_steps() -> None:
    """For each number told, do all the work once in a child that is killed before its step of that number; say whether it was."""
    say("ready")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            killed_at(int(line))
        _, status = os.waitpid(child, 0)
        say("killed" if os.WIFSIGNALED(status) else "done")


def killed_at(last: int) -> None:
    """Work; a step is a statement to the database, or a file opened, renamed, removed, a folder made below our data folder."""
    steps = itertools.count(1)

    def step() -> None:
        if next(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def of_a_file(event: str, arguments: tuple[object, ...]) -> None:
        if event in FILES and any(str(each).startswith(os.environ["MINGHENG_DATA"]) for each in arguments):
            step()

    def of_the_database(execute: Callable[..., object], *statement: object) -> object:
        step()
        return execute(*statement)

    sys.addaudithook(of_a_file)
    with connection.execute_wrapper(of_the_database):
        sequence_entries(at=datetime.now(UTC))
        grow_tree(at=datetime.now(UTC))
        publish_log(settings.MINGHENG_PUBLISHED)
        publish_twin(settings.MINGHENG_PUBLISHED, lambda: OpensslSm2(Path(settings.MINGHENG_SM2_KEY)))
    os._exit(0)


def say(line: str) -> None:
    """Tell the test at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
