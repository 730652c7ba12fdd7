"""A log file that has been opened: what every reader gives."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

import pyarrow as pa

CSV, PARQUET, XES = "CSV", "Parquet", "XES"
KINDS = (CSV, PARQUET, XES)
SUFFIXES = {".csv": CSV, ".tsv": CSV, ".txt": CSV, ".parquet": PARQUET, ".pq": PARQUET, ".xes": XES}
GZIP = b"\x1f\x8b"
LINE = "#line"  # the reader's own column: no heading is called so
BATCH = 50_000  # rows: a few megabytes
PIECE = 16 << 20  # bytes


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
    """The rows of a file. `found`: every column there is, `unreadable`: both grow while the batches are read."""

    schema: pa.Schema
    batches: Iterator[pa.RecordBatch]
    found: list[str] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the batches hold, in their order."""
        return tuple(self.schema.names[1:])

    def pieces(self, tick: Callable[[int], object]) -> Iterator[pa.Table]:
        """The rows a few at a time, at least one piece: `line`, then `c0`, `c1` … in the order of `columns`. `tick` is told of rows read.

        Not one stream for the database to pull at: it reads far ahead of what it has written, beyond any limit of memory.
        """
        names = ["line", *(f"c{i}" for i in range(len(self.columns)))]
        schema = pa.schema([(name, field.type) for name, field in zip(names, self.schema, strict=True)])
        some: list[pa.RecordBatch] = []
        size = 0
        for batch in self.batches:
            tick(batch.num_rows)
            some.append(batch.rename_columns(names))
            size += batch.nbytes
            if size > PIECE:
                yield pa.Table.from_batches(some, schema)
                some, size = [], 0
        yield pa.Table.from_batches(some, schema)


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
