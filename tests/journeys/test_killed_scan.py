"""A scan that is killed, wherever it is, leaves nothing half done, and the next one finds what an undisturbed one finds."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from mingheng.cases.models import Step
from mingheng.insight.actions import queue_scan, work_off
from mingheng.insight.datasets.parts import engine, open_log, parts_there
from mingheng.insight.models import Exported, Finding, Part, Run
from mingheng.insight.queries.changes import live
from mingheng.kit import clock
from mingheng.kit.paths import CHECKOUT
from mingheng.kit.postgres import Cluster
from tests.cast import Cast
from tests.journeys.drive import Drive, parts
from tests.journeys.test_killed import environment

pytestmark = pytest.mark.trouble
MOMENTS = (
    ("export", 0.0),
    ("export", 0.05),
    ("export", 0.2),
    ("ask", 0.0),
    ("patterns", 0.0),
    ("patterns", 1.0),
    ("patterns", 3.0),
)


def start(cluster: Cluster, folder: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "tests.journeys.scanner", str(folder)]
    return subprocess.Popen(words, env=environment(cluster), cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)


def kill_at(cluster: Cluster, folder: Path, stage: str, later: float) -> None:
    """Kill a run so long after it came to a stage."""
    with start(cluster, folder) as scanner:
        assert scanner.stdout is not None
        for line in scanner.stdout:
            if line.startswith(stage):
                break
        time.sleep(later)
        scanner.kill()


def exported(folder: Path) -> list[tuple[Any, ...]]:
    log = open_log(engine(memory="256MB", scratch=folder / "scratch"), folder, live())
    acts = log.acts.to_pyarrow().to_pylist()
    return sorted((row["case"], row["n"], row["act"], row["bits"]) for row in acts)


def found() -> set[tuple[Any, ...]]:
    return set(Finding.objects.filter(gone=None).values_list("fingerprint", "answer", "due", "reason"))


@pytest.fixture
def cases(committed_cast: Cast) -> None:
    """Six cases, as far as the archive and less far."""
    for until in ("archive_case", "approve_filing", "give_notice", "check_lead", "approve_decision", "report_investigation"):
        Drive(parts(committed_cast)).go(until=until)


def test_wherever_it_is_killed_nothing_is_half_done(cases: None, cluster: Cluster, tmp_path: Path) -> None:
    for stage, later in MOMENTS:
        kill_at(cluster, tmp_path, stage, later)
        assert set(Part.objects.values_list("pk", flat=True)) <= parts_there(tmp_path)
        assert Finding.objects.count() in (0, len(found()))
        assert Exported.objects.filter(part=None).count() == 0
    while (run := work_off(folder=tmp_path, at=clock.now(), tell=lambda stage, done, total: None)) is not None:
        assert run.state in (Run.State.DONE, Run.State.FAILED)
    queue_scan(by="s:test", at=clock.now())
    work_off(folder=tmp_path, at=clock.now(), tell=lambda stage, done, total: None)
    after = (exported(tmp_path), found())
    assert len(after[0]) == Step.objects.count()
    assert parts_there(tmp_path) == set(Part.objects.values_list("pk", flat=True))
    for table in (Finding, Exported, Part):
        table.objects.all().delete()
    queue_scan(by="s:test", at=clock.now())
    work_off(folder=tmp_path / "fresh", at=clock.now(), tell=lambda stage, done, total: None)
    assert (exported(tmp_path / "fresh"), found()) == after


def test_two_at_once_are_one(cases: None, cluster: Cluster, tmp_path: Path) -> None:
    with start(cluster, tmp_path) as one, start(cluster, tmp_path) as other:
        told = [scanner.communicate()[0] for scanner in (one, other)]
    assert [one.returncode, other.returncode] == [0, 0]
    assert sorted("export" in said for said in told) in (
        [False, True],
        [True, True],
    )  # the second may come when the first is done
    assert len(exported(tmp_path)) == Step.objects.count()
    assert Finding.objects.count() == len(set(Finding.objects.values_list("fingerprint", flat=True)))
    assert not Run.objects.exclude(state=Run.State.DONE).exists()
