"""Results on disk: three formats, nothing half-written, nothing a spreadsheet would run."""

import csv
import json
import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from mingheng.insight.datasets.files_out import known, whole, writable, write_table
from mingheng.insight.datasets.store import Store
from mingheng.insight.datasets.troubles import CannotScan
from mingheng.insight.rules.log import FINDINGS
from mingheng.insight.tests.found import keep_findings

ALL = "from findings order by ref"


def test_findings_are_written_in_three_formats(kept: Store, tmp_path: Path) -> None:
    keep_findings(kept, {"ref": "A"}, {"ref": "B", "due": None, "measure": -1.5})
    for name in ("f.parquet", "f.csv", "f.jsonl"):
        write_table(kept, ALL, tmp_path / name)
    parquet = pq.read_table(tmp_path / "f.parquet")
    assert parquet.column_names == list(FINDINGS.names)
    lines = [json.loads(line) for line in (tmp_path / "f.jsonl").read_text(encoding="utf-8").splitlines()]
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for found in (parquet.to_pylist(), lines, rows):
        assert [row["ref"] for row in found] == ["A", "B"]
        assert [float(row["measure"]) for row in found] == [1.0, -1.5]
        assert [str(row["due"] or "") for row in found] == ["2026-03-01", ""]


@pytest.mark.parametrize("ref", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")'])
def test_a_spreadsheet_runs_nothing_of_it(kept: Store, tmp_path: Path, ref: str) -> None:
    keep_findings(kept, {"ref": ref})
    write_table(kept, ALL, tmp_path / "f.csv")
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["ref"] for row in csv.DictReader(file)] == ["'" + ref]
    write_table(kept, ALL, tmp_path / "f.jsonl")
    assert json.loads((tmp_path / "f.jsonl").read_text(encoding="utf-8"))["ref"] == ref


def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "f.txt"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError), whole(path) as unfinished:
        unfinished.write_text("half \ud800", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / f"f.txt.{os.getpid()}.part").symlink_to("/dev/full")
    with pytest.raises(CannotScan, match="磁盘"), whole(tmp_path / "f.txt") as unfinished:
        unfinished.write_text("x", encoding="utf-8")
    assert list(tmp_path.glob("f*")) == []


@pytest.mark.parametrize(("path", "said"), [("no/f.csv", "没有目录"), (".", "是目录")])
def test_a_place_that_cannot_be_written_is_said_before_the_scan(tmp_path: Path, path: str, said: str) -> None:
    with pytest.raises(CannotScan, match=said):
        writable(tmp_path / path)


def test_a_format_nobody_writes_is_said_before_the_scan(tmp_path: Path) -> None:
    with pytest.raises(CannotScan, match=r"f\.xlsx 的格式不认识。请用 \.parquet、\.csv、\.jsonl 之一"):
        known(tmp_path / "f.xlsx")
