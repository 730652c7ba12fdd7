"""The import contracts really forbid: each deliberate breach, planted in a copy, is reported."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

BREACHES = {
    "mingheng/evidence/access.py": "import mingheng.cases.queries",
    "mingheng/evidence/queries.py": "import mingheng.evidence.actions",
    "mingheng/subjects/rules.py": "import django.db",
    "mingheng/organisation/queries/people.py": "import mingheng.ledger.models",
    "mingheng/kit/locks.py": "import django",
    "mingheng/insight/datasets/mapping.py": "import mingheng.cases.models",
    "config/env.py": "import mingheng.cases.models",
    "mingheng/utils/__init__.py": "",
}
CONTRACTS = (
    "Rooms look down, never up",
    "Inside a room",
    "Rules are pure",
    "Only the ledger touches its tables",
    "Starting, stopping and copying need no Django",
    "Scanning needs no Django and no yardstick",
    "Settings know no room above the kit",
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy with all breaches in it."""
    copy = tmp_path_factory.mktemp("breached")
    for folder in ("mingheng", "config"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "tests", "static"))
    shutil.copyfile(ROOT / "pyproject.toml", copy / "pyproject.toml")
    for name, line in BREACHES.items():
        (copy / name).parent.mkdir(exist_ok=True)
        with (copy / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([linter, "--no-cache"], cwd=copy, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_breach_of_it_is_reported(report: str, contract: str) -> None:
    assert f"{contract} BROKEN" in report


def test_a_new_folder_must_choose_its_floor(report: str) -> None:
    assert "mingheng.utils" in report
