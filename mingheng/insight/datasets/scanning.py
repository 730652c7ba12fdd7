"""A whole scan: the log read, every rule asked, the results written."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from mingheng import __version__
from mingheng.insight.datasets import rejects
from mingheng.insight.datasets.asking import ask, recorded_by
from mingheng.insight.datasets.figures import Figures, figures
from mingheng.insight.datasets.files_out import known, writable, write_table
from mingheng.insight.datasets.laws import Law, every_day_counts, law_of
from mingheng.insight.datasets.mapping import LogMapping, read_mapping
from mingheng.insight.datasets.memory import give_back, means
from mingheng.insight.datasets.own import procedures_in, read_own
from mingheng.insight.datasets.progress import Told
from mingheng.insight.datasets.reading import LogRead, Span, read_log
from mingheng.insight.datasets.report import About, write_report
from mingheng.insight.datasets.store import Store, name, store, text
from mingheng.insight.datasets.troubles import CannotScan

OURS = "本系统导出的案卷"
MOST_SHOWN = 100  # rows of a rule in the report


@dataclass(frozen=True)
class Request:
    """What is to be scanned, by which law, within which means, and where the results go."""

    log: Path
    mapping: Path | None
    procedure: str | None
    as_of: date | None = None
    span: Span = field(default_factory=Span)
    out: Path | None = None
    html: Path | None = None
    rejected: Path | None = None
    memory: str = "2GB"
    threads: int | None = None
    temp: Path | None = None
    master: str | None = None


@dataclass(frozen=True)
class Scanned:
    """What came of it. `rejected_file` is None where every row could be used."""

    figures: Figures
    read: LogRead
    as_of: date
    rejected_file: Path | None
    notes: Sequence[str]


def scan(request: Request, told: Told) -> Scanned:
    """Scan a log. Raises CannotScan with everything that stops it; nothing half-written is left."""
    _check_targets(request)
    law, mapping = _law(request)
    given = means(request.memory, request.threads)
    give_back()
    with store(f"{given.memory}B", given.threads, request.temp) as kept:
        told.begin("读取日志")
        if mapping is None:
            read = read_own(request.log, kept, request.span)
        else:
            read = read_log(
                request.log, mapping, law.procedures[0], kept, span=request.span, edition=law.book.digest, tick=told.tick
            )
        as_of = request.as_of or read.last
        if as_of is None or not read.acts:
            raise CannotScan(f"{request.log} 里没有一步可以核对{_why(read)}。请核对日志、--since、--until 和对照表的 times")
        if mapping is not None and mapping.calendar == "none":
            law = replace(law, book=every_day_counts(law.book, read.first or as_of, max(as_of, read.last or as_of)))
        asked = ask(kept, read.folder, law, recorded_by(mapping) if mapping else None, as_of, told, request.master)
        told.begin("统计")
        for table in ("acts", "cases"):
            kept.run(f"create view {table} as from read_parquet({text(read.folder / f'{table}.parquet')})")
        scanned = Scanned(
            figures(kept, law.procedures, law.book, asked.acts, asked.lacking),
            read,
            as_of,
            _write_rejected(request, read, kept),
            [*_later(request, read), *asked.notes],
        )
        told.begin("写结果")
        _write(request, scanned, law, kept, mapping.source if mapping else OURS)
    return scanned


def _why(read: LogRead) -> str:
    """What became of the rows of a log that has no act to ask about."""
    told = {"按对照表略去": read.ignored, "不在所取的时段": read.outside, **read.rejected}
    return f"：读入 {read.rows:,} 行" + "".join(f"，{what} {count:,} 行" for what, count in told.items() if count)


def _later(request: Request, read: LogRead) -> list[str]:
    """That a log goes on after the day it is asked for."""
    if request.as_of is None or read.last is None or read.last <= request.as_of:
        return []
    return [f"日志到 {read.last} 为止，晚于 {request.as_of} 的步骤照样核对，只有期限算到这一天"]


def _law(request: Request) -> tuple[Law, LogMapping | None]:
    """The law to go by, and the mapping where the log is another system's."""
    if request.log.is_dir():
        return (law_of(request.procedure) if request.procedure else law_of(*procedures_in(request.log))), None
    if request.procedure is None or request.mapping is None:
        raise CannotScan("扫描别的系统的日志，须用 --mapping 写明对照表，用 --procedure 写明程序。写法见 docs/scan.md")
    law = law_of(request.procedure)
    return law, read_mapping(request.mapping, law.procedures[0])


def _check_targets(request: Request) -> None:
    """What could not be written at the end, or would take the place of what is read, is said at the beginning."""
    read = [request.log, request.mapping, Path(request.procedure or "")]
    taken = {path.resolve() for path in read if path and path.is_file()}
    for path in filter(None, (request.out, request.html, request.rejected)):
        if path.resolve() in taken:
            raise CannotScan(f"{path} 是要读的文件，或者另一个结果也写到这里，不能覆盖。请换一个文件名")
        taken.add(path.resolve())
    for path in filter(None, (request.out, request.html, request.rejected)):
        writable(path)
    for path in filter(None, (request.out, request.rejected)):
        known(path)


def _rejected_path(request: Request) -> Path:
    if request.rejected:
        return request.rejected
    beside = request.out or Path(request.log.name)
    return beside.with_name(f"{beside.name}.rejected.csv")


def _write_rejected(request: Request, read: LogRead, kept: Store) -> Path | None:
    if not read.rejected:
        return None
    path = _rejected_path(request)
    headings = ", ".join(f"{name(column)} as {name(words)}" for column, words in rejects.COLUMNS.items())
    write_table(kept, f"select {headings} from {rejects.TABLE} order by line, reason", path)
    return path


def _write(request: Request, scanned: Scanned, law: Law, kept: Store, source: str) -> None:
    """The findings in order, and the report."""
    if request.out:
        write_table(kept, "select * from findings order by ref, n nulls last, rule, party nulls first, answer", request.out)
    if not request.html:
        return
    read = scanned.read
    about = About(
        source=source, procedure="、".join(procedure.title for procedure in law.procedures), log=request.log.name, as_of=scanned.as_of,
        as_of_told=request.as_of is not None, rows=read.rows, cases=read.cases, acts=read.acts, first=read.first, last=read.last,
        ignored=read.ignored, undated=read.undated, outside=read.outside, dropped=read.dropped, rejected=read.rejected,
        rejected_file=scanned.rejected_file.name if scanned.rejected_file else "", findings_file=request.out.name if request.out else "",
        lawbook=law.book.digest, version=__version__, notes=scanned.notes,
    )  # fmt: skip
    titles = {act: spec.title for procedure in law.procedures for act, spec in procedure.acts.items()}
    write_report(request.html, about, scanned.figures, kept, titles, MOST_SHOWN)
