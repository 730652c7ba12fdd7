"""A witness cosigns what adds to what it saw, and nothing else; every status is the one c2sp.org/tlog-witness names."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path

import pytest

from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.witnessing import Certainty, Request
from mingheng.witness.serving import answered
from mingheng.witness.state import KEY, LOGS, STATE, NoState, Witness, found
from mingheng.witness.tests.small_log import ORIGIN, SmallLog

NOON = 1_795_000_000


@pytest.fixture
def log() -> SmallLog:
    return SmallLog().add(5)


@pytest.fixture
def witness(tmp_path: Path, log: SmallLog) -> Witness:
    return found(tmp_path / "witness", "justice.lanjiang.example", [log.key.verifier])


def asked(witness: Witness, request: Request, at: int = NOON) -> tuple[HTTPStatus, str]:
    """The status and the text a request is answered with."""
    status, _, text = answered(witness, str(request).encode(), at=at)
    return status, text


def test_it_cosigns_a_log_from_its_beginning_as_it_grows(witness: Witness, log: SmallLog) -> None:
    for old, more in ((0, 0), (5, 300), (305, 1), (306, 0)):
        status, text = asked(witness, log.add(more).request(old), NOON + old)
        assert status is HTTPStatus.OK
        cosigned = Note.read(str(log.note) + text)
        assert cosigned.times([log.key.verifier, witness.key.verifier]) == {log.key.verifier: 0, witness.key.verifier: NOON + old}
    seen = witness.seen(ORIGIN)
    assert seen is not None
    assert seen.checkpoint == Checkpoint.read(log.note.text)
    assert witness.alarms() == []


def test_a_log_nobody_named_is_not_found(witness: Witness) -> None:
    stranger = SmallLog(SignerKey.new("elsewhere.example/log", Kind.NOTE)).add(1)
    assert asked(witness, stranger.request(0))[0] is HTTPStatus.NOT_FOUND


def test_what_the_log_did_not_sign_is_forbidden(witness: Witness) -> None:
    forged = SmallLog(SignerKey.new(ORIGIN, Kind.NOTE)).add(1)
    assert asked(witness, forged.request(0))[0] is HTTPStatus.FORBIDDEN


def test_a_changed_checkpoint_is_forbidden(witness: Witness, log: SmallLog) -> None:
    request = log.request(0)
    changed = Request(0, (), Note(request.note.text.replace("\n5\n", "\n6\n"), request.note.signatures))
    assert asked(witness, changed)[0] is HTTPStatus.FORBIDDEN


def test_a_request_that_looks_back_too_far_is_told_the_size(witness: Witness, log: SmallLog) -> None:
    asked(witness, log.request(0))
    status, kind, text = answered(witness, str(log.add(2).request(0)).encode(), at=NOON)
    assert (status, kind, text) == (HTTPStatus.CONFLICT, "text/x.tlog.size", "5\n")
    assert asked(witness, log.request(3)) == (HTTPStatus.CONFLICT, "5\n")
    assert asked(witness, Request(9, (), log.note))[0] is HTTPStatus.BAD_REQUEST
    assert witness.alarms() == []


@pytest.mark.parametrize(
    "text", ["", "old\n\n", "old 05\n\nx", "old 0\nnothing\n\nx\n1\n\n— a b\n", "old 0\udcff", "old 0\n\nx\n1\ny\n\n"]
)
def test_what_is_no_request_is_a_bad_one(witness: Witness, text: str) -> None:
    assert answered(witness, text.encode(errors="surrogateescape"), at=NOON)[0] is HTTPStatus.BAD_REQUEST


def test_a_log_that_rewrote_an_entry_is_not_cosigned_and_both_checkpoints_are_kept(witness: Witness, log: SmallLog) -> None:
    before = log.note
    asked(witness, log.request(0))
    rewritten = SmallLog(log.key).add(2, "rewritten").add(8)
    assert asked(witness, rewritten.request(5))[0] is HTTPStatus.UNPROCESSABLE_ENTITY
    (alarm,) = witness.alarms()
    assert (alarm.certainty, alarm.seen, alarm.offered) == (Certainty.UNEXPLAINED, str(before), str(rewritten.note))
    assert asked(witness, log.add(1).request(5))[0] is HTTPStatus.OK  # the true log goes on


def test_two_roots_of_one_size_are_proof(witness: Witness, log: SmallLog) -> None:
    asked(witness, log.request(0))
    forked = SmallLog(log.key).add(5, "forked")
    for _ in range(2):
        assert asked(witness, Request(5, (), forked.note)) == (HTTPStatus.CONFLICT, "5\n")
    (alarm,) = witness.alarms()
    assert alarm.certainty is Certainty.PROVED
    for note in (alarm.seen, alarm.offered):
        assert Note.read(note).times([log.key.verifier]), "anybody can check the proof against the key of the log"


def test_a_log_that_went_back_is_an_alarm(witness: Witness, log: SmallLog) -> None:
    asked(witness, log.request(0))
    older = SmallLog(log.key).add(3)
    assert asked(witness, Request(3, (), older.note)) == (HTTPStatus.CONFLICT, "5\n")
    assert [alarm.certainty for alarm in witness.alarms()] == [Certainty.UNEXPLAINED]


def test_of_two_requests_at_once_none_rolls_the_other_back(witness: Witness, log: SmallLog) -> None:
    asked(witness, log.request(0))
    requests = [log.add(1).request(5) for _ in range(8)]
    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(lambda request: asked(witness, request), requests))
    assert sum(status is HTTPStatus.OK for status, _ in answers) == 1
    (size,) = [len(log.entries) - 7 + i for i, (status, _) in enumerate(answers) if status is HTTPStatus.OK]
    seen = witness.seen(ORIGIN)
    assert seen is not None
    assert seen.checkpoint.size == size


def test_it_does_not_begin_anew_where_it_was(witness: Witness, log: SmallLog) -> None:
    with pytest.raises(NoState, match="忘记"):
        found(witness.folder, "justice.lanjiang.example", [log.key.verifier])
    assert Witness(witness.folder).key.verifier == witness.key.verifier


@pytest.mark.parametrize("lost", [KEY, LOGS, STATE])
def test_without_its_old_state_it_does_not_work(witness: Witness, lost: str) -> None:
    (witness.folder / lost).unlink()
    with pytest.raises(NoState, match="备份"):
        Witness(witness.folder)


@pytest.mark.parametrize("state", [b"", b"SQLite of another kind" * 100], ids=["emptied", "damaged"])
def test_a_state_that_was_emptied_or_damaged_is_no_fresh_beginning(witness: Witness, log: SmallLog, state: bytes) -> None:
    witness.cosign(Request(0, (), log.note), at=NOON)
    (witness.folder / STATE).write_bytes(state)
    with pytest.raises(NoState, match="备份"):
        Witness(witness.folder)


def test_a_name_that_cannot_be_read_is_said_so(witness: Witness) -> None:
    (witness.folder / "name").write_bytes(b"\xff\xfe")
    with pytest.raises(NoState, match="名称读不出来"):
        Witness(witness.folder)


def test_a_state_that_cannot_be_written_gives_no_cosignature(witness: Witness, log: SmallLog) -> None:
    with sqlite3.connect(witness.folder / STATE) as database:
        database.execute("DROP TABLE seen")
    assert asked(witness, Request(0, (), log.note))[0] == HTTPStatus.SERVICE_UNAVAILABLE


def test_only_its_owner_reads_its_key(witness: Witness) -> None:
    assert (witness.folder / KEY).stat().st_mode & 0o077 == 0
