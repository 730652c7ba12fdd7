"""A log file that has been opened: what every reader gives."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

import pyarrow as pa

from mingheng.insight.datasets.troubles import CannotScan

CSV, PARQUET, XES = "CSV", "Parquet", "XES"
KINDS = (CSV, PARQUET, XES)
SUFFIXES = {".csv": CSV, ".tsv": CSV, ".txt": CSV, ".parquet": PARQUET, ".pq": PARQUET, ".xes": XES}
GZIP = b"\x1f\x8b"
LINE = "#line"  # the reader's own column: no heading is called so
BATCH = 50_000  # rows: a few megabytes


@dataclass(frozen=True)
class Unreadable:
    """A row that could not be read at all, or a part of it: its number (of CSV the heading is row 1, of XES the first event), column, value and reason."""

    line: int
    column: str
    value: str
    reason: str
    remedy: str


@dataclass
class Rows:
    """The rows of a file. `found`: every column there is, `unreadable`: both grow while the batches are read.

    `trouble`: what stopped the reading; a database that asks for the rows hides it in an error of its own.
    """

    schema: pa.Schema
    batches: Iterator[pa.RecordBatch]
    found: list[str] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    trouble: CannotScan | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the batches hold, in their order."""
        return tuple(self.schema.names[1:])

    def reader(self, tick: Callable[[int], object]) -> pa.RecordBatchReader:
        """The batches as one stream: `line`, then `c0`, `c1` … in the order of `columns`. `tick` is told of rows read."""
        names = ["line", *(f"c{i}" for i in range(len(self.columns)))]
        schema = pa.schema([(name, field.type) for name, field in zip(names, self.schema, strict=True)])
        return pa.RecordBatchReader.from_batches(schema, self._renamed(names, tick))

    def _renamed(self, names: list[str], tick: Callable[[int], object]) -> Iterator[pa.RecordBatch]:
        try:
            for batch in self.batches:
                tick(batch.num_rows)
                yield batch.rename_columns(names)
        except CannotScan as trouble:
            self.trouble = trouble
            raise


def kind_of(path: Path) -> str | None:
    """The format a file's name says, with or without `.gz`."""
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    return SUFFIXES.get(suffixes[-1]) if suffixes else None


def is_gzipped(path: Path) -> bool:
    """Whether the file is gzipped, whatever its name says."""
    with path.open("rb") as file:
        return file.read(len(GZIP)) == GZIP


def opened(path: Path) -> BinaryIO:
    """The bytes of a file, unpacked where it is gzipped."""
    return cast("BinaryIO", gzip.open(path)) if is_gzipped(path) else path.open("rb")


def text_schema(columns: tuple[str, ...]) -> pa.Schema:
    """The number of the row and the columns as text."""
    return pa.schema([(LINE, pa.int64()), *((column, pa.string()) for column in columns)])
