"""A night: what the worker does of it, without the worker."""

from datetime import date, datetime, time
from pathlib import Path

from mingheng.insight.actions import request_scan, work_off
from mingheng.insight.models import Finding, Run
from mingheng.kit.dates import SHANGHAI
from tests.cast import Cast


def silent(stage: str, done: int, total: int) -> None:
    """Nobody listens."""


def night(folder: Path, cast: Cast, day: date) -> Run:
    """Ask for a scan on the evening of a day and do it."""
    at = datetime.combine(day, time(23, 0), SHANGHAI)
    request_scan(by=cast.supervisor, at=at)
    run = work_off(folder=folder, at=at, tell=silent)
    assert run is not None
    return run


def standing() -> set[tuple[str, str]]:
    """Rule and answer of every finding that holds."""
    return set(Finding.objects.filter(gone=None).values_list("rule", "answer"))
