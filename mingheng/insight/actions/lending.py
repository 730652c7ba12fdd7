"""Writing our log as a folder of tables that anybody can scan."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from mingheng.insight.actions.alone import alone
from mingheng.insight.actions.exporting import Tell, export_dockets
from mingheng.insight.datasets.parts import engine, open_log, write_tables
from mingheng.insight.queries.changes import live

UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class Lent:
    """How much was written."""

    cases: int
    acts: int


def export_log(*, folder: Path, to: Path, procedure: str | None, at: datetime, tell: Tell, by: str) -> Lent | None:
    """Write the log of all our dockets, or of one procedure, into the folder `to`, which is there once it is whole.

    None while another process is at the export.
    """
    with alone() as mine:
        if not mine:
            return None
        export_dockets(folder=folder, at=at, tell=tell, by=by)
        backend = engine(memory=settings.MINGHENG_SCAN_MEMORY, scratch=folder / "scratch")
        log = open_log(backend, folder, live())
        if procedure:
            log = log.of(log.cases.filter(log.cases.procedure == procedure).select("case"))
        place = to.with_name(to.name + UNFINISHED)
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_tables(log, place)
        told = Lent(log.cases.count().to_pyarrow().as_py(), log.acts.count().to_pyarrow().as_py())
        backend.disconnect()
        if to.exists():
            to.rmdir()
        place.rename(to)
        return told
