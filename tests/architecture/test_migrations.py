"""The migrations make exactly the tables the models describe."""

import subprocess
import sys

from tests.architecture.sources import ROOT


def test_no_migration_is_missing() -> None:
    checked = subprocess.run([sys.executable, ROOT / "tools/check_migrations.py"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
