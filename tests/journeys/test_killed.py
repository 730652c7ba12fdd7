"""A process that is killed in the middle of steps loses none it has acknowledged and leaves none half done."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from mingheng.cases.models import Case, Step
from mingheng.documents import queries as documents
from mingheng.kit.paths import CHECKOUT
from mingheng.kit.postgres import APP, Cluster
from tests.cast import Cast
from tests.journeys.drive import assert_recorded, assert_row_is_fold, parts

pytestmark = pytest.mark.trouble
BEFORE = (1, 7, 12, 18)  # acknowledged steps before each kill: in the first act, between acts, while a file is taken in


def environment(cluster: Cluster) -> dict[str, str]:
    """What another process of this installation would be started with."""
    return {
        **os.environ,
        "DATABASE_URL": cluster.url(APP, str(connection.settings_dict["NAME"])),
        "MINGHENG_SECRET_KEY": settings.SECRET_KEY,
        "MINGHENG_MASTER_KEY": settings.MINGHENG_MASTER_KEY.hex(),
        "MINGHENG_RECEIPT_KEY": settings.MINGHENG_RECEIPT_KEY.hex(),
        "MINGHENG_FILES": str(settings.MEDIA_ROOT),
    }


def run_and_kill(cluster: Cluster, people: list[str], acknowledged: int) -> list[str]:
    """What a stepper had acknowledged when it was killed, at once after that many lines."""
    words = [sys.executable, "-m", "tests.journeys.stepper", *people]
    with subprocess.Popen(words, env=environment(cluster), cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as stepper:
        assert stepper.stdout is not None
        lines = [stepper.stdout.readline().strip() for _ in range(acknowledged)]
        stepper.kill()
        lines += [line.strip() for line in stepper.stdout if line.endswith("\n")]
    return lines


def test_no_acknowledged_step_is_lost(committed_cast: Cast, cluster: Cluster) -> None:
    people = [f"{part}={officer.username}" for part, officer in parts(committed_cast).items()]
    said = [line for count in BEFORE for line in run_and_kill(cluster, people, count)]
    assert len(said) >= sum(BEFORE)
    for line in said:
        case_id, n = line.split()
        assert Step.objects.filter(case_id=case_id, n=n).exists()
    for case in Case.objects.all():
        assert_recorded(case)
        assert_row_is_fold(case)
        assert len(documents.of_folder(case.id)) == Step.objects.filter(case=case, instrument__isnull=False).count()
    named = {row["sha256"] for step in Step.objects.filter(act="add_evidence") for row in step.facts["files"]}
    assert named
    assert named <= {sha256(path.read_bytes()).hexdigest() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
