"""Checkpoints are timestamped by an authority of others; a reply that proves nothing is not kept, and holds nobody up."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from mingheng.kit import clock
from mingheng.ledger.actions import grow_tree, outward, sequence_entries, stamp_checkpoint
from mingheng.ledger.actions.growing import UNSEEN
from mingheng.ledger.models import SignedCheckpoint, Timestamp
from mingheng.ledger.queries import checkpoint_note, latest_timestamp
from mingheng.ledger.rules.timestamps import BadTimestamp, read_roots, time_of
from mingheng.ledger.tests.acts import AT, decide
from mingheng.ledger.tests.authority import Authority

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def authority(settings: Settings, tmp_path: Path) -> Iterator[Authority]:
    """A log that has signed nothing, and an authority that serves it well."""
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = bytes(range(32)), tmp_path
    authority = Authority(tmp_path / "tsa")
    settings.MINGHENG_TSA_ROOTS, settings.MINGHENG_TSA_EVERY = authority.roots, HOUR
    with authority.served() as settings.MINGHENG_TSA_URL:
        yield authority


def signed(text: str = "case:1") -> str:
    """One more act, in the signed tree; the text of its checkpoint."""
    decide(text)
    sequence_entries(at=AT)
    grow_tree(at=AT)
    note = checkpoint_note()
    assert note is not None
    return note.text


def test_a_checkpoint_gets_the_time_of_the_authority_and_anybody_can_check_it(authority: Authority) -> None:
    assert stamp_checkpoint(at=AT) == 0  # nothing is signed yet
    text = signed()
    assert stamp_checkpoint(at=AT) == 1
    stamp = latest_timestamp()
    assert stamp is not None
    assert (stamp.size, abs(stamp.time - clock.now()) < timedelta(minutes=5)) == (1, True)
    served = Client().get("/log/timestamp/1")
    assert (served.content, served.headers["Content-Type"]) == (stamp.reply, "application/timestamp-reply")
    assert authority.says(text, served.content)
    assert not authority.says(f"{text}!", served.content)
    assert time_of(stamp.reply, text, read_roots(authority.roots)) == stamp.time
    assert Client().get("/log/timestamp/2").status_code == 404
    assert Client().get("/log/timestamp").headers["Location"] == "/log/timestamp/1"
    signed()
    assert Client().get("/log/checkpoint/1").content.decode().startswith(text)
    assert Client().get("/log/checkpoint/9").status_code == 404


def test_it_is_asked_for_every_so_often_and_not_for_the_same_tree(authority: Authority) -> None:
    signed()
    after = [timedelta(0), timedelta(minutes=1), HOUR + timedelta(minutes=1)]
    assert [stamp_checkpoint(at=AT + some) for some in after] == [1, 0, 0]
    signed()
    assert [stamp_checkpoint(at=AT + some) for some in (timedelta(minutes=59), HOUR)] == [0, 1]
    assert authority.asked == 2
    assert list(Timestamp.objects.order_by("pk").values_list("pk", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        ("another digest", "时间戳不可信"), ("refuses", "时间戳不可信"), ("garbled", "时间戳不可信"),
        ("nonsense", "不是时间戳：200 text/html"), ("silent", "没有回答"),
    ],
)  # fmt: skip
def test_what_proves_nothing_is_not_kept_and_tried_again(
    authority: Authority, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, mood: str, reason: str
) -> None:
    monkeypatch.setattr(outward, "PATIENCE", 0.5)
    signed()
    authority.mood = mood
    assert stamp_checkpoint(at=AT) == 0
    assert reason in caplog.text
    assert latest_timestamp() is None
    authority.mood = "well"
    monkeypatch.undo()
    assert stamp_checkpoint(at=AT) == 1


def test_another_authority_is_not_believed(
    authority: Authority, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    text = signed()
    with Authority(tmp_path / "other").served() as settings.MINGHENG_TSA_URL:
        assert stamp_checkpoint(at=AT) == 0
    assert "时间戳不可信" in caplog.text
    other = Authority(tmp_path / "third")
    with other.served() as settings.MINGHENG_TSA_URL:
        settings.MINGHENG_TSA_ROOTS = other.roots
        assert stamp_checkpoint(at=AT) == 1
    stamp = latest_timestamp()
    assert stamp is not None
    with pytest.raises(BadTimestamp, match="不可信"):
        time_of(stamp.reply, text, read_roots(authority.roots))


def test_roots_that_cannot_be_read_are_told_and_no_authority_means_none_is_asked(
    authority: Authority, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    signed()
    settings.MINGHENG_TSA_ROOTS = ""
    assert stamp_checkpoint(at=AT) == 0
    assert "MINGHENG_TSA_ROOTS 里没有" in caplog.text
    settings.MINGHENG_TSA_URL = ""
    assert stamp_checkpoint(at=AT) == 0
    assert authority.asked == 0


def test_a_checkpoint_with_a_timestamp_stays_though_no_witness_saw_it(authority: Authority) -> None:
    signed()
    stamp_checkpoint(at=AT)
    signed()
    decide()
    sequence_entries(at=AT)
    grow_tree(at=AT + UNSEEN * 2)
    assert list(SignedCheckpoint.objects.order_by("size").values_list("size", flat=True)) == [1, 3]
    assert authority.asked == 1
