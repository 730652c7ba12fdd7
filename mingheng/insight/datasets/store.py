"""An embedded database for one scan: so much memory and no more, the rest on disk, gone afterwards."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from mingheng.insight.datasets.troubles import CannotScan

FOLDER = "mingheng-scan-"
DIGITS = 6


@dataclass(frozen=True)
class Store:
    """The database of a scan and its folder."""

    folder: Path
    connection: duckdb.DuckDBPyConnection

    @property
    def key(self) -> bytes:
        """The secret of this scan's digests: equal texts are told from others within it, nothing else is."""
        return self.folder.name.encode()

    def run(self, statement: str, **values: Any) -> duckdb.DuckDBPyConnection:
        """One statement; `$name` in it is the value of that name."""
        return self.connection.execute(statement, values or None)

    def set_down(self, table: str, query: str, part: int = 0) -> Path:
        """The rows of a query as one part of a table that lies in the folder, not in memory; the first part makes the table."""
        folder = self.folder / table
        folder.mkdir(exist_ok=True)
        path = folder / f"{part:0{DIGITS}d}.parquet"
        self.run(f"copy ({query}) to {text(path)} (format parquet)")
        if part == 0:
            self.run(f"create view {name(table)} as from read_parquet({text(folder / '*.parquet')})")
        return path

    def take_up(self, table: str) -> None:
        """Remove a table that was set down."""
        self.run(f"drop view {name(table)}")
        shutil.rmtree(self.folder / table)

    def rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        """What a query answers, when that is little."""
        return self.run(statement, **values).fetchall()

    def one(self, statement: str, **values: Any) -> Any:
        """The one value a query answers."""
        return self.rows(statement, **values)[0][0]


@contextmanager
def store(memory: str, threads: int | None = None, temp: Path | None = None) -> Iterator[Store]:
    """A database bounded in memory (`2GB`), with a folder of its own under `temp`. Raises CannotScan."""
    parent = temp or Path(tempfile.gettempdir())
    _clear_left_behind(parent)
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-", dir=parent))
    except OSError as error:
        raise CannotScan(f"不能在 {parent} 里建临时目录：{error.strerror}。请用 --temp 指定一个可写的目录") from error
    wanted: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "temp_directory": str(folder / "spill"),
        "preserve_insertion_order": "false",
    }
    wanted |= {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    wanted |= {"threads": str(threads)} if threads else {}
    try:
        connection = duckdb.connect(config=wanted)
    except duckdb.Error as error:
        shutil.rmtree(folder)
        raise CannotScan(f"内存上限 {memory} 用不了：{error}。请写成 2GB 这样") from error
    try:
        yield Store(folder, connection)
    except duckdb.OutOfMemoryException as error:
        raise CannotScan(f"内存不够：{error}。请用 --memory 给得多一些") from error
    except (duckdb.IOException, OSError) as error:
        raise CannotScan(f"读写 {parent} 出错：{error}。请检查磁盘空间，或者用 --temp 换一个目录") from error
    finally:
        connection.close()
        shutil.rmtree(folder, ignore_errors=True)


def name(word: str) -> str:
    """A name of a table or column as SQL has it."""
    return '"' + word.replace('"', '""') + '"'


def text(word: object) -> str:
    """A value as SQL has it; None is null."""
    return "null" if word is None else "'" + str(word).replace("'", "''") + "'"


def _clear_left_behind(parent: Path) -> None:
    """Remove the folders of scans that were killed."""
    for path in parent.glob(f"{FOLDER}*"):
        found = re.fullmatch(rf"{FOLDER}(\d+)-\w+", path.name)
        if found and not _alive(int(found[1])):
            shutil.rmtree(path, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
