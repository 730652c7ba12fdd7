"""What is typed for a matter is kept for who typed it, and goes when the act is taken."""

from datetime import date

import pytest
from django.test import Client

from mingheng.cases.models import Draft
from mingheng.kit import clock
from mingheng.organisation.models import Officer
from mingheng.supervision.models import Matter
from mingheng.supervision.tests.reviewed import another_supervisor
from tests.cast import Cast
from tests.matters import on, opened, take

MONDAY = date(2026, 11, 2)
HALF = "本季度二十一件送达回证正在逐"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: on(MONDAY, 12))


@pytest.fixture
def slip(cast: Cast) -> Matter:
    matter = opened(cast.supervisor, MONDAY)
    take(matter, "issue_slip", cast.supervisor, MONDAY)
    return matter


def keep(officer: Officer, address: str, **typed: str) -> int:
    client = Client()
    client.force_login(officer)
    return client.post(address, typed).status_code


def page(officer: Officer, address: str) -> str:
    client = Client()
    client.force_login(officer)
    return client.get(address).content.decode()


def test_a_draft_comes_back_to_its_writer_alone(cast: Cast, slip: Matter) -> None:
    address = f"/matters/{slip.pk}/acts/reply/"
    assert keep(cast.squad_leader, f"{address}draft/", reply=HALF) == 200
    assert HALF in page(cast.squad_leader, address)
    assert "已保存 12:00" in page(cast.squad_leader, address)
    assert keep(cast.other_leader, f"{address}draft/", reply=HALF) == 404
    assert keep(cast.squad_leader, f"/matters/{slip.pk}/acts/nothing/draft/", reply=HALF) == 404


def test_a_draft_goes_with_the_act_it_was_for(cast: Cast, slip: Matter) -> None:
    for act in ("receive", "appeal"):
        keep(cast.squad_leader, f"/matters/{slip.pk}/acts/{act}/draft/", claim=HALF)
    take(slip, "receive", cast.squad_leader, MONDAY)
    assert [draft.act for draft in Draft.objects.all()] == ["appeal"]


def test_a_new_matter_is_kept_by_what_it_comes_from(cast: Cast) -> None:
    other = another_supervisor(cast, "LJ0402", "梁予安")
    assert keep(cast.supervisor, "/matters/new/draft/?procedure=fault", found=HALF) == 200
    assert HALF in page(cast.supervisor, "/matters/new/?procedure=fault")
    assert HALF not in page(cast.supervisor, "/matters/new/?procedure=key_matter")
    assert HALF not in page(other, "/matters/new/?procedure=fault")
    assert keep(cast.squad_leader, "/matters/new/draft/?procedure=fault", found=HALF) == 404
    assert keep(cast.supervisor, "/matters/new/draft/?procedure=none", found=HALF) == 404
