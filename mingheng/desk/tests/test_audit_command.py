"""`mingheng audit` says what differs, in words and as JSON, and ends accordingly."""

import json
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from mingheng.desk.commands import audit as command
from tests.decided import Decided

RENAMED = "UPDATE cases_caseparty SET name = '别人'"


def altered(owner: psycopg.Connection, statement: str) -> None:
    connection.close()
    owner.execute(statement)
    owner.commit()


def test_the_command_says_what_differs_and_ends_with_one(
    owner: psycopg.Connection,
    decided: Decided,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "the test's own server is not ours to start")
    assert command.main(["--case", decided.case.ref]) == 0
    assert "与存证全部一致。" in capsys.readouterr().out
    altered(owner, RENAMED)
    assert command.main(["--case", decided.case.ref, "--json", str(tmp_path / "found.json")]) == 1
    told = capsys.readouterr().out
    assert "第1个当事人的名称 与存证时记录的不同（存证：上海屿舟建筑工程有限公司，现在：别人）" in told
    (one,) = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))["differences"]
    assert (one["kind"], one["ref"]) == ("value-differs", decided.case.ref)
    assert command.main(["--case", "1999-1"]) == 2
    assert "没有编号为 1999-1 的案件" in capsys.readouterr().err


def test_the_whole_is_audited_by_several_processes(
    owner: psycopg.Connection, decided: Decided, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "the test's own server is not ours to start")
    altered(owner, "UPDATE cases_step SET happened = happened - 3 WHERE act = 'approve_filing'")
    assert command.main(["--processes", "2"]) == 1
    told = capsys.readouterr().out
    assert "发生日期 与存证时记录的不同" in told
    assert command.main(["--since-last"]) == 1
