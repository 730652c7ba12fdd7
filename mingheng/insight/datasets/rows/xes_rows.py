"""XES (IEEE 1849), also gzipped, event by event; nothing outside the file is read and no entity is expanded."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

import pyarrow as pa

from mingheng.insight.datasets.rows.opened import BATCH, LINE, Rows, opened, text_schema
from mingheng.insight.datasets.troubles import CannotScan

PIECE = 1 << 16  # bytes
LONGEST = 8 << 20  # bytes of one tag or text
TYPED = frozenset({"string", "date", "int", "float", "boolean", "id"})
OF_CASE = "case:"  # attributes of the trace are columns of this name


def xes_rows(path: Path, wanted: tuple[str, ...], encoding: str | None, delimiter: str | None) -> Rows:
    """The events of an XES file, numbered; `case:` stands before the attributes of the trace. Raises CannotScan while read."""
    rows = Rows(text_schema(wanted), iter(()))
    rows.batches = _batches(path, wanted, rows)
    return rows


class _Events:
    """What the parser tells, gathered into events."""

    def __init__(self, wanted: tuple[str, ...], found: dict[str, None]) -> None:
        self.wanted, self.found = frozenset(wanted), found
        self.done: list[dict[str, str | int]] = []
        self.case: dict[str, str] | None = None
        self.event: dict[str, str | int] | None = None
        self.depth = self.inside = self.count = 0

    def start(self, name: str, told: dict[str, str]) -> None:
        """A tag opens: a trace, an event, or an attribute of one of them."""
        self.depth += 1
        name = name.rpartition(":")[2]
        if name == "trace" and self.case is None:
            self.case, self.inside = {}, self.depth
        elif name == "event" and self.case is not None and self.event is None and self.depth == self.inside + 1:
            self.count += 1
            self.event, self.inside = {LINE: self.count}, self.depth
        elif name in TYPED and self.case is not None and self.depth == self.inside + 1:
            key = told.get("key", "")
            column = key if self.event is not None else OF_CASE + key
            self.found.setdefault(column)
            if column in self.wanted:
                (self.case if self.event is None else self.event)[column] = told.get("value", "")

    def end(self, name: str) -> None:
        """A tag closes; an event is complete with what its trace has said so far."""
        self.depth -= 1
        name = name.rpartition(":")[2]
        if name == "event" and self.event is not None and self.depth == self.inside - 1:
            self.done.append({**(self.case or {}), **self.event})
            self.event, self.inside = None, self.inside - 1
        elif name == "trace" and self.event is None and self.depth == self.inside - 1:
            self.case = None


def _batches(path: Path, wanted: tuple[str, ...], rows: Rows) -> Iterator[pa.RecordBatch]:
    found: dict[str, None] = {}
    parser = expat.ParserCreate()
    events = _Events(wanted, found)
    parser.StartElementHandler, parser.EndElementHandler = events.start, events.end
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.buffer_text = False
    try:
        with opened(path) as file:
            for piece in _pieces(file, parser, path.name):
                parser.Parse(piece, not piece)
                rows.found[:] = found
                if len(events.done) >= BATCH or not piece:
                    yield pa.RecordBatch.from_pylist(events.done, rows.schema)
                    events.done.clear()
    except (expat.ExpatError, OSError, EOFError, ValueError) as error:
        raise CannotScan(f"{path.name} 第 {parser.CurrentLineNumber} 行不是完整的 XES：{error}。请重新导出") from error


def _pieces(file: BinaryIO, parser: expat.XMLParserType, name: str) -> Iterator[bytes]:
    """The file piece by piece, the last one empty; a tag that never ends is not waited for."""
    fed = 0
    while piece := file.read(PIECE):
        yield piece
        fed += len(piece)
        if fed - parser.CurrentByteIndex > LONGEST:
            raise CannotScan(f"{name} 第 {parser.CurrentLineNumber} 行的一个标签过长，不像是 XES。请重新导出")
    yield b""


def _no_doctype(*told: object) -> None:
    raise CannotScan("XES 文件里有文档类型声明（DOCTYPE），可能藏有外部实体，不予读取。请去掉这一段再扫描")
