"""Those who notice: each says what it noticed, in kinds of differences or in words; nothing where all is well."""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta

from mingheng.cases.queries.auditing.judging import expected_chains, judge_chains
from mingheng.cases.queries.auditing.stored import differing_files
from mingheng.kit import clock
from mingheng.ledger.actions.memory import SignerMemory
from mingheng.ledger.queries import believed
from mingheng.ledger.queries.auditing.chains import audit_chains, every_chain
from mingheng.ledger.queries.auditing.order import audit_order
from mingheng.ledger.queries.auditing.tree import audit_tree
from mingheng.ledger.rules.tree.notes import BadNote
from mingheng.ledger.rules.tree.tiles import NotATile
from mingheng.ledger.rules.tree.witnessing import Refused
from tests.attacks.drill import Detector
from tests.attacks.world import World

ENTRIES_WAIT = timedelta(minutes=2)


def audited(world: World) -> list[str]:
    """What an audit of everything finds."""
    tree = audit_tree(keys=believed().logs, memory=SignerMemory(world.memory).last())
    found = [*tree.found, *audit_order(at=clock.now(), bound=ENTRIES_WAIT), *differing_files()]
    for batch in audit_chains(chains=sorted(every_chain() | expected_chains()), judge=judge_chains):
        found += batch.found
    return [f"{one.kind} {one.said}" for one in found]


def signed(world: World) -> list[str]:
    """What the signer says at the next act."""
    heard = _Heard()
    logger = logging.getLogger("mingheng.ledger")
    logger.addHandler(heard)
    try:
        world.act()
        world.sign()
    finally:
        logger.removeHandler(heard)
    return heard.messages


def witnessed(world: World) -> list[str]:
    """What the witness says at its next look, and every alarm it keeps."""
    try:
        world.witnessed()
    except (Refused, BadNote, NotATile) as refusal:
        return [str(refusal), *_alarms(world)]
    return _alarms(world)


def _alarms(world: World) -> list[str]:
    return [alarm.reason for alarm in world.witness.alarms()]


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.CRITICAL)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


LOOKING: Mapping[Detector, Callable[[World], list[str]]] = {
    Detector.AUDIT: audited,
    Detector.SIGNER: signed,
    Detector.WITNESS: witnessed,
}
