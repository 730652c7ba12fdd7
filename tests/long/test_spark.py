"""What is found does not depend on the engine: DuckDB here, a real Spark cluster of a master and two workers there."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import ibis
import pyarrow.parquet as pq
import pytest

from mingheng.insight.datasets.laws import law_of
from tests.long.cluster import LOOPBACK, cluster
from tests.long.probes import ROWS, probes

pytestmark = [
    pytest.mark.long,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # what Spark does with pandas
    pytest.mark.filterwarnings("ignore:Exception ignored in. <socket"),  # Spark leaves its sockets to the collector
]

ROOT = Path(__file__).resolve().parents[2]
CASES, SEED = 60, 401
PATTERN = "pattern"


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with cluster(tmp_path_factory.mktemp("cluster")) as address:
        yield address


@pytest.fixture
def session(master: str) -> Iterator[Any]:
    settings = {
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.driver.host": LOOPBACK,
        "spark.driver.bindAddress": LOOPBACK,
    }
    opened = import_module("pyspark.sql").SparkSession.builder.master(master).config(map=settings).getOrCreate()
    yield opened
    opened.stop()


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
    kinds = {code: rule.kind for procedure in law_of("ordinary", "simple").procedures for code, rule in procedure.rules.items()}
    told = {kinds.get(row["rule"], PATTERN) for row in here}
    assert told == {*kinds.values(), PATTERN}, "a kind of rule nothing was found of shows nothing"


def test_both_engines_answer_every_kind_of_expression_alike(session: Any, tmp_path: Path) -> None:
    pq.write_table(ROWS, tmp_path / "rows.parquet")
    engines = (ibis.pyspark.connect(session), ibis.duckdb.connect())
    tables = [(engine, engine.read_parquet(str(tmp_path / "rows.parquet"))) for engine in engines]
    answers = {name: [_rows(engine, ask(table)) for engine, table in tables] for name, ask in probes().items()}
    differ = {name for name, (there, here) in answers.items() if there != here}
    assert differ == set()


def _rows(backend: Any, table: Any) -> list[str]:
    return sorted(str(row) for row in backend.to_pyarrow(table).to_pylist())
