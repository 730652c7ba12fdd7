"""The command that enters the first person of a new installation."""

import getpass
import io
import sys

import pytest

from mingheng.desk.commands import first_administrator
from mingheng.organisation.models import Officer

PASSWORD = "Jian-heng-2026"


class Terminal(io.StringIO):
    """Standard input with a person in front of it."""

    def isatty(self) -> bool:
        return True


def run(monkeypatch: pytest.MonkeyPatch, username: str, typed: str) -> int:
    """The command with this on standard input, in the test's database instead of a server of its own."""
    monkeypatch.setenv("DATABASE_URL", "postgresql:///the-one-of-this-test")
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    return first_administrator.main([username, "贺云程"])


def test_it_enters_one_person_and_no_second(
    committed_db: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "A001", f"{PASSWORD}\n") == 0
    assert "已建立系统管理员" in capsys.readouterr().out
    assert run(monkeypatch, "A002", f"{PASSWORD}\n") == 1
    assert "已经有系统管理员" in capsys.readouterr().err


def test_it_enters_nobody_with_a_weak_password_or_none(
    committed_db: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "A001", "weak\n") == 1
    assert "密码不足10位" in capsys.readouterr().err
    assert run(monkeypatch, "A001", "") == 1
    assert "什么也没有写入" in capsys.readouterr().err
    assert not Officer.objects.exists()


def test_at_a_terminal_the_password_is_asked_twice_and_must_agree(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    answers = iter([PASSWORD, "another"])

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return next(answers)

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", ask)
    assert first_administrator.main(["A001", "贺云程"]) == 1
    assert asked == ["密码：", "再写一遍密码："]
    assert "两次写的密码不一样" in capsys.readouterr().err
