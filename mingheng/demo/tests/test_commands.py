"""The command refuses what must never be filled with fiction."""

from pathlib import Path

import pytest

from mingheng.demo import commands, queries
from mingheng.kit.paths import data_dir


@pytest.fixture
def real_data() -> Path:
    """A data folder whose first start was a real one."""
    mark = data_dir() / "kind"
    mark.write_text("real", encoding="ascii")
    return mark


def test_it_does_not_fill_a_real_server(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@somewhere/something")
    assert commands.main(["seed"]) == 1
    assert "DATABASE_URL" in capsys.readouterr().err


def test_it_does_not_fill_a_folder_in_real_use(real_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["seed"]) == 1
    real_data.unlink()
    assert "MINGHENG_DATA" in capsys.readouterr().err


def test_it_prints_every_account_and_the_password(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["logins"]) == 0
    said = capsys.readouterr().out
    assert queries.PASSWORD in said
    assert all(username in said and name in said for username, name, _, _ in queries.logins())


@pytest.mark.parametrize("words", [[], ["grow"], ["seed", "twice"]])
def test_it_says_what_it_can_do(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(words) == 2
    assert "seed" in capsys.readouterr().err
