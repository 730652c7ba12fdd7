"""The worker's part: making the PDFs that wait, one at a time, so that a killed worker leaves its work waiting."""

import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db import transaction

from mingheng.documents import queries
from mingheng.documents.actions.binding import make_dossier
from mingheng.documents.actions.records import record_paper
from mingheng.documents.actions.storing import keep
from mingheng.documents.models import Dossier, Instrument, State
from mingheng.documents.rules import InstrumentRefused
from mingheng.documents.rules.binding import page_count
from mingheng.documents.rules.checking import check_mark
from mingheng.documents.rules.recorded import RENDERED, printed
from mingheng.documents.rules.typesetting import typeset

log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

MOST_TRIES = 5
PAUSE = timedelta(seconds=30)  # until the next try of work that was begun and not finished; doubled each time
_INTERRUPTED = f"生成 {MOST_TRIES} 次都没有完成。请联系系统管理员查看日志，处理后点“重新生成”"
Work = TypeVar("Work", Instrument, Dossier)


def render_waiting(*, at: datetime, limit: int = 20) -> int:
    """Make up to `limit` waiting instruments and dossiers; how many were taken up.

    Any number of workers may run it at once. What cannot be made for a reason a person must mend becomes `failed` with
    that reason; an error of the machine is raised, and the work waits for its next try.
    """
    for done in range(limit):
        if not (_take_up(Instrument, _render, at) or _take_up(Dossier, _bind, at)):
            return done
    return limit


@transaction.atomic
def render_folder(*, folder: UUID, at: datetime) -> None:
    """Make the waiting instruments of one folder now, before those of others. Raises InstrumentRefused for what a person must mend."""
    for row in Instrument.objects.select_for_update().filter(folder=folder, state=State.WAITING).order_by("n"):
        _render(row, at)


@transaction.atomic
def render_again(*, instrument_id: UUID, by: "Officer", at: datetime) -> None:
    """Put a failed instrument back in the queue, once what its reason names is mended. Raises InstrumentRefused."""
    row = Instrument.objects.select_for_update().get(uid=instrument_id)
    if row.state != State.FAILED:
        raise InstrumentRefused(f"《{row.title}》没有生成失败，不需要重新生成")
    Instrument.objects.filter(pk=row.pk).update(state=State.WAITING, tries=0, reason="", not_before=at)
    record_paper("paper.retried", row.folder, {"instrument": str(row.uid)}, files=(), by=by, at=at)


def _take_up(model: type[Work], make: Callable[[Work, datetime], None], at: datetime) -> bool:
    """Count a try, in its own transaction so that it counts even if the process dies in it; then make."""
    with transaction.atomic():
        queue = model.objects.select_for_update(skip_locked=True).filter(state=State.WAITING, not_before__lte=at)
        row = queue.order_by("not_before", "n").first()
        if row is None:
            return False
        if row.tries >= MOST_TRIES:
            model.objects.filter(pk=row.pk).update(state=State.FAILED, reason=_INTERRUPTED)
            return True
        pause = at + PAUSE * 2**row.tries
        model.objects.filter(pk=row.pk).update(tries=row.tries + 1, not_before=pause)
    with transaction.atomic():
        # Waits: whoever looks through the queue holds the row for a moment before he sees that it is taken.
        held = model.objects.select_for_update().filter(pk=row.pk, state=State.WAITING).first()
        if held is not None:
            try:
                make(held, at)
            except InstrumentRefused as refusal:
                log.warning("work %s failed", held.pk, exc_info=refusal)
                model.objects.filter(pk=held.pk).update(state=State.FAILED, reason=str(refusal))
    return True


def _render(row: Instrument, at: datetime) -> None:
    """The same paper, fonts and moment of order give the same bytes, so a second making is harmless."""
    marked = row.paper | {"check": check_mark(queries.paper_address(row.uid))}
    made = typeset(row.paper["template"], marked, fonts=queries.fonts(), at=row.ordered_at)
    kept = keep(made, f"{row.folder}/{row.uid}", "pdf")
    Instrument.objects.filter(pk=row.pk).update(
        state=State.READY, reason="", made_at=at, file=kept.name, sha256=kept.sha256, size=kept.size, pages=page_count(made)
    )
    facts = {"instrument": str(row.uid)}
    shown = printed(row.paper)
    record_paper(RENDERED, row.folder, facts, files=[kept.sha256], by=None, at=at, printed=shown, happened=row.ordered_at)


def _bind(row: Dossier, at: datetime) -> None:
    if Instrument.objects.filter(folder=row.folder, state=State.WAITING).exists():
        Dossier.objects.filter(pk=row.pk).update(tries=row.tries - 1)  # not its turn yet, and no try
        return
    bound = make_dossier(row)
    kept = keep(bound.content, f"{row.folder}/dossier-{row.uid}", "pdf")
    Dossier.objects.filter(pk=row.pk).update(
        state=State.READY, reason="", made_at=at, file=kept.name, sha256=kept.sha256, size=kept.size, pages=bound.pages,
        contents=[asdict(line) for line in bound.lines],
    )  # fmt: skip
    record_paper("dossier.bound", row.folder, {"dossier": str(row.uid)}, files=[kept.sha256], by=None, at=at)
