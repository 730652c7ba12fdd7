"""When a scan is made: once a night after its hour, and as soon as may be when somebody asks."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from mingheng.insight.actions import plan_night, queue_scan, request_scan, work_off
from mingheng.insight.actions.scanning import MOST_TRIES
from mingheng.insight.models import Run
from mingheng.insight.tests.nights import silent
from mingheng.kit.dates import SHANGHAI
from tests.cast import Cast
from tests.walking import walk

NIGHTLY = time(2, 30)
DAY = date(2026, 9, 10)


def at(hour: int, day: date = DAY) -> datetime:
    return datetime.combine(day, time(hour), SHANGHAI)


def test_the_night_has_its_hour_and_comes_once(cast: Cast) -> None:
    walk(cast, "register_lead")
    assert plan_night(nightly=NIGHTLY, at=at(2)) is None
    planned = plan_night(nightly=NIGHTLY, at=at(3))
    assert planned is not None
    assert plan_night(nightly=NIGHTLY, at=at(4)) is None
    Run.objects.update(state=Run.State.DONE)
    assert plan_night(nightly=NIGHTLY, at=at(23)) is None
    assert plan_night(nightly=NIGHTLY, at=at(3, DAY + timedelta(days=1))) is not None


def test_where_there_is_no_case_there_is_no_night(cast: Cast) -> None:
    assert plan_night(nightly=NIGHTLY, at=at(3)) is None


def test_asking_twice_is_asking_once(cast: Cast) -> None:
    assert request_scan(by=cast.supervisor, at=at(9)).pk == request_scan(by=cast.bureau_head, at=at(10)).pk
    assert queue_scan(by="s:console", at=at(11)).asked_by_id == cast.supervisor.pk


def test_without_a_run_nothing_is_done(cast: Cast, tmp_path: Path) -> None:
    assert work_off(folder=tmp_path, at=at(9), tell=silent) is None
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_fails_is_tried_again_and_given_up(cast: Cast, tmp_path: Path) -> None:
    walk(cast, "register_lead")
    queue_scan(by="s:console", at=at(9))
    unwritable = tmp_path / "file"
    unwritable.write_text("not a folder", encoding="ascii")
    for _ in range(MOST_TRIES):
        with pytest.raises(FileExistsError):
            work_off(folder=unwritable, at=at(9), tell=silent)
    run = Run.objects.get()
    assert (run.state, run.tries) == (Run.State.FAILED, MOST_TRIES)
    assert "FileExistsError" in run.reason
    queue_scan(by="s:console", at=at(10))
    done = work_off(folder=tmp_path / "folder", at=at(10), tell=silent)
    assert done is not None
    assert done.state == Run.State.DONE


def test_one_that_was_killed_too_often_is_given_up(cast: Cast, tmp_path: Path) -> None:
    Run.objects.create(state=Run.State.RUNNING, tries=MOST_TRIES, asked_at=at(9), as_of=DAY)
    assert work_off(folder=tmp_path, at=at(10), tell=silent) is None
    assert Run.objects.get().state == Run.State.FAILED
