"""A folder of our own tables (`mingheng insight export`), read as it is."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from mingheng.insight.datasets.reading import LogRead, Span
from mingheng.insight.datasets.store import Store, text
from mingheng.insight.datasets.troubles import CannotScan, listed
from mingheng.insight.rules.log import SCHEMAS


def read_own(folder: Path, store: Store, span: Span) -> LogRead:
    """What the folder holds, of the cases in the span. Raises CannotScan where it is no export of ours."""
    _complain(folder)
    if span != Span():
        folder = _spanned(folder, store, span)
    acts, undated = (text(folder / f"{table}.parquet") for table in ("acts", "undated"))
    first, last, count = store.rows(
        f"select min(happened), greatest(max(happened), max(received_at)::date), count(*) from read_parquet({acts})"
    )[0]
    return LogRead(
        folder,
        rows=count,
        ignored=0,
        outside=0,
        dropped=0,
        cases=store.one(f"select count(*) from read_parquet({text(folder / 'cases.parquet')})"),
        acts=count,
        undated=store.one(f"select count(*) from read_parquet({undated})"),
        first=first,
        last=last,
        rejected={},
    )


def procedures_in(folder: Path) -> tuple[str, ...]:
    """The keys of the procedures its cases follow. Raises CannotScan where it is no export of ours."""
    _complain(folder)
    found = pq.read_table(folder / "cases.parquet", columns=["procedure"]).column(0).unique().to_pylist()
    return tuple(sorted(found))


def _complain(folder: Path) -> None:
    for table, schema in SCHEMAS.items():
        path = folder / f"{table}.parquet"
        if not path.is_file():
            raise CannotScan(f"{folder} 里没有 {path.name}，不是本系统导出的日志。请用 mingheng insight export 导出")
        try:
            found = pq.read_schema(path).names
        except (pa.ArrowInvalid, OSError) as error:
            raise CannotScan(f"{path} 不是完整的 Parquet 文件：{error}。请重新导出") from error
        lacking = [column for column in schema if column not in found]
        if lacking:
            raise CannotScan(f"{path} 缺少列 {listed(lacking)}，是别的版本导出的。请用这个版本重新导出")


def _spanned(folder: Path, store: Store, span: Span) -> Path:
    """The same tables with the cases of the span alone."""
    target = store.folder / "spanned"
    target.mkdir()
    acts = text(folder / "acts.parquet")
    store.run(f'create table wanted as select "case" from read_parquet({acts}) group by "case" having {span.of("min(happened)")}')
    for table in SCHEMAS:
        there, here = (text(place / f"{table}.parquet") for place in (folder, target))
        store.run(f'copy (select * from read_parquet({there}) semi join wanted using ("case")) to {here} (format parquet)')
    return target
