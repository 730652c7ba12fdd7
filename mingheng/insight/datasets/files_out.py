"""Results written whole or not at all: under another name first, renamed once they are on the disk."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from mingheng.insight.datasets.store import Store, name, text
from mingheng.insight.datasets.troubles import CannotScan, listed

UNFINISHED = ".part"
FORMULA = "^[=+@\t\r-]"  # what a spreadsheet would run instead of show
BOM = b"\xef\xbb\xbf"  # by which spreadsheets here know UTF-8


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A name to write under, that becomes `path` when the block ends well. Raises CannotScan where that cannot be."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        yield unfinished
        descriptor = os.open(unfinished, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        unfinished.replace(path)
    except (OSError, duckdb.IOException) as error:
        raise CannotScan(
            f"写不了 {path}：{getattr(error, 'strerror', None) or error}。请检查目录是否存在、可写，磁盘是否还有空间"
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def writable(path: Path) -> None:
    """Say before a long scan that its result could not be written. Raises CannotScan."""
    folder = path.resolve().parent
    if not folder.is_dir():
        raise CannotScan(f"没有目录 {folder}，结果没有地方写。请先建好目录")
    if path.is_dir():
        raise CannotScan(f"{path} 是目录，不能写成文件。请写明文件名")
    if path.exists() and not path.is_file():
        raise CannotScan(f"{path} 不是普通文件，不能被结果取代。请换一个文件名")
    if not os.access(folder, os.W_OK):
        raise CannotScan(f"目录 {folder} 不可写。请换一个目录，或者请管理员给权限")


def write_table(store: Store, query: str, path: Path) -> None:
    """The rows of a query in the format the name says. Raises CannotScan."""
    with whole(path) as unfinished:
        WRITERS[path.suffix.lower()](store, query, unfinished)


def known(path: Path) -> None:
    """Say before a long scan that the name says no format we write. Raises CannotScan."""
    if path.suffix.lower() not in WRITERS:
        raise CannotScan(f"{path.name} 的格式不认识。请用 {listed(WRITERS)} 之一")


def _parquet(store: Store, query: str, path: Path) -> None:
    store.run(f"copy ({query}) to {text(path)} (format parquet, compression zstd)")


def _json_lines(store: Store, query: str, path: Path) -> None:
    store.run(f"copy ({query}) to {text(path)} (format json)")


def _csv(store: Store, query: str, path: Path) -> None:
    """For spreadsheets: with their mark of UTF-8, and nothing in it that they would run."""
    kinds = store.rows(f"describe {query}")
    shown = ", ".join(_harmless(str(column)) if kind == "VARCHAR" else name(str(column)) for column, kind, *_ in kinds)
    bare = path.with_name(path.name + ".bare")
    try:
        store.run(f"copy (select {shown} from ({query})) to {text(bare)} (format csv, header)")
        with path.open("wb") as file, bare.open("rb") as rows:
            file.write(BOM)
            shutil.copyfileobj(rows, file)
    finally:
        bare.unlink(missing_ok=True)


def _harmless(column: str) -> str:
    told = name(column)
    return f"case when regexp_matches({told}, {text(FORMULA)}) then '''' || {told} else {told} end as {told}"


WRITERS: Mapping[str, Callable[[Store, str, Path], None]] = {".parquet": _parquet, ".csv": _csv, ".jsonl": _json_lines}
