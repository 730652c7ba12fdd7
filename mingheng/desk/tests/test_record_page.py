"""The page 存证 tells who watches the log, and what may still be done while they are away."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from mingheng.cases.actions import waive_witnesses
from mingheng.cases.models import WitnessWaiver
from mingheng.cases.queries.witnessed import away_for
from mingheng.desk.queries.record_page import notice_at, wanted_words
from mingheng.kit import clock
from mingheng.ledger.actions import grow_tree, keep_cosignatures, sequence_entries
from mingheng.ledger.queries import checkpoint_note
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.policies import read_policy
from tests.cast import Cast

SECRET = bytes(range(32))
JUSTICE = SignerKey.from_secret("justice.lanjiang.example", Kind.COSIGNATURE, b"j" * 32)
PROCURATORATE = SignerKey.from_secret("procuratorate.lanjiang.example", Kind.COSIGNATURE, b"p" * 32)
WHY = "见证服务器机房停电，预计今晚恢复；今天有两件案件的决定期限届满。"


@pytest.fixture(autouse=True)
def signer(settings: Settings, tmp_path: Path) -> None:
    """A log that is signed, and two witnesses that are both wanted."""
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = SECRET, tmp_path
    settings.MINGHENG_WITNESS_POLICY = (
        f"witness 司法局 {JUSTICE.verifier}\nwitness 检察院 {PROCURATORATE.verifier}\ngroup 两家 all 司法局 检察院\nquorum 两家\n"
    )


def seen(at: datetime, *witnesses: SignerKey) -> None:
    """These witnesses see everything there is."""
    while sequence_entries(at=at):
        pass
    while grow_tree(at=at):
        pass
    note = checkpoint_note()
    assert note is not None
    for witness in witnesses:
        keep_cosignatures(note=Note(note.text).signed(witness, int(at.timestamp())), at=at)


def test_it_is_not_enough_that_one_of_two_wanted_witnesses_comes(cast: Cast) -> None:
    now = clock.now()
    seen(now - timedelta(hours=2), JUSTICE, PROCURATORATE)
    seen(now - timedelta(minutes=1), JUSTICE)
    away = away_for(now)
    assert away is not None
    assert timedelta(hours=1, minutes=59) < away < timedelta(hours=2, minutes=1)


@pytest.mark.parametrize(("minutes", "told"), [(14, None), (16, "满 4 小时仍未恢复的"), (241, "暂不能作出决定")])
def test_everybody_is_told_after_a_quarter_of_an_hour(cast: Cast, client: Client, minutes: int, told: str | None) -> None:
    seen(clock.now() - timedelta(minutes=minutes), JUSTICE, PROCURATORATE)
    notice = notice_at(clock.now())
    assert (notice is None) if told is None else (notice is not None and told in notice.text)
    client.force_login(cast.handler)
    answer = client.get("/counts/").json()
    assert answer["notice"] is None if told is None else told in answer["notice"]["text"]


def test_whoever_names_no_witness_is_not_held_up_and_is_shown_no_green_tick(
    cast: Cast, client: Client, settings: Settings
) -> None:
    settings.MINGHENG_WITNESS_POLICY = ""
    client.force_login(cast.handler)
    page = client.get("/record/").content.decode()
    assert notice_at(clock.now()) is None
    assert "见证不足" in page
    assert "只有本单位自己能证明" in page
    assert "见证正常" not in page


def test_a_policy_that_cannot_be_read_is_told_with_its_line_and_counts_as_nobody(
    cast: Cast, client: Client, settings: Settings
) -> None:
    seen(clock.now() - timedelta(hours=5))
    settings.MINGHENG_WITNESS_POLICY = "quorum 司法局\n"
    client.force_login(cast.handler)
    assert "第 1 行：司法局 还没有定义" in client.get("/record/").content.decode()
    assert notice_at(clock.now()) is not None


def test_a_head_of_the_bureau_gives_leave_with_a_reason_and_only_while_it_is_needed(cast: Cast, client: Client) -> None:
    client.force_login(cast.bureau_head)
    seen(clock.now(), JUSTICE, PROCURATORATE)
    assert "现在不需要准许" in client.post("/record/", {"reason": WHY}, follow=True).content.decode()
    assert not WitnessWaiver.objects.exists()


def test_a_leave_needs_a_head_of_the_bureau_and_more_than_a_word(cast: Cast, client: Client) -> None:
    seen(clock.now() - timedelta(hours=5), JUSTICE, PROCURATORATE)
    client.force_login(cast.handler)
    assert client.post("/record/", {"reason": WHY}).status_code == 404
    client.force_login(cast.bureau_head)
    assert client.post("/record/", {"reason": "同意"}).status_code == 422
    assert WHY in client.post("/record/", {"reason": WHY}, follow=True).content.decode()
    row = WitnessWaiver.objects.get()
    assert (row.by, row.until - row.at) == (cast.bureau_head, timedelta(hours=24))


def test_a_leave_is_in_the_ledger_and_its_reason_can_be_read_again(cast: Cast) -> None:
    row = waive_witnesses(reason=WHY, by=cast.bureau_head, at=clock.now())
    seen(clock.now())
    assert WitnessWaiver.objects.get(pk=row.pk).reason == WHY


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ("group g all 甲 乙\nquorum g", "甲、乙中全部"),
        ("group g any 甲 乙\nquorum g", "甲、乙中任一家"),
        ("group a any 甲 乙\ngroup g all a 丙\nquorum g", "（甲、乙中任一家）、丙中全部"),
        ("quorum 甲", "甲"),
        ("quorum none", "没有指定"),
    ],
)
def test_what_is_wanted_is_said_in_words(policy: str, words: str) -> None:
    keys = {
        name: SignerKey.from_secret(f"w{i}", Kind.COSIGNATURE, bytes([i]) * 32).verifier for i, name in enumerate("甲乙丙", 1)
    }
    lines = [f"witness {name} {key}" for name, key in keys.items()]
    assert wanted_words(read_policy("\n".join([*lines, policy]))) == words
