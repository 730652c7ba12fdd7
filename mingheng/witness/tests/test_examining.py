"""A witness that may read the entries sees acts that were put in later than they say, and keeps the whole log if it likes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mingheng.ledger.datasets.shelf import MIRRORS, OPEN, NotPublished, Shelf
from mingheng.ledger.rules.tree.tiles import ENTRIES, NotATile, Tile, unbundled
from mingheng.witness.examining import UNREADABLE, examine
from mingheng.witness.state import Witness, found
from mingheng.witness.tests.small_log import ORIGIN, TOKEN, SmallLog
from mingheng.witness.watching import OutOfReach, Served, look

NOON = 1_800_000_000
MONTH = 30 * 24 * 3600


@pytest.fixture
def log() -> SmallLog:
    return SmallLog().say(NOON - MONTH, NOON - 100)


@pytest.fixture
def witness(log: SmallLog, tmp_path: Path) -> Witness:
    return found(tmp_path / "w", "justice", [log.key.verifier])


@pytest.fixture
def served(log: SmallLog) -> Iterator[Served]:
    with log.served() as prefix:
        yield Served(prefix, TOKEN)


def looked(witness: Witness, served: Served, at: int, shelf: Shelf | None = None) -> list[int]:
    """Look and read at a time; the places of all suspects so far."""
    examine(witness, served, look(witness, served, at=at), shelf, at=at, tell=lambda read, of: None)
    return [suspect.place for suspect in witness.suspects(ORIGIN)]


def test_an_act_put_in_with_an_old_date_is_an_alarm_and_is_kept(log: SmallLog, witness: Witness, served: Served) -> None:
    assert looked(witness, served, NOON) == []
    log.say(NOON + 30, NOON - MONTH, NOON + 40)
    assert looked(witness, served, NOON + 60) == [4]
    (alarm,) = witness.alarms()
    assert (alarm.certainty, "倒签" in alarm.reason, "第 4 条" in alarm.reason) == ("unexplained", True, True)
    assert alarm.offered.startswith(ORIGIN)
    assert witness.suspects(ORIGIN)[0].entry == log.entries[3]
    seen = witness.seen(ORIGIN)
    assert seen is not None
    assert seen.checkpoint.size == 5  # it says what it saw: the tree only grew


@pytest.mark.parametrize(("said", "wrong"), [(-61, True), (-60, False), (65, False), (66, True)])
def test_the_window_is_from_a_minute_before_the_last_sight_to_five_seconds_after_this(
    log: SmallLog, witness: Witness, served: Served, said: int, wrong: bool
) -> None:
    looked(witness, served, NOON)
    log.say(NOON + said)
    assert (looked(witness, served, NOON + 60) == [3]) is wrong


def test_a_quiet_night_that_was_watched_is_no_door(log: SmallLog, witness: Witness, served: Served) -> None:
    for minute in range(10):
        looked(witness, served, NOON + 60 * minute)
    log.say(NOON)
    assert looked(witness, served, NOON + 600) == [3]


def test_what_was_seen_while_the_entries_could_not_be_read_counts_later(log: SmallLog, witness: Witness, served: Served) -> None:
    looked(witness, served, NOON)
    log.say(NOON + 90)
    look(witness, served, at=NOON + 100)
    log.say(NOON + 200, NOON + 30)
    look(witness, served, at=NOON + 205)
    assert looked(witness, served, NOON + 300) == [5]


def test_an_entry_in_no_known_form_is_an_alarm(log: SmallLog, witness: Witness, served: Served) -> None:
    looked(witness, served, NOON)
    log.add(1)
    assert looked(witness, served, NOON + 1) == [3]
    assert witness.suspects(ORIGIN)[0].reason == UNREADABLE


def test_entries_that_are_not_the_leaves_are_not_believed(log: SmallLog, witness: Witness, served: Served) -> None:
    looked(witness, served, NOON)
    log.say(NOON - MONTH)
    log.shown = [*log.entries[:2], *SmallLog().say(NOON).entries]
    with pytest.raises(NotATile, match="与它签过的存证树不符"):
        looked(witness, served, NOON + 1)
    log.shown = []
    assert looked(witness, served, NOON + 2) == [3]


def test_without_its_token_it_still_cosigns_and_says_what_it_could_not_read(witness: Witness, served: Served) -> None:
    served.token = "wrong"  # of no use to anybody
    with pytest.raises(OutOfReach, match="401"):
        examine(
            witness, served, look(witness, served, at=NOON), Shelf(witness.folder / "copy"), at=NOON, tell=lambda read, of: None
        )
    assert witness.seen(ORIGIN)


def test_a_copy_of_the_whole_log_survives_it(log: SmallLog, witness: Witness, served: Served, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "copy")
    for more, at in ((298, 10), (400, 20), (0, 30)):
        log.say(*[NOON + at] * more)
        assert looked(witness, served, NOON + at, shelf) == []
    copy = tmp_path / "copy"
    bundles = [copy / MIRRORS / "tile/entries" / name for name in ("000", "001", "002.p/188")]
    assert [entry for path in bundles for entry in unbundled(path.read_bytes())] == log.entries
    assert (copy / OPEN / "tile/1/000.p/2").read_bytes() == log.tiles()[1, 0]
    kept = shelf.published()
    assert kept is not None
    assert kept.times([log.key.verifier, witness.key.verifier]).keys() == {log.key.verifier, witness.key.verifier}


def test_what_a_tile_was_is_cut_from_the_full_one_once_that_is_all_there_is(log: SmallLog, served: Served) -> None:
    log.say(*[NOON] * 300)
    assert served.tile(Tile(0, 0, 3)) == log.tiles()[0, 0][: 3 * 32]
    assert list(unbundled(served.tile(Tile(ENTRIES, 0, 3)))) == log.entries[:3]


def test_a_copy_that_was_changed_is_told_and_one_that_was_lost_is_made_again(
    log: SmallLog, witness: Witness, served: Served, tmp_path: Path
) -> None:
    looked(witness, served, NOON, Shelf(tmp_path / "copy"))
    log.say(NOON)
    (tmp_path / "copy" / OPEN / "tile/0/000.p").mkdir(exist_ok=True)
    (tmp_path / "copy" / OPEN / "tile/0/000.p/3").write_bytes(b"other")
    with pytest.raises(NotPublished, match="永远不变"):
        looked(witness, served, NOON + 1, Shelf(tmp_path / "copy"))
    shutil.rmtree(tmp_path / "copy")
    assert looked(witness, served, NOON + 2, Shelf(tmp_path / "copy")) == []
    assert len(list(unbundled((tmp_path / "copy" / MIRRORS / "tile/entries/000.p/3").read_bytes()))) == 3
