"""What anybody reads of a draw without signing in, and a party that reveals by itself."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from mingheng.draws.actions import let_lapse
from mingheng.draws.models import Draw, Reveal
from mingheng.draws.tests.made_up import a_secret
from mingheng.draws.tests.sealed import AFTER, AT, a_sealed, reveal
from mingheng.kit import clock
from mingheng.ledger.queries import entries_of
from tests.cast import Cast

Asked = Callable[..., str]


@pytest.fixture
def stranger() -> Asked:
    """Somebody with no account."""

    def ask(draw: Draw, at: datetime = AT, **sent: str) -> str:
        client = Client()
        with clock.pretend(at):
            answer = client.post(f"/check/draw/{draw.pk}/", sent, follow=True) if sent else client.get(f"/check/draw/{draw.pk}/")
        assert answer.status_code == (422 if b"has-err" in answer.content else 200)
        return answer.content.decode()

    return ask


def test_what_was_sealed_is_published_and_neither_list_nor_secrets_are(cast: Cast, stranger: Asked) -> None:
    draw = a_sealed(cast.supervisor)
    reveal(draw, cast.supervisor, ("纪检",))
    page = stranger(draw)
    assert draw.plan_digest in page
    assert all(commitment in page for commitment in draw.commitments)
    assert a_secret("纪检") not in page
    assert "云汀街道-0000" not in page
    with clock.pretend(AT):
        assert draw.title in Client().get("/check/draw/").content.decode()


def test_a_party_reveals_by_itself_and_only_what_it_committed_to_is_taken(cast: Cast, stranger: Asked) -> None:
    draw = a_sealed(cast.supervisor)
    assert "与检察院事先提交的承诺不符" in stranger(draw, party="检察院", secret=a_secret("检察院", 7))
    assert not Reveal.objects.exists()
    spaced = " ".join(a_secret("检察院").upper()[n : n + 8] for n in range(0, 64, 8))
    assert "已揭示，记入存证" in stranger(draw, party="检察院", secret=spaced)
    assert Reveal.objects.get().by is None
    assert [entry.by for _, entry in entries_of(f"draw:{draw.pk}")][-1] == "s:draw-party"


def test_the_last_party_that_presses_twice_is_told_the_same_twice_and_too_late_why_not(cast: Cast, stranger: Asked) -> None:
    draw = a_sealed(cast.supervisor)
    reveal(draw, cast.supervisor, ("法规科", "纪检"))
    for _ in range(2):
        assert "已揭示，记入存证" in stranger(draw, party="检察院", secret=a_secret("检察院"))
    assert Reveal.objects.filter(party="检察院").count() == 1
    late = a_sealed(cast.supervisor, number=1, period="2026-12")
    assert "揭示期限已过" in stranger(late, at=AFTER, party="检察院", secret=a_secret("检察院", 1))


def test_the_secrets_are_read_once_all_are_there_and_the_door_is_shut_after_the_deadline(cast: Cast, stranger: Asked) -> None:
    draw = a_sealed(cast.supervisor)
    assert 'id="reveal"' in stranger(draw)
    assert 'id="reveal"' not in stranger(draw, at=AFTER)
    reveal(draw, cast.supervisor)
    assert a_secret("纪检") in stranger(draw)


def test_a_draw_that_was_thrown_away_stays_published(cast: Cast, stranger: Asked) -> None:
    draw = a_sealed(cast.supervisor)
    let_lapse(draw_id=draw.pk, why="三方商定改到下月合并抽取，承诺全部作废，另行封存。", by=cast.supervisor, at=AT)
    assert "作废，没有抽取" in stranger(draw)
