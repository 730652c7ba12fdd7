"""The log as files: whatever the published checkpoint names is there, and what is there never changes."""

import os
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from mingheng.ledger.actions import grow_tree, sequence_entries
from mingheng.ledger.actions.memory import FILE
from mingheng.ledger.datasets.publishing import LogProgress, log_progress, publish_log
from mingheng.ledger.datasets.shelf import MIRRORS, OPEN
from mingheng.ledger.models import Position
from mingheng.ledger.queries import checkpoint_note
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.tests.acts import AT, decide
from mingheng.ledger.tests.killing import read_back

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf(settings: Settings, tmp_path: Path) -> Path:
    """A log that has signed and published nothing; its folder for files."""
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = bytes(range(32)), tmp_path
    return tmp_path / "published"


def signed(number: int) -> int:
    """So many more acts, in the signed tree; its size."""
    for i in range(number):
        decide(f"case:{i % 5}")
    while sequence_entries(at=AT):
        pass
    grow_tree(at=AT)
    note = checkpoint_note()
    assert note is not None
    return Checkpoint.read(note.text).size


def files(folder: Path) -> set[str]:
    """Every published file, by its path in the log."""
    halves = (folder / OPEN, folder / MIRRORS)
    return {path.relative_to(half).as_posix() for half in halves for path in half.rglob("*") if path.is_file()}


def test_what_is_signed_is_published_and_only_what_is_new_is_written(shelf: Path) -> None:
    assert publish_log(shelf) == 0
    assert (signed(3), publish_log(shelf)) == (3, 3)
    assert files(shelf) == {"checkpoint", "tile/0/000.p/3", "tile/entries/000.p/3"}
    assert publish_log(shelf) == 0
    signed(400)
    assert publish_log(shelf) == 400
    first = (shelf / OPEN / "tile/0/000").stat()
    signed(1)
    assert publish_log(shelf) == 1
    assert (shelf / OPEN / "tile/0/000").stat().st_mtime_ns == first.st_mtime_ns
    entries = Position.objects.order_by("position").values_list("entry__entry", flat=True)
    assert read_back(shelf) == [bytes(entry) for entry in entries]
    assert files(shelf) == {
        "checkpoint", "tile/0/000", "tile/0/001.p/147", "tile/0/001.p/148", "tile/1/000.p/1",
        "tile/entries/000", "tile/entries/001.p/147", "tile/entries/001.p/148",
    }  # fmt: skip


def test_how_far_each_stage_has_come_is_told(shelf: Path) -> None:
    signed(2)
    publish_log(shelf)
    signed(1)
    decide()
    sequence_entries(at=AT)
    assert log_progress(shelf) == LogProgress(sequenced=4, integrated=3, published=2)


def test_a_cosignature_that_came_later_is_published_too(shelf: Path) -> None:
    signed(2)
    publish_log(shelf)
    with connection.cursor() as cursor:
        line = "— justice AAAAAAAA"
        cursor.execute(
            "INSERT INTO ledger_cosignature (checkpoint_id, witness, line, seen_at) VALUES (2, 'justice', %s, %s)", [line, AT]
        )
    assert publish_log(shelf) == 0
    assert line in (shelf / OPEN / "checkpoint").read_text(encoding="utf-8")


def test_a_published_tile_is_never_overwritten(shelf: Path, caplog: pytest.LogCaptureFixture) -> None:
    signed(5)
    placed = shelf / OPEN / "tile/0/000.p/5"
    placed.parent.mkdir(parents=True)
    placed.write_bytes(b"something else")
    assert publish_log(shelf) == 0
    assert "公布过的分块永远不变" in caplog.text
    assert placed.read_bytes() == b"something else"
    assert not (shelf / OPEN / "checkpoint").exists()


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE ledger_tile SET data = decode(repeat('ab', 32 * 44), 'hex') WHERE level = 0 AND index = 1", "与第 300 条的检查点不符"),
        ("UPDATE ledger_tile SET data = decode(repeat('ab', 32 * 256), 'hex') WHERE level = 0 AND index = 0", "tile/0/000 与上一层的分块不符"),
        ("DELETE FROM ledger_tile WHERE level = 0 AND index = 0", "tile/0/000 不存在"),
        ("UPDATE ledger_checkpoint SET note = replace(note, E'\\n300\\n', E'\\n299\\n')", "检查点不符"),
    ],
    ids=["edge", "whole", "gone", "note"],
)  # fmt: skip
def test_what_disagrees_with_the_signed_root_is_not_published(
    shelf: Path, caplog: pytest.LogCaptureFixture, statement: str, reason: str
) -> None:
    signed(300)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert publish_log(shelf) == 0
    assert reason in caplog.text
    assert not (shelf / OPEN / "checkpoint").exists()


def test_a_log_that_went_back_or_changed_its_name_is_not_published_over_the_other(
    shelf: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    signed(3)
    publish_log(shelf)
    signed(3)
    publish_log(shelf)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_checkpoint WHERE size = 6")
    assert publish_log(shelf) == 0
    assert "已经公布了 6 条，数据库里签过的只有 3 条" in caplog.text
    settings.MINGHENG_LOG_ORIGIN = "localhost/ledger/2"
    grow_tree(at=AT)
    assert publish_log(shelf) == 0
    assert "请用 MINGHENG_PUBLISHED 另设一个文件夹" in caplog.text
    assert publish_log(shelf.with_name("anew")) == 6


def test_what_an_unfilled_tile_was_goes_once_it_is_full(shelf: Path) -> None:
    for more in (200, 55, 1, 300):
        signed(more)
        publish_log(shelf)
    assert sorted(path for path in files(shelf) if "entries" in path) == [
        "tile/entries/000", "tile/entries/001", "tile/entries/002.p/44",
    ]  # fmt: skip


def test_files_of_the_log_may_be_read_by_a_web_server_and_changed_by_nobody(shelf: Path) -> None:
    signed(2)
    old = os.umask(0o022)
    try:
        publish_log(shelf)
    finally:
        os.umask(old)
    assert (shelf / OPEN / "tile/0/000.p/2").stat().st_mode & 0o777 == 0o444
    assert (shelf / OPEN / "checkpoint").stat().st_mode & 0o777 == 0o644


def test_what_is_no_text_any_more_stops_signing_or_publishing_and_not_the_worker(
    shelf: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    signed(2)
    publish_log(shelf)
    (shelf / OPEN / "checkpoint").chmod(0o644)
    (shelf / OPEN / "checkpoint").write_bytes(b"\xff\xfe")
    assert publish_log(shelf) == 0
    assert "不是文字" in caplog.text
    caplog.clear()
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    decide()
    sequence_entries(at=AT)
    assert grow_tree(at=AT) == 0
    assert "不是文字" in caplog.text
