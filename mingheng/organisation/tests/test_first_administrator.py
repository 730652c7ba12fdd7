"""The first person who can sign in to a new installation."""

from datetime import datetime, timedelta

import pytest

from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.queries import chain_intact
from mingheng.organisation import actions, queries
from mingheng.organisation.models import Officer, Unit
from mingheng.organisation.rules import Duty, Refused
from tests.cast import BEGAN, Cast

AT = datetime(2026, 11, 20, 10, 0, tzinfo=SHANGHAI)
PASSWORD = "Jian-heng-2026"


def create(password: str = PASSWORD, username: str = "A001") -> Officer:
    return actions.create_first_administrator(username=username, name="贺云程", password=password, at=AT)


@pytest.mark.django_db
def test_it_makes_the_topmost_unit_and_its_administrator() -> None:
    person = create()
    root = Unit.objects.get()
    held = queries.authority(person, AT.date())
    assert held.may(Duty.SYSTEM_ADMINISTRATOR, root.key)
    assert actions.sign_in(username="A001", password=PASSWORD, source="10.0.0.1", at=AT) == person
    assert chain_intact(f"person:{person.pk}")
    assert chain_intact("org:bureau")


@pytest.mark.django_db
def test_it_refuses_when_there_is_one_already() -> None:
    create()
    with pytest.raises(Refused, match="已经有系统管理员"):
        create(username="A002")


@pytest.mark.django_db
def test_it_refuses_a_weak_password_and_leaves_nothing_behind() -> None:
    with pytest.raises(Refused, match="密码不足10位"):
        create("abc")
    assert not Unit.objects.exists()


def test_a_bureau_that_has_its_units_keeps_them(cast: Cast) -> None:
    before = datetime.combine(BEGAN - timedelta(days=1), AT.timetz())
    actions.create_first_administrator(username="A001", name="后来者", password=PASSWORD, at=before)
    assert Unit.objects.filter(parent__isnull=True).count() == 1
