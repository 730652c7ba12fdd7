"""The first person who can sign in to a new installation."""

import io
import sys
from datetime import datetime, timedelta

import pytest

from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.queries import chain_intact
from mingheng.organisation import actions, commands, queries
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


def run(monkeypatch: pytest.MonkeyPatch, *typed: str) -> int:
    """The command with these lines typed, in the test's database instead of a server of its own."""
    monkeypatch.setenv("DATABASE_URL", "postgresql:///the-one-of-this-test")
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
    return commands.main(["first-administrator"])


def test_the_command_asks_and_enters(
    committed_db: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "A001", "贺云程", PASSWORD, PASSWORD) == 0
    assert "已建立系统管理员" in capsys.readouterr().out
    assert run(monkeypatch, "A002", "贺云程", PASSWORD, PASSWORD) == 1
    assert "已经有系统管理员" in capsys.readouterr().err


def test_the_command_enters_nothing_when_the_two_passwords_differ_or_the_input_ends(
    committed_db: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "A001", "贺云程", PASSWORD, "another") == 1
    assert run(monkeypatch, "A001", "贺云程") == 1
    assert run(monkeypatch, "A001", "贺云程", "weak", "weak") == 1
    assert "密码不足10位" in capsys.readouterr().err
    assert not Officer.objects.exists()


def test_an_unknown_command_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["nonsense"]) == 2
    assert "first-administrator" in capsys.readouterr().err
