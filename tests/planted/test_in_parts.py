"""A log too large to be asked at once is asked in parts of whole cases, and the findings are the same."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from mingheng.demo.rules.planting.telling import PlantedLog
from mingheng.insight.datasets import asking
from mingheng.insight.datasets.progress import progress
from mingheng.insight.datasets.scanning import Request, scan
from tests.planted.scoring import planted

SEED, CASES = 402, 40


def written(log: PlantedLog, folder: Path) -> Path:
    folder.mkdir()
    for name, table in log.tables.items():
        pq.write_table(table, folder / f"{name}.parquet")
    return folder


def found(folder: Path, out: Path) -> list[dict[str, object]]:
    with progress(quiet=True) as told:
        scan(Request(log=folder, mapping=None, procedure="simple", out=out), told)
    return list(pq.read_table(out).to_pylist())


def test_a_log_asked_in_parts_is_answered_as_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(planted(SEED, CASES), tmp_path / "year")
    at_once = found(folder, tmp_path / "at-once.parquet")
    monkeypatch.setattr(asking, "BUCKET", 1500)
    in_parts = found(folder, tmp_path / "in-parts.parquet")
    assert in_parts == at_once
    assert at_once
