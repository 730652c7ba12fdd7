"""Who holds a receipt sees whether what it promises is really in the log; where it is not, the receipt is proof."""

from datetime import UTC, datetime, timedelta

import pytest

from mingheng.ledger.rules import leaf_hash
from mingheng.ledger.rules.tree.hashing import SHA256
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.policies import Policy, Witness
from mingheng.ledger.rules.tree.tiles import NotATile
from mingheng.ledger.rules.vouching.receipts import promised, receipt_key
from mingheng.ledger.rules.vouching.verdicts import Standing
from mingheng.witness.claiming import claimed
from mingheng.witness.tests.small_log import ORIGIN, SmallLog
from mingheng.witness.watching import Served

AT = datetime(2026, 11, 21, 11, 7, 12, tzinfo=UTC)
SECRET = b"s" * 32
JUSTICE = SignerKey.from_secret("justice.lanjiang.example", Kind.COSIGNATURE, b"j" * 32)


def receipt(entry: bytes, origin: str = ORIGIN) -> Note:
    return promised(origin, leaf_hash(entry), AT, SECRET)


def policy(log: SmallLog, *witnesses: SignerKey) -> Policy:
    named = {witness.name: Witness(witness.name, witness.verifier) for witness in witnesses}
    return Policy((log.key.verifier, receipt_key(ORIGIN, SECRET).verifier), named, {}, next(iter(named), "none"))


@pytest.mark.parametrize("place", [0, 255, 256, 599])
def test_what_was_promised_is_found_wherever_it_is_in_the_log(place: int) -> None:
    log = SmallLog().add(600)
    with log.served() as url:
        standing, told = claimed(receipt(f"entry {place}".encode()), Served(url), policy(log), at=AT)
    assert (standing, told) == (Standing.UNWITNESSED, "日志里有承诺的记录，但见证不足")


def test_what_is_not_there_after_the_time_promised_is_proof_against_the_log_and_before_it_not_yet() -> None:
    log = SmallLog().add(300)
    with log.served() as url:
        early = claimed(receipt(b"taken out"), Served(url), policy(log), at=AT + timedelta(seconds=60))
        late = claimed(receipt(b"taken out"), Served(url), policy(log), at=AT + timedelta(seconds=61))
    assert [early[0], late[0]] == [Standing.UNWITNESSED, Standing.DIFFERS]
    assert "这份回执就是证据" in late[1]


def test_a_checkpoint_of_another_key_or_of_another_log_is_not_listened_to() -> None:
    log = SmallLog().add(3)
    other = SmallLog(SignerKey.new(ORIGIN, Kind.NOTE))
    with log.served() as url:
        with pytest.raises(BadNote, match="没有"):
            claimed(receipt(b"entry 1"), Served(url), policy(other), at=AT)
        with pytest.raises(BadNote, match="回执是"):
            claimed(receipt(b"entry 1", "else.example/ledger"), Served(url), policy(log), at=AT)


def test_a_log_that_shows_leaves_it_did_not_sign_is_caught() -> None:
    log = SmallLog().add(3)

    class Lying(Served):
        def tile(self, tile: object) -> bytes:
            return SHA256.leaf(b"taken out") * 3

    with log.served() as url, pytest.raises(NotATile):
        claimed(receipt(b"taken out"), Lying(url), policy(log), at=AT + timedelta(hours=1))
