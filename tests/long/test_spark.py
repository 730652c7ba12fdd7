"""What is found does not depend on the engine: DuckDB here, a real Spark cluster of a master and two workers there."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import ibis
import pytest

from tests.long.cluster import LOOPBACK, cluster
from tests.long.probes import ROWS, probes

pytestmark = [pytest.mark.long]

ROOT = Path(__file__).resolve().parents[2]
CASES, SEED = 60, 401


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with cluster(tmp_path_factory.mktemp("cluster")) as address:
        yield address


def scanned(folder: Path, out: Path, *words: str) -> list[dict[str, str]]:
    command = [sys.executable, "-m", "mingheng", "scan", str(folder), "--out", str(out), "--fail-on", "none", "--quiet", *words]
    subprocess.run(command, cwd=ROOT, check=True)
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_cluster_finds_what_one_machine_finds(master: str, tmp_path: Path) -> None:
    year = tmp_path / "year"
    subprocess.run(
        [sys.executable, "-m", "mingheng", "demo", "plant", "--seed", str(SEED), "--cases", str(CASES), str(year)],
        cwd=ROOT,
        check=True,
    )
    here = scanned(year, tmp_path / "here.csv")
    there = scanned(year, tmp_path / "there.csv", "--engine", "spark", "--master", master)
    assert here == there
    assert here


def test_both_engines_answer_every_kind_of_expression_alike(master: str) -> None:
    session = ibis.pyspark.connect(_session(master))
    duck = ibis.duckdb.connect()
    table = ibis.memtable(ROWS)
    differ = {name for name, ask in probes().items() if _rows(session, ask(table)) != _rows(duck, ask(table))}
    assert differ == set()


def _session(master: str) -> Any:
    settings = {
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.driver.host": LOOPBACK,
        "spark.driver.bindAddress": LOOPBACK,
    }
    return import_module("pyspark.sql").SparkSession.builder.master(master).config(map=settings).getOrCreate()


def _rows(backend: Any, table: Any) -> list[str]:
    return sorted(str(row) for row in backend.to_pyarrow(table).to_pylist())
