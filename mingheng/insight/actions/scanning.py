"""A run from its beginning to its end: taken up, exported, asked, stored. Whoever is killed in it leaves it to the next."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import monotonic

from django.db import transaction

from mingheng import __version__
from mingheng.insight.actions.alone import WRITING, alone, hold
from mingheng.insight.actions.answers import answers
from mingheng.insight.actions.exporting import Tell, export_dockets
from mingheng.insight.actions.storing import store_findings
from mingheng.insight.models import Run
from mingheng.insight.queries.changes import to_ask
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.ledger.rules import WORKER

MOST_TRIES = 3
INTERRUPTED = f"扫描 {MOST_TRIES} 次都中断了。请系统管理员查看日志，处理后再点“立即扫描”"
LONGEST_REASON = 400
SHOWN_EVERY = 1.0  # seconds


def work_off(*, folder: Path, at: datetime, tell: Tell, by: str = WORKER) -> Run | None:
    """Do the run that waits, or that somebody was killed in; None where there is none, or another process is at it.

    An error of the machine is raised; the run then waits for its next try, and after the last one says that it failed.
    """
    with alone() as mine:
        run = _taken_up(at) if mine else None
        if run is None:
            return None
        began = monotonic()
        told = _Telling(run, tell)
        try:
            written = export_dockets(folder=folder, at=at, tell=told, by=by)
            run.read, run.left_out = written.read, written.left_out
            book = law.lawbook()
            under = sha256(f"{book.digest} {__version__}".encode()).hexdigest()
            rows = to_ask(under, run.as_of)
            found = answers(run=run, rows=rows, folder=folder, book=book, tell=told)
            told("store", 0, 1)
            store_findings(run=run, found=found, under=under, at=at, ended_at=at + timedelta(seconds=monotonic() - began), by=by)
        except Exception as error:
            _given_back(run, error)
            raise
        return run


@transaction.atomic
def _taken_up(at: datetime) -> Run | None:
    """The run that goes on from now; one that was begun is somebody's who is no more, for we hold the lock."""
    hold(WRITING)
    Run.objects.filter(state=Run.State.RUNNING, tries__gte=MOST_TRIES).update(
        state=Run.State.FAILED, reason=INTERRUPTED, ended_at=at
    )
    left = Run.objects.filter(state=Run.State.RUNNING).first()
    run = left or Run.objects.filter(state=Run.State.WAITING).order_by("id").first()
    if run is None:
        return None
    run.state, run.tries, run.began_at, run.as_of = Run.State.RUNNING, run.tries + 1, at, day_of(at)
    run.left_out, run.stage, run.done, run.total = {}, "", 0, 0
    run.save()
    return run


@transaction.atomic
def _given_back(run: Run, error: Exception) -> None:
    """Say what went wrong; it stays to be tried again as often as may be."""
    over = run.tries >= MOST_TRIES
    Run.objects.filter(pk=run.pk).update(
        state=Run.State.FAILED if over else Run.State.RUNNING, reason=f"{type(error).__name__}: {error}"[:LONGEST_REASON]
    )


class _Telling:
    """Tells whoever listens, and the run's row about once a second."""

    def __init__(self, run: Run, tell: Tell) -> None:
        self.run, self.tell, self.last, self.stage = run, tell, 0.0, ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        self.tell(stage, done, total)
        if stage != self.stage or monotonic() - self.last > SHOWN_EVERY:
            self.stage, self.last = stage, monotonic()
            Run.objects.filter(pk=self.run.pk).update(stage=stage, done=done, total=total)
