"""The export on disk: numbered parts, each a folder with one Parquet file for each table of the log.

A part is written under another name and renamed when it is whole and on the disk. Which parts count, and which rows of
them, is for the caller to say: a case exported again lies in a later part, and what earlier ones hold of it is passed over.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends.duckdb import Backend

from mingheng.insight.rules.log import SCHEMAS, Log

PREFIX = "part="  # so that DuckDB reads the number of its part into every row
DIGITS = 8
UNFINISHED = ".unfinished"


def part_dir(folder: Path, n: int) -> Path:
    """Where the part of this number lies."""
    return folder / f"{PREFIX}{n:0{DIGITS}d}"


def write_part(folder: Path, n: int, tables: Mapping[str, pa.Table]) -> None:
    """Write one part whole or not at all. One of that number nobody ever counted is replaced."""
    with _whole(folder, n) as place:
        for name, table in tables.items():
            pq.write_table(table, place / f"{name}.parquet", compression="zstd")


def parts_there(folder: Path) -> set[int]:
    """The numbers of the parts on disk."""
    return {int(path.name.removeprefix(PREFIX)) for path in folder.glob(f"{PREFIX}*") if not path.name.endswith(UNFINISHED)}


def sweep(folder: Path, wanted: Iterable[int]) -> None:
    """Remove every part that is not wanted, and what was left unfinished."""
    kept = {part_dir(folder, n) for n in wanted}
    for path in folder.glob(f"{PREFIX}*"):
        if path not in kept:
            shutil.rmtree(path)


def engine(*, memory: str, scratch: Path, threads: int | None = None) -> Backend:
    """An embedded engine that keeps to its memory and sets the rest down in the folder `scratch`."""
    scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings = {"threads": threads} if threads else {}
    return ibis.duckdb.connect(memory_limit=memory, temp_directory=str(scratch), **settings)


def open_log(backend: Backend, folder: Path, live: pa.Table) -> Log:
    """The log of the cases in `live` (columns `case`, `part`): of each case the rows of that one part. Once for an engine."""
    wanted = backend.create_table("live", ibis.memtable(live.rename_columns(["key", "in_part"])))
    numbers = sorted(set(live.column("part").to_pylist()))
    return Log(**{name: _table(backend, folder, name, numbers, wanted) for name in SCHEMAS})


def merge(backend: Backend, folder: Path, live: pa.Table, into: int) -> None:
    """Write one part that holds what counts of all the others."""
    log = open_log(backend, folder, live)
    with _whole(folder, into) as place:
        write_tables(log, place)


def write_tables(log: Log, place: Path) -> None:
    """Every table of the log as one Parquet file in a folder."""
    for name in SCHEMAS:
        getattr(log, name).to_parquet(place / f"{name}.parquet", compression="zstd")


def _table(backend: Backend, folder: Path, name: str, numbers: list[int], wanted: ir.Table) -> ir.Table:
    if not numbers:
        return backend.create_table(name, schema=SCHEMAS[name])
    files = [str(part_dir(folder, n) / f"{name}.parquet") for n in numbers]
    rows = backend.read_parquet(files, table_name=f"{name}_written", hive_partitioning=True)
    rows = rows.mutate(part=rows.part.cast("int64"))
    kept = rows.semi_join(wanted, [rows.case == wanted.key, rows.part == wanted.in_part]).select(*SCHEMAS[name].names)
    return backend.create_view(name, kept)  # named, so that what reads it is not worked out with it anew


@contextmanager
def _whole(folder: Path, n: int) -> Iterator[Path]:
    """A folder to write in, that is there under its own name only once everything in it is on the disk."""
    there = part_dir(folder, n)
    place = there.with_name(there.name + UNFINISHED)
    for old in (place, there):
        shutil.rmtree(old, ignore_errors=True)
    place.mkdir(mode=0o700, parents=True)
    yield place
    for path in (*place.iterdir(), place):
        _to_disk(path)
    place.rename(there)
    _to_disk(folder)


def _to_disk(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
