"""A procedure, a mapping and logs small enough to read whole, for tests of reading another system's log."""

import csv
import io
from pathlib import Path
from typing import Any

import yaml

from mingheng.insight.datasets.mapping import LogMapping, read_mapping
from mingheng.insight.datasets.reading import LogRead, Span, read_log
from mingheng.insight.datasets.store import Store
from mingheng.law.rules.procedure import Procedure

PROCEDURE = Procedure.model_validate({
    "key": "small", "title": "小程序", "since": "2000-01-01", "cite": [], "stages": {"all": "全部"},
    "path": [{"any_of": ["open_case"]}], "ends": ["close_case"],
    "acts": {
        "open_case": {"title": "立案", "verb": "立案", "stage": "all", "by": ["officer"], "facts": {
            "kind": {"title": "类别", "type": "choice", "choices": {"a": "甲", "b": "乙"}},
            "amount": {"title": "金额", "type": "money", "required": False},
            "grave": {"title": "是否重大", "type": "flag", "required": False},
        }},
        "decide": {"title": "决定", "verb": "决定", "stage": "all", "by": ["officer"], "done_when": {"result": ["penalty"]}, "facts": {
            "result": {"title": "结果", "type": "choice", "choices": {"penalty": "处罚", "none": "不罚"}},
            "until": {"title": "期限", "type": "day", "required": False},
            "officers": {"title": "人员", "type": "officer_pair", "required": False},
            "reason": {"title": "理由", "type": "long_text", "required": False},
        }},
        "drop_case": {"title": "撤案", "verb": "撤案", "stage": "all", "by": ["officer"]},
        "close_case": {"title": "结案", "verb": "结案", "stage": "all", "by": ["officer"]},
    },
    "rules": {}, "clocks": {},
})  # fmt: skip
MAPPING: dict[str, Any] = {
    "source": "旧系统",
    "zone": "Asia/Shanghai",
    "calendar": "none",
    "columns": {"case": "案号", "act": "步骤", "time": "时间"},
    "acts": {"立案": "open_case", "决定": "decide", "结案": "close_case"},
}
HEADING = "案号,步骤,时间"


def mapping_file(folder: Path, **changed: Any) -> Path:
    """The mapping as a file, with some keys changed."""
    path = folder / "mapping.yaml"
    path.write_text(yaml.safe_dump({**MAPPING, **changed}, allow_unicode=True), encoding="utf-8")
    return path


def mapping(folder: Path, **changed: Any) -> LogMapping:
    """The mapping with some keys changed."""
    return read_mapping(mapping_file(folder, **changed), PROCEDURE)


def csv_file(folder: Path, *lines: str, heading: str = HEADING, encoding: str = "utf-8") -> Path:
    """A log of these lines."""
    path = folder / "log.csv"
    path.write_bytes("\n".join([heading, *lines, ""]).encode(encoding))
    return path


def read(store: Store, path: Path, told: LogMapping, span: Span = Span()) -> LogRead:  # noqa: B008 -- frozen
    """The log read with the small procedure."""
    return read_log(path, told, PROCEDURE, store, span=span, edition="e", tick=lambda rows: None)


def table(store: Store, log: LogRead, name: str, columns: str) -> list[tuple[Any, ...]]:
    """Columns of one table of the log, in order."""
    order = '"case", n' if name not in ("cases", "parties", "undated") else '"case"'
    return store.rows(f"select {columns} from read_parquet('{log.folder / name}.parquet') order by {order}")


def rejected(store: Store) -> list[tuple[int, str, str]]:
    """Line, reason and effect of every reject."""
    return [
        (line, reason, effect) for line, reason, effect in store.rows("select line, reason, effect from rejects order by 1, 2")
    ]


def as_csv(rows: list[list[str]]) -> str:
    """Rows as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
