"""A squad founded in mid-year owes from its founding day on."""

from datetime import date, datetime

import pytest
from django.test import Client

from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.law.rules.plans import Subject
from mingheng.ledger.queries import chain_intact
from mingheng.supervision.actions import NotYourOrder, OrderRefused, name_founding
from mingheng.supervision.models import Founding
from mingheng.supervision.queries.months import owed_on
from tests.cast import Cast
from tests.scenarios.road import law

NOW = datetime(2026, 9, 2, 9, 0, tzinfo=SHANGHAI)
FOUNDED = date(2026, 8, 1)


def owing(on: date) -> set[str]:
    """The squads that owe dossiers on a day."""
    plan = law().plan(on)
    assert plan is not None
    return {line.squad for line in owed_on(plan, law(), on)[Subject.DOSSIERS].table if line.squad}


def test_before_it_was_founded_a_squad_owes_nothing_and_from_then_on_what_all_owe(cast: Cast) -> None:
    assert owing(date(2026, 7, 15)) == {cast.squad.key, cast.other_squad.key}
    name_founding(unit=cast.other_squad.key, since=FOUNDED, by=cast.supervisor, at=NOW)
    assert owing(date(2026, 7, 15)) == {cast.squad.key}
    assert owing(FOUNDED) == {cast.squad.key, cast.other_squad.key}
    assert chain_intact(f"founding:{cast.other_squad.key}")


def test_it_is_said_once_of_a_squad_in_use_and_not_of_the_future(cast: Cast) -> None:
    with pytest.raises(OrderRefused, match="今天以后"):
        name_founding(unit=cast.squad.key, since=date(2026, 9, 3), by=cast.supervisor, at=NOW)
    with pytest.raises(OrderRefused, match="没有这个"):
        name_founding(unit=cast.brigade.key, since=FOUNDED, by=cast.supervisor, at=NOW)
    with pytest.raises(NotYourOrder):
        name_founding(unit=cast.squad.key, since=FOUNDED, by=cast.squad_leader, at=NOW)
    name_founding(unit=cast.squad.key, since=FOUNDED, by=cast.supervisor, at=NOW)
    with pytest.raises(OrderRefused, match="已经写明"):
        name_founding(unit=cast.squad.key, since=FOUNDED, by=cast.supervisor, at=NOW)


def test_the_supervisor_writes_it_on_the_page_of_the_month(cast: Cast, client: Client) -> None:
    client.force_login(cast.supervisor)
    with clock.pretend(NOW):
        assert "有中队是年中成立的" in client.get("/supervision/").content.decode()
        wrong = client.post("/supervision/found/", {"unit": cast.squad.key, "since": "某日"}, follow=True)
        assert not Founding.objects.exists()
        assert "已写明成立日" not in wrong.content.decode()
        done = client.post("/supervision/found/", {"unit": cast.squad.key, "since": "2026-08-01"}, follow=True)
    assert "已写明成立日" in done.content.decode()
    assert Founding.objects.get().since == FOUNDED
