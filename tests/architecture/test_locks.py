"""Lock files carry versions and hashes and name no host; what is installed for tests is what runs."""

import json
import re

from tests.architecture.sources import ROOT

PIN = re.compile(r"^([a-z0-9._-]+(?:\[[a-z,-]+\])?==\S+)", re.MULTILINE)
LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-node.lock",
    "requirements-spark.lock",
    "requirements-bench.lock",
)


def pins(lock: str) -> set[str]:
    return set(PIN.findall((ROOT / lock).read_text(encoding="utf-8")))


def test_no_lock_names_a_host() -> None:
    assert [lock for lock in LOCKS if "://" in (ROOT / lock).read_text(encoding="utf-8")] == []


def test_the_front_end_lock_names_no_host() -> None:
    assert "://" not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def test_every_front_end_package_has_a_digest() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in packages.items() if name and not package.get("integrity")] == []


def test_every_python_package_has_a_digest() -> None:
    for lock in LOCKS:
        blocks = re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text(encoding="utf-8"))
        assert [block.splitlines()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block] == []


def test_tests_run_with_the_versions_that_are_served() -> None:
    assert pins("requirements.lock") - pins("requirements-dev.lock") == set()
