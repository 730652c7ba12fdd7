"""CSV, also gzipped and in the encodings of Chinese spreadsheets, as text, a block at a time."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc

from mingheng.insight.datasets.rows.opened import LINE, Rows, Unreadable, is_gzipped, opened, text_schema
from mingheng.insight.datasets.troubles import CannotScan, listed
from mingheng.kit.encodings import encoding_of

BLOCK = 1 << 20  # bytes: the longest row there may be
DELIMITERS = ",;\t|"
FIRST_ROW = 2
MOST_BAD = 200_000  # rows that are kept in memory to be told of
SHOWN = 200  # characters of a bad row


def csv_rows(path: Path, wanted: tuple[str, ...], encoding: str | None, delimiter: str | None) -> Rows:
    """The rows of a CSV file; rows with too few or too many fields go to `unreadable`. Raises CannotScan."""
    encoding = encoding or _encoding(path)
    mark, found, more = _heading(path, encoding, delimiter)
    twice = sorted({name for name in wanted if found.count(name) > 1})
    if twice:
        raise CannotScan(f"{path.name} 的列名 {listed(twice)} 出现了两次，分不清是哪一列。请改名后再扫描")
    here = tuple(name for name in wanted if name in found)
    rows = Rows(text_schema(here), iter(()), found)
    rows.batches = _batches(path, encoding, mark, here, rows) if more else rows.batches
    return rows


def _encoding(path: Path) -> str:
    try:
        with opened(path) as file:
            found = encoding_of(file)
    except (OSError, EOFError) as error:
        raise CannotScan(f"{path.name} 的压缩不完整或者已损坏：{error}。请重新导出") from error
    if found is None:
        raise CannotScan(f"{path.name} 读不出文字，既不是 UTF-8，也不是 GB18030。请在对照表的 encoding 中写明编码")
    return found


def _heading(path: Path, encoding: str, delimiter: str | None) -> tuple[str, list[str], bool]:
    """The mark between fields, the names of the columns, and whether anything stands below."""
    try:
        with io.TextIOWrapper(opened(path), encoding=encoding, newline="") as file:
            line, more = file.readline(BLOCK), bool(file.read(1))
    except (LookupError, UnicodeError) as error:
        raise CannotScan(f"{path.name} 不能按 {encoding} 读出：{error}。请改正对照表的 encoding") from error
    mark = delimiter or max(DELIMITERS, key=line.count)
    try:
        names = next(csv.reader([line.removeprefix("\ufeff")], delimiter=mark), [])
    except csv.Error as error:
        raise CannotScan(f"{path.name} 的第一行不像表头：{error}。请核对这是不是 CSV，第一行应当是列名") from error
    if not any(names):
        raise CannotScan(f"{path.name} 的第一行没有列名。请补上表头")
    return mark, names, more


def _batches(path: Path, encoding: str, mark: str, here: tuple[str, ...], rows: Rows) -> Iterator[pa.RecordBatch]:
    bad: list[int] = []

    def keep(row: pc.InvalidRow) -> str:
        bad.append(row.number)
        swallowed = row.text.count("\n")
        more = f"；引号不成对，把后面 {swallowed} 行也并了进来" if swallowed else ""
        reason = f"这一行有 {row.actual_columns} 栏，表头有 {row.expected_columns} 栏{more}"
        rows.unreadable.append(Unreadable(row.number, "", row.text[:SHOWN], reason, "核对这一行的分隔符和引号"))
        return "skip"

    names = [f"{i}" for i in range(len(rows.found))]  # headings may be repeated or empty; places are not
    reading = pc.ReadOptions(use_threads=False, block_size=BLOCK, encoding=encoding, column_names=names, skip_rows_after_names=1)
    parsing = pc.ParseOptions(delimiter=mark, newlines_in_values=True, invalid_row_handler=keep, ignore_empty_lines=False)
    places = {name: names[rows.found.index(name)] for name in here}
    as_text = {place: pa.string() for place in places.values()}
    converting = pc.ConvertOptions(
        include_columns=list(places.values()), column_types=as_text, null_values=[""], strings_can_be_null=True
    )
    number = FIRST_ROW
    try:
        with pa.input_stream(str(path), compression="gzip" if is_gzipped(path) else None) as stream:
            for batch in pc.open_csv(stream, reading, parsing, converting):
                lines = np.arange(number, number + batch.num_rows + len(bad))
                lines = lines[~np.isin(lines, bad)][: batch.num_rows]
                number = int(lines[-1]) + 1 if len(lines) else number
                bad[:] = [line for line in bad if line >= number]
                if len(rows.unreadable) > MOST_BAD:
                    raise CannotScan(f"{path.name} 有 {MOST_BAD} 行以上栏数不对，多半是分隔符不对。请在对照表的 delimiter 中写明")
                yield pa.record_batch([pa.array(lines, pa.int64()), *batch.columns], names=[LINE, *here])
    except (pa.ArrowInvalid, OSError, UnicodeError) as error:
        raise CannotScan(
            f"{path.name} 第 {number} 行以后读不下去：{error}。多半是引号不成对或者文件不完整，请核对后重新导出"
        ) from error
