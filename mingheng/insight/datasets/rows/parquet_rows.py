"""Parquet, a batch at a time, in the types it has."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from mingheng.insight.datasets.rows.opened import BATCH, LINE, Rows
from mingheng.insight.datasets.troubles import CannotScan, listed


def parquet_rows(path: Path, wanted: tuple[str, ...], encoding: str | None, delimiter: str | None) -> Rows:
    """The rows of a Parquet file, the first data row being 1. Raises CannotScan."""
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise CannotScan(f"{path.name} 不是完整的 Parquet 文件：{error}。请重新导出") from error
    found = list(file.schema_arrow.names)
    twice = [name for name in wanted if found.count(name) > 1]
    if twice:
        raise CannotScan(f"{path.name} 的列名 {listed(twice)} 出现了两次，分不清是哪一列。请改名后再扫描")
    here = [name for name in wanted if name in found]
    schema = pa.schema([(LINE, pa.int64()), *((name, file.schema_arrow.field(name).type) for name in here)])
    return Rows(schema, _batches(file, here, schema, path.name), found)


def _batches(file: pq.ParquetFile, here: list[str], schema: pa.Schema, name: str) -> Iterator[pa.RecordBatch]:
    number = 1
    try:
        for batch in file.iter_batches(batch_size=BATCH, columns=here):
            lines = pa.array(range(number, number + batch.num_rows), pa.int64())
            yield pa.record_batch([lines, *(batch.column(column) for column in here)], schema=schema)
            number += batch.num_rows
    except (pa.ArrowException, OSError) as error:
        raise CannotScan(f"{name} 第 {number} 行以后读不下去：{error}。文件已损坏，请重新导出") from error
