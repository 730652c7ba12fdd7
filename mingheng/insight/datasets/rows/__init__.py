"""The rows of a log file, whatever its format: batches of the wanted columns with the number of each row."""

from collections.abc import Iterable
from pathlib import Path

from mingheng.insight.datasets.rows.csv_rows import csv_rows
from mingheng.insight.datasets.rows.opened import CSV, KINDS, PARQUET, XES, Rows, Unreadable, kind_of
from mingheng.insight.datasets.rows.parquet_rows import parquet_rows
from mingheng.insight.datasets.rows.xes_rows import xes_rows
from mingheng.insight.datasets.troubles import CannotScan, listed

__all__ = ["KINDS", "Rows", "Unreadable", "open_rows"]

READERS = {CSV: csv_rows, PARQUET: parquet_rows, XES: xes_rows}


def open_rows(path: Path, wanted: Iterable[str], *, encoding: str | None = None, delimiter: str | None = None) -> Rows:
    """The rows of a log. Raises CannotScan for a file that is not there or is no log."""
    if not path.exists():
        raise CannotScan(f"没有日志文件 {path}。请核对路径")
    if path.stat().st_size == 0:
        raise CannotScan(f"日志文件 {path} 是空的。请重新导出")
    kind = kind_of(path)
    if kind is None:
        raise CannotScan(f"{path.name} 不是能读的日志。请用 {listed(KINDS)} 之一，或者再用 gzip 压缩（.gz）")
    return READERS[kind](path, tuple(dict.fromkeys(wanted)), encoding, delimiter)
