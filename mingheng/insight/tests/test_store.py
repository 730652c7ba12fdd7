"""The embedded database of a scan: bounded, its own, and gone afterwards, however it ended."""

import subprocess
import sys
from pathlib import Path

import pytest

from mingheng.insight.datasets.store import FOLDER, name, store, text
from mingheng.insight.datasets.troubles import CannotScan


def folders(parent: Path) -> list[Path]:
    return list(parent.glob(f"{FOLDER}*"))


def test_its_folder_is_gone_afterwards(tmp_path: Path) -> None:
    with store("200MB", temp=tmp_path) as kept:
        assert folders(tmp_path) == [kept.folder]
    assert folders(tmp_path) == []
    with pytest.raises(ZeroDivisionError), store("200MB", temp=tmp_path):
        raise ZeroDivisionError
    assert folders(tmp_path) == []


def test_what_a_killed_scan_left_is_cleared_away_and_a_running_one_is_left_alone(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    running = tmp_path / f"{FOLDER}{child.pid}-a"
    running.mkdir()
    with store("200MB", temp=tmp_path) as kept:
        assert set(folders(tmp_path)) == {running, kept.folder}
    child.kill()
    child.communicate()
    with store("200MB", temp=tmp_path) as kept:
        assert folders(tmp_path) == [kept.folder]


def test_more_than_fits_in_memory_is_set_down_on_disk(tmp_path: Path) -> None:
    with store("100MB", threads=1, temp=tmp_path) as kept:
        kept.run("create table many as select i, md5(i::varchar) as said from range(4000000) as told(i)")
        assert sum(path.stat().st_size for path in kept.folder.rglob("*") if path.is_file()) > 50_000_000
        assert kept.one("select count(*) from (select row_number() over (order by said) from many)") == 4_000_000


def test_a_memory_that_cannot_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotScan, match="内存上限 much 用不了"), store("much", temp=tmp_path):
        pass
    assert folders(tmp_path) == []


def test_too_little_memory_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotScan, match="--memory"), store("1MB", temp=tmp_path) as kept:
        kept.run("create table many as select i, md5(i::varchar) as said from range(1000000) as told(i)")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotScan, match="--temp"), store("200MB", temp=tmp_path / "no"):
        pass


def test_names_and_values_stay_what_they_are(tmp_path: Path) -> None:
    said = "a'; drop table x; --\"b"
    with store("200MB", temp=tmp_path) as kept:
        kept.run(f"create table {name(said)} as select {text(said)} as {name(said)}")
        assert kept.one(f"select {name(said)} from {name(said)} where {name(said)} = $told", told=said) == said
        assert kept.one(f"select {text(None)}") is None


def test_nothing_is_fetched_from_outside(tmp_path: Path) -> None:
    with store("200MB", temp=tmp_path) as kept:
        for setting in ("autoinstall_known_extensions", "autoload_known_extensions"):
            assert kept.one(f"select current_setting({text(setting)})") is False
