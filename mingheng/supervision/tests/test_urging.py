"""A report about a key matter that is late: reminded once by the system on record, and before the brigade until it was urged."""

from datetime import date

import pytest
from django.test import Client

from mingheng.kit import clock
from mingheng.ledger.queries import chain_intact
from mingheng.organisation.models import Officer
from mingheng.supervision.actions import escalate_late
from mingheng.supervision.models import Matter, MatterAct
from tests.cast import Cast
from tests.matters import now, on, opened, take

MONDAY, DUE, AFTER = date(2026, 11, 2), date(2026, 11, 4), date(2026, 11, 5)
FINAL_DUE, FINAL_AFTER = date(2026, 11, 23), date(2026, 11, 24)
WARNED = "逾期还没有督办"


@pytest.fixture
def key(cast: Cast) -> Matter:
    return opened(cast.supervisor, MONDAY, procedure="key_matter")


def page(officer: Officer, address: str, day: date) -> str:
    client = Client()
    client.force_login(officer)
    with clock.pretend(on(day)):
        return client.get(address).content.decode()


def acts(matter: Matter) -> list[str]:
    return list(MatterAct.objects.filter(matter=matter, by=None).values_list("act", flat=True))


def test_nobody_is_reminded_on_the_last_day_and_once_on_the_next(key: Matter) -> None:
    assert escalate_late(at=on(DUE, 23)) == 0
    assert [escalate_late(at=on(AFTER, hour)) for hour in (1, 2, 3)] == [1, 0, 0]
    assert acts(key) == ["remind_first"]
    assert (now(key).turn, now(key).turn_duties) == ("first_report", ["squad_leader"])
    assert chain_intact(f"matter:{key.pk}")


def test_first_and_final_report_are_each_reminded_of(cast: Cast, key: Matter) -> None:
    escalate_late(at=on(AFTER))
    take(key, "first_report", cast.squad_leader, AFTER)
    assert escalate_late(at=on(FINAL_DUE)) == 0
    assert escalate_late(at=on(FINAL_AFTER)) == 1
    take(key, "final_report", cast.squad_leader, FINAL_AFTER)
    assert escalate_late(at=on(date(2026, 11, 25))) == 0
    assert acts(key) == ["remind_first", "remind_final"]


def test_a_late_one_is_before_the_brigade_until_it_is_urged_and_before_the_squad_all_along(cast: Cast, key: Matter) -> None:
    assert key.subject not in page(cast.supervisor, "/matters/", DUE)
    escalate_late(at=on(AFTER))
    for reader in (cast.supervisor, cast.squad_leader):
        shown = page(reader, "/matters/", AFTER)
        assert key.subject in shown
        assert WARNED in shown
    whole = page(cast.supervisor, f"/matters/{key.pk}/", AFTER)
    assert f'/matters/{key.pk}/acts/urge/">记录督办' in whole
    assert "初报超期提醒" in whole
    assert "系统" in whole
    assert "记录督办" not in page(cast.squad_leader, f"/matters/{key.pk}/", AFTER)
    take(key, "urge", cast.supervisor, AFTER)
    assert key.subject not in page(cast.supervisor, "/matters/", AFTER)
    assert WARNED not in page(cast.squad_leader, "/matters/", AFTER)
    assert key.subject in page(cast.squad_leader, "/matters/", AFTER)


def test_urging_before_the_last_day_is_not_urging_a_late_report(cast: Cast, key: Matter) -> None:
    take(key, "urge", cast.supervisor, MONDAY)
    assert key.subject in page(cast.supervisor, "/matters/", AFTER)
