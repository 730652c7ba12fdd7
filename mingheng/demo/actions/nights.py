"""The nights on which all dockets were scanned, one a month, and what people said to what was found in the days after."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mingheng.demo.actions.centre import Desk, Event
from mingheng.demo.rules.timetable import shifted
from mingheng.insight import actions as insight
from mingheng.insight.queries.findings import findings
from mingheng.kit.dates import moment_of
from mingheng.organisation.rules import Duty
from mingheng.supervision.actions import answer_finding

if TYPE_CHECKING:
    from mingheng.insight.models import Finding
    from mingheng.organisation.models import Officer

BY = "console"
NIGHT, MORNING, AFTERNOON = time(2, 0), time(10, 30), time(15, 40)
MONTHS, BEFORE_ITS_END = 3, 6  # how many months back, and working days
A_DAY = timedelta(days=1)
CONFIRMED = "已调阅案卷核对，情况属实，承办人认可。请中队说明原因，补正后报督察大队复核，下月一并复查"
EXPLAINED = "已核对：纸质文书签名齐全，原件在中队档案柜，扫描件没有上传。本周补扫入卷，由法制员逐份核对"
FALSE_ALARM = "经核对案卷原件和送达记录，办理没有超出规定，规则没有算入依法扣除的时间，按误报处理并告知规则维护人"


def night_events(desk: Desk, folder: Path) -> Iterator[Event]:
    """The scan of each of the months before, and the answers on the working day after it."""
    for day in _nights(desk):
        after = shifted(day, 1, desk.calendar)
        yield moment_of(day, NIGHT), partial(_scan, folder, moment_of(day, NIGHT))
        yield moment_of(after, MORNING), partial(_settle, desk, moment_of(after, MORNING))
        yield moment_of(after, AFTERNOON), partial(_explain, desk, moment_of(after, AFTERNOON))


def _nights(desk: Desk) -> Iterator[date]:
    first = desk.last.replace(day=1)
    for _ in range(MONTHS):
        yield shifted(first, -BEFORE_ITS_END, desk.calendar)
        first = (first - A_DAY).replace(day=1)


def _scan(folder: Path, at: datetime) -> None:
    insight.queue_scan(by=BY, at=at)
    insight.work_off(folder=folder, at=at, tell=lambda _stage, _done, _total: None, by=BY)


def _settle(desk: Desk, at: datetime) -> None:
    """The brigade confirms the first of what waits and takes the last for a false alarm."""
    waiting, supervisor = _waiting(), desk.staff.of_duty(Duty.SUPERVISOR)[0]
    for found in waiting[:1]:
        _say(found, "confirmed", CONFIRMED, supervisor, at)
    for found in waiting[2:][-1:]:
        _say(found, "false_alarm", FALSE_ALARM, supervisor, at)


def _explain(desk: Desk, at: datetime) -> None:
    """The leader of the squad explains the first of what is left."""
    for found in _waiting()[:1]:
        _say(found, "explained", EXPLAINED, desk.staff.of_duty(Duty.SQUAD_LEADER, found.unit_now)[0], at)


def _waiting() -> "list[Finding]":
    """The breaches nobody has answered, the gravest first."""
    return list(findings().filter(gone=None, answer="broken", case__isnull=False, answers__isnull=True).order_by("weight", "id"))


def _say(found: "Finding", kind: str, words: str, by: "Officer", at: datetime) -> None:
    answer_finding(finding_id=found.pk, kind=kind, reason=words, seen=0, token=None, by=by, at=at)
