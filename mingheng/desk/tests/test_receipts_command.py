"""The command that reads the agent bank's receipt file."""

from pathlib import Path

import pytest

from mingheng.cases.models import ReceiptLine
from mingheng.desk.commands.receipts import enter
from tests.cast import Cast

TEXT = "缴款日期,金额,付款人,缴款识别码,票据号码\n2026-09-01,100.00,某公司,没有这个文号,R-1\n"


def test_it_shows_the_lines_and_writes_only_when_told(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "回单.csv"
    file.write_text(TEXT, encoding="utf-8")
    by = cast.centre_reviewer.username
    assert (enter(file, by, write=False), ReceiptLine.objects.count()) == (0, 0)
    assert (enter(file, by, write=True), ReceiptLine.objects.count()) == (0, 1)
    assert "没有文号" in capsys.readouterr().out
    assert enter(file, cast.handler.username, write=True) == 1
