"""Where the rules are asked: in the scan's own database, or on a Spark cluster that sees the same files."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from mingheng.insight.datasets.store import Store
from mingheng.insight.datasets.troubles import CannotScan
from mingheng.insight.rules.bulk.calendar import Keep
from mingheng.insight.rules.keeping import keeping

SETTINGS = {
    "spark.sql.session.timeZone": "UTC", "spark.sql.ansi.enabled": "true", "spark.ui.enabled": "false",
    "spark.sql.execution.arrow.pyspark.enabled": "true", "spark.log.level": "ERROR",
}  # fmt: skip

_numbers = count()  # a session asks one procedure after another, each of which keeps tables


@dataclass(frozen=True)
class Engine:
    """A backend, and how it keeps a table that is asked more than once. `own`: it is the store itself."""

    backend: Any
    keeping: Callable[[], Any]
    own: bool

    def arrow(self, table: ir.Table) -> pa.Table:
        """What a query answers."""
        return self.backend.to_pyarrow(table)

    def rows(self, table: ir.Table) -> list[dict[str, Any]]:
        """What a query answers, row by row."""
        return list(self.arrow(table).to_pylist())


@contextmanager
def engine(store: Store, master: str | None) -> Iterator[Engine]:
    """The store itself, or the Spark cluster of this address. Raises CannotScan where there is none."""
    if master is None:
        backend = ibis.duckdb.from_connection(store.connection)
        yield Engine(backend, lambda: keeping(backend), own=True)
        return
    session = _session(master)
    try:
        cluster = ibis.pyspark.connect(session)
        yield Engine(cluster, lambda: _written_down(cluster, session, store.folder / "kept"), own=False)
    finally:
        session.stop()


def _session(master: str) -> Any:
    try:
        builder = import_module("pyspark.sql").SparkSession.builder
    except ModuleNotFoundError as error:
        raise CannotScan("没有装 Spark 的部分。请按 requirements-spark.lock 安装；机器上还要有 Java 17") from error
    try:
        return builder.master(master).appName("mingheng scan").config(map=SETTINGS).getOrCreate()
    except Exception as error:
        raise CannotScan(f"连不上 Spark 集群 {master}：{error}。请核对地址，并确认机器上有 Java 17") from error


@contextmanager
def _written_down(backend: Any, session: Any, folder: Path) -> Iterator[Keep]:
    """Keeps tables as files of the folder, which every worker must see: a plan that is not cut off grows without end."""

    def keep(table: ir.Table) -> ir.Table:
        name = f"kept_{next(_numbers)}"
        backend.create_view(f"{name}_asked", table)
        session.table(f"{name}_asked").write.parquet(str(folder / name))
        return backend.read_parquet(str(folder / name), table_name=name)

    yield keep
