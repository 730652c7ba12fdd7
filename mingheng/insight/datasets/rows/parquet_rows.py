"""Parquet, a batch at a time, in the types it has."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from mingheng.insight.datasets.rows.opened import BATCH, LINE, Rows
from mingheng.insight.datasets.troubles import CannotScan


def parquet_rows(path: Path, wanted: tuple[str, ...], encoding: str | None, delimiter: str | None) -> Rows:
    """The rows of a Parquet file, the first data row being 1. Raises CannotScan."""
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise CannotScan(f"{path.name} 不是完整的 Parquet 文件：{error}。请重新导出") from error
    found = list(file.schema_arrow.names)
    here = [name for name in wanted if name in found]
    schema = pa.schema([(LINE, pa.int64()), *((name, file.schema_arrow.field(name).type) for name in here)])
    return Rows(schema, _batches(file, here, schema), found)


def _batches(file: pq.ParquetFile, here: list[str], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    number = 1
    for batch in file.iter_batches(batch_size=BATCH, columns=here):
        lines = pa.array(range(number, number + batch.num_rows), pa.int64())
        yield pa.record_batch([lines, *(batch.column(name) for name in here)], schema=schema)
        number += batch.num_rows
