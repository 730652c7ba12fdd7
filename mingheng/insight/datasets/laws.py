"""Which law and procedure a scan goes by: of a lawbook folder of the user's, or of ours."""

from calendar import SATURDAY
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from mingheng.insight.datasets.troubles import CannotScan, listed, nearest
from mingheng.kit.paths import lawbook_dir
from mingheng.law.rules.checking import check_lawbook
from mingheng.law.rules.lawbook import Calendar, Status
from mingheng.law.rules.procedure import Procedure
from mingheng.law.rules.reading import Lawbook, LawbookRefused, NoSuchEntry, read_lawbook

FILES = (".yaml", ".yml")
BEYOND = 30  # years past the last act in which a period may still end


@dataclass(frozen=True)
class Law:
    """A lawbook and the procedures of it that are asked."""

    book: Lawbook
    procedures: tuple[Procedure, ...]


def law_of(*words: str) -> Law:
    """The law of a procedure: a file of a lawbook folder, or keys of our own lawbook. Raises CannotScan."""
    path = Path(words[0]) if words else Path()
    if path.suffix.lower() not in FILES:
        return _of_keys(words)
    if not path.is_file():
        raise CannotScan(f"没有程序文件 {path}。请核对路径")
    folder = path.resolve().parent.parent
    checked = check_lawbook(folder)
    if checked.problems:
        raise CannotScan(
            "\n".join([*map(str, checked.problems), f"法律库 {folder} 有 {len(checked.problems)} 处问题，请改正后再扫描"])
        )
    book = read_lawbook(folder)
    here = {entry.key for entry in checked.entries if entry.kind == "procedure" and (folder / entry.file).samefile(path)}
    if len(here) != 1:
        raise CannotScan(f"{path} 应当写一个程序，现有 {len(here)} 个。程序文件放在法律库目录的 procedures/ 里")
    return Law(book, (book.procedure(here.pop()),))


def _of_keys(keys: tuple[str, ...]) -> Law:
    try:
        book = read_lawbook(lawbook_dir())
    except (LawbookRefused, FileNotFoundError) as error:
        raise CannotScan(str(error)) from error
    try:
        return Law(book, tuple(book.procedure(key) for key in keys))
    except NoSuchEntry as error:
        known = listed(book.procedures)
        near = "".join(nearest(key, book.procedures) for key in keys)
        raise CannotScan(f"{error}{near}可用的有 {known}；也可以写程序文件的路径，例如 procedures/road.yaml") from error


def every_day_counts(book: Lawbook, first: date, last: date) -> Lawbook:
    """The same law where every day is a working day."""
    years = range(first.year - 1, last.year + BEYOND)
    calendars = {
        year: Calendar(
            year=year, off=frozenset(), makeup=frozenset(_weekends(year)), status=Status.DESIGN, source="对照表：每天都算"
        )
        for year in years
    }
    return book.model_copy(update={"calendars": calendars})


def _weekends(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        if day.weekday() >= SATURDAY:
            yield day
        day += timedelta(days=1)
