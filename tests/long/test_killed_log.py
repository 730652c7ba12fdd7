"""The worker is killed a thousand times while it places, signs and publishes: nothing is lost, nothing doubled, nothing half.

`python3 dev.py test --long` runs it; MINGHENG_LONG_KILLS makes it shorter to try out.
"""

import os
from pathlib import Path

import pytest
from pytest_django import Settings

from mingheng.kit.postgres import Cluster
from mingheng.ledger.tests.killing import SECRET, killed_again_and_again

pytestmark = [pytest.mark.long]

ROUNDS = int(os.environ.get("MINGHENG_LONG_KILLS", "1000"))
AT_ONCE = 50  # rounds on one log, which is read whole after each


@pytest.mark.parametrize("seed", range(-(-ROUNDS // AT_ONCE)))
def test_killed_a_thousand_times_the_log_loses_and_doubles_nothing(
    committed_db: str, cluster: Cluster, tmp_path: Path, settings: Settings, seed: int
) -> None:
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = SECRET, tmp_path / "signer"
    killed_again_and_again(cluster, committed_db, tmp_path, min(AT_ONCE, ROUNDS), seed)
