"""Audits: asked for, made, kept. What differs locks its case until a person unlocks it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.db import transaction

from mingheng.cases.actions.differences import BY, RUNNING, WRITING, stored
from mingheng.cases.models import AuditRun, Case
from mingheng.cases.queries.auditing.runs import last_upto, night_is_due, under_way
from mingheng.cases.queries.auditing.whole import audit_everything, audit_one, terms_on
from mingheng.cases.rules.audits import Audited, Share
from mingheng.kit.alone import alone, hold
from mingheng.kit.dates import day_of
from mingheng.ledger import actions as ledger
from mingheng.ledger.actions.memory import remembered_checkpoint
from mingheng.ledger.rules import WORKER, Json
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.notes import BadNote

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

CHAIN = "audit:runs"
MOST_TRIES = 3
INTERRUPTED = f"审计 {MOST_TRIES} 次都中断了。请系统管理员查看日志，处理后再点“立即审计”"
LONGEST_REASON = 400
SHOWN_EVERY = 1.0  # seconds

Tell = Callable[[str, int, int], None]


@transaction.atomic
def request_audit(*, by: "Officer", at: datetime) -> AuditRun:
    """Ask for an audit of everything as soon as may be; the one that waits or goes on already, where there is one."""
    hold(WRITING)
    return under_way() or _queued(AuditRun.Kind.WHOLE, f"o:{by.pk}", f"u:{by.unit.key}", at, by)


@transaction.atomic
def queue_audit(*, whole: bool, by: str, at: datetime) -> AuditRun:
    """The same, asked for by the installation itself: of everything, or of what is new and the day's share of the rest."""
    hold(WRITING)
    return under_way() or _queued(AuditRun.Kind.WHOLE if whole else AuditRun.Kind.NIGHT, by, by, at, None)


@transaction.atomic
def plan_audit(*, nightly: time, at: datetime, by: str = WORKER) -> AuditRun | None:
    """Put the audit of this night in the queue, once; None when it is not due."""
    hold(WRITING)
    if under_way() is not None or not night_is_due(at, nightly):
        return None
    return _queued(AuditRun.Kind.NIGHT, by, by, at, None)


class Made(NamedTuple):
    """An audit that came to its end, and all it found."""

    run: AuditRun
    audited: Audited


def work_off_audit(*, at: datetime, tell: Tell, processes: int = 1, by: str = WORKER) -> Made | None:
    """Make the audit that waits, or that somebody was killed in; None where there is none, or another process is at it.

    An error of the machine is raised; the run then waits for its next try, and after the last one says that it failed.
    """
    with alone(RUNNING) as mine:
        run = _taken_up(at) if mine else None
        if run is None:
            return None
        began = monotonic()
        try:
            memory, wrong = _memory()
            audited = audit_everything(
                at=at, terms=terms_on(day_of(at)), memory=memory, share=_share(run, at), processes=processes,
                tell=_Telling(run, tell),
            )  # fmt: skip
            audited = replace(audited, found=(*wrong, *audited.found))
            _finished(run, audited, at, at + timedelta(seconds=monotonic() - began), by, by)
        except Exception as error:
            _given_back(run, error)
            raise
        return Made(run, audited)


@transaction.atomic
def audit_case(*, case_id: UUID, by: "Officer | None", at: datetime) -> Made:
    """Audit one case now, and lock it if it differs; nobody changes the case meanwhile. Without `by` the program does it."""
    hold(WRITING)
    Case.objects.select_for_update().get(pk=case_id)
    audited = audit_one(case_id)
    run = AuditRun.objects.create(
        kind=AuditRun.Kind.CASE, state=AuditRun.State.RUNNING, case_id=case_id, asked_by=by, asked_at=at, began_at=at
    )
    who, unit = (f"o:{by.pk}", f"u:{by.unit.key}") if by else (BY, BY)
    _finished(run, audited, at, at, who, unit)
    return Made(run, audited)


def _memory() -> tuple[Checkpoint | None, tuple[Difference, ...]]:
    """What the signer remembers; a memory that was damaged is itself a difference."""
    try:
        return remembered_checkpoint(), ()
    except BadNote as reason:
        return None, (Difference("memory-damaged", stored=str(reason), about="签名方的记忆"),)


def _queued(kind: str, by: str, unit: str, at: datetime, asked_by: "Officer | None") -> AuditRun:
    run = AuditRun.objects.create(kind=kind, asked_by=asked_by, asked_at=at)
    facts: dict[str, Json] = {"run": run.pk, "kind": kind}
    ledger.record(kind="audit:asked", chain=CHAIN, facts=facts, personal={}, by=by, unit=unit, at=at, happened=None)
    return run


def _share(run: AuditRun, at: datetime) -> Share:
    if run.kind == AuditRun.Kind.WHOLE:
        return Share()
    terms = terms_on(day_of(at))
    return Share(last_upto(), day_of(at).toordinal(), terms.rows, terms.files)


@transaction.atomic
def _taken_up(at: datetime) -> AuditRun | None:
    """The run that goes on from now; one that was begun is somebody's who is no more, for we hold the lock."""
    hold(WRITING)
    runs = AuditRun.objects.exclude(kind=AuditRun.Kind.CASE)
    runs.filter(state=AuditRun.State.RUNNING, tries__gte=MOST_TRIES).update(
        state=AuditRun.State.FAILED, reason=INTERRUPTED, ended_at=at
    )
    run = under_way()
    if run is None:
        return None
    run.state, run.tries, run.began_at = AuditRun.State.RUNNING, run.tries + 1, at
    run.stage, run.done, run.total = "", 0, 0
    run.save()
    return run


@transaction.atomic
def _finished(run: AuditRun, audited: Audited, at: datetime, ended: datetime, by: str, unit: str) -> None:
    """Keep what was found, lock what differs, and say so in the ledger."""
    hold(WRITING)
    run.fresh = stored(run=run, audited=audited, at=at)
    run.state, run.ended_at, run.stage, run.reason = AuditRun.State.DONE, ended, "", ""
    run.found, run.upto, run.signed, run.counted = len(audited.found), audited.upto, audited.signed, dict(audited.counted)
    run.save()
    facts: dict[str, Json] = {"run": run.pk, "kind": run.kind, "found": run.found, "fresh": run.fresh, **run.counted}
    ledger.record(kind="audit:done", chain=CHAIN, facts=facts, personal={}, by=by, unit=unit, at=at, happened=None)


@transaction.atomic
def _given_back(run: AuditRun, error: Exception) -> None:
    """Say what went wrong; it stays to be tried again as often as may be."""
    over = run.tries >= MOST_TRIES
    AuditRun.objects.filter(pk=run.pk).update(
        state=AuditRun.State.FAILED if over else AuditRun.State.RUNNING,
        reason=f"{type(error).__name__}: {error}"[:LONGEST_REASON],
    )


class _Telling:
    """Tells whoever listens, and the run's row about once a second."""

    def __init__(self, run: AuditRun, tell: Tell) -> None:
        self.run, self.tell, self.last, self.stage = run, tell, 0.0, ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        self.tell(stage, done, total)
        now = monotonic()
        if stage != self.stage or now - self.last > SHOWN_EVERY:
            self.stage, self.last = stage, now
            AuditRun.objects.filter(pk=self.run.pk).update(stage=stage, done=done, total=total)
