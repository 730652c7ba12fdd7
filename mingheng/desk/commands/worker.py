"""`mingheng worker`: what is done after the acts: entries are put in order, instruments rendered, late replies escalated.

At night the dockets are scanned and the record is audited. `--once` does what waits and ends.
"""

import argparse
import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, connections

import mingheng.cases.actions
import mingheng.documents.actions
import mingheng.insight.actions
import mingheng.ledger.actions
import mingheng.ledger.datasets.publishing
import mingheng.ledger.datasets.twin
import mingheng.organisation.queries
import mingheng.supervision.actions
from mingheng.kit import clock, installation
from mingheng.kit.sm2 import OpensslSm2

IDLE = 0.5  # seconds between two looks when nothing waited
GATHERED = 0.2  # seconds after something was done, in which acts come together that are signed with one signature
PAPERS = 1  # made in a round: while many wait, acts are signed between them
TROUBLED = 2.0  # seconds before trying a database that went away again
WITNESSES_ASKED = 2.0  # seconds between two looks for a checkpoint they have not seen
PUBLISHED = 1.0  # seconds between two looks for a checkpoint that is not among the published files
STAMPED = 60.0  # seconds between two tries to have a checkpoint timestamped that is due
SCANS_LOOKED_FOR = 5.0  # seconds between two looks for a scan or an audit that was asked for or is due
ORDERS_LOOKED_FOR = 30.0  # seconds between two looks whether a day has begun
LATE_LOOKED_FOR = 60.0  # seconds between two looks for replies whose last day is over

log = logging.getLogger(__name__)


class Work(Protocol):
    """One kind of work that waits in a table of its room: does some of it and says how much."""

    def __call__(self, *, at: datetime) -> int:
        """How much was done; 0 when nothing waited."""


def kinds_of_work() -> tuple[Work, ...]:
    """Everything that is done after the acts, by the rooms it belongs to."""
    return (
        mingheng.ledger.actions.sequence_entries,
        mingheng.ledger.actions.grow_tree,
        partial(mingheng.documents.actions.render_waiting, limit=PAPERS),
        mingheng.cases.actions.refold_provisional,
    )


def main(argv: list[str]) -> int:
    """Work until asked to stop; a piece of work begun is finished first."""
    parser = argparse.ArgumentParser("mingheng worker", description=__doc__)
    parser.add_argument("--once", action="store_true", help="do what waits now, then end")
    once = parser.parse_args(argv).once
    stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda number, frame: stop.set())
    with installation.database():
        if once:
            while work_through(kinds_of_work()):
                pass
            publish()
            look_for_scan()
            look_for_audit()
            look_for_orders()
            look_for_late_replies()
        else:
            for aside in ASIDES:
                threading.Thread(target=aside, args=(stop,), daemon=True).start()
            keep_working(kinds_of_work(), stop)
    return 0


def work_through(work: tuple[Work, ...]) -> int:
    """One round of every kind of work; how much was done."""
    return sum(some(at=clock.now()) for some in work)


def keep_working(work: tuple[Work, ...], stop: threading.Event, rest: Callable[[float], bool] | None = None) -> None:
    """Rounds until asked to stop. A database that went away is waited for; any other error ends us, and `serve` starts us anew."""
    rest = rest or stop.wait
    while not stop.is_set():
        try:
            done = work_through(work)
        except (OperationalError, InterfaceError) as error:
            log.warning("database is away, trying again: %s", error)
            connections.close_all()
            rest(TROUBLED)
            continue
        rest(GATHERED if done else IDLE)


def look_for_scan() -> None:
    """Make the scan that is due tonight or was asked for, if there is one and nobody is at it."""
    mingheng.insight.actions.plan_night(nightly=settings.MINGHENG_SCAN_AT, at=clock.now())
    mingheng.insight.actions.work_off(folder=settings.MINGHENG_EXPORT, at=clock.now(), tell=lambda stage, done, total: None)


def look_for_audit() -> None:
    """Make the audit that is due tonight or was asked for, if there is one and nobody is at it."""
    mingheng.cases.actions.plan_audit(nightly=settings.MINGHENG_AUDIT_AT, at=clock.now())
    mingheng.cases.actions.work_off_audit(at=clock.now(), tell=lambda stage, done, total: None)


def look_for_orders() -> None:
    """Make the task orders of the day, if nobody did yet and there is a bureau to make them for."""
    if mingheng.organisation.queries.squads():
        mingheng.supervision.actions.open_day(at=clock.now())


def keep_opening(stop: threading.Event) -> None:
    """Look for the day's orders beside the other work."""
    keep_at(look_for_orders, stop, ORDERS_LOOKED_FOR, "making the task orders")


def keep_auditing(stop: threading.Event) -> None:
    """Look for audits beside the other work, for one may take minutes."""
    keep_at(look_for_audit, stop, SCANS_LOOKED_FOR, "the audit of the record")


def keep_scanning(stop: threading.Event) -> None:
    """Look for scans beside the other work, for one may take minutes."""
    keep_at(look_for_scan, stop, SCANS_LOOKED_FOR, "the scan of the dockets")


def look_for_late_replies() -> None:
    """Escalate the matters of supervision whose reply is late."""
    mingheng.supervision.actions.escalate_late(at=clock.now())


def keep_escalating(stop: threading.Event) -> None:
    """Look for late replies beside the other work."""
    keep_at(look_for_late_replies, stop, LATE_LOOKED_FOR, "escalating late replies")


def publish() -> None:
    """Put what is signed among the published files."""
    mingheng.ledger.datasets.publishing.publish_log(settings.MINGHENG_PUBLISHED)
    if settings.MINGHENG_SM2_KEY:
        mingheng.ledger.datasets.twin.publish_twin(
            settings.MINGHENG_PUBLISHED, lambda: OpensslSm2(Path(settings.MINGHENG_SM2_KEY))
        )


def keep_publishing(stop: threading.Event) -> None:
    """Publish beside the other work, for a disk that writes for ever may be slow, and the first time there is much."""
    keep_at(publish, stop, PUBLISHED, "publishing the log")


def keep_stamping(stop: threading.Event) -> None:
    """Have checkpoints timestamped beside the other work, for the authority may be slow to answer."""
    keep_at(lambda: mingheng.ledger.actions.stamp_checkpoint(at=clock.now()), stop, STAMPED, "timestamping")


def keep_asking_witnesses(stop: threading.Event) -> None:
    """Show checkpoints to witnesses beside the other work, for one may be slow to answer."""
    keep_at(lambda: mingheng.ledger.actions.ask_witnesses(at=clock.now()), stop, WITNESSES_ASKED, "asking the witnesses")


def keep_at(do: Callable[[], object], stop: threading.Event, every: float, what: str) -> None:
    """Do something again and again until asked to stop. Ends with the process, wherever it is."""
    while not stop.wait(every):
        try:
            do()
        except (OperationalError, InterfaceError) as error:
            log.warning("database is away, trying again: %s", error)
        except Exception:
            log.exception("%s failed", what)
        finally:
            connection.close()


ASIDES = (keep_scanning, keep_auditing, keep_opening, keep_escalating, keep_asking_witnesses, keep_publishing, keep_stamping)
"""What is done beside the acts, each in a thread of its own."""
