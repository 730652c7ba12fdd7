"""No path of somebody's machine, no key and no host of a registry is in the repository."""

import re
import subprocess

from tests.architecture.sources import ROOT

MACHINE = re.compile(r"(?<![\w.])/(?:root|home/\w+|work|Users/\w+)/")
KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
REGISTRY = re.compile(r"https?://[\w.-]*(?:pypi|npmjs|pythonhosted|npmmirror|tuna\.tsinghua|aliyun)[\w.-]*")
SELF = "tests/architecture/test_nothing_private.py"


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and name != SELF and (ROOT / name).is_file()]


def matches(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for name in tracked():
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:  # a picture
            continue
        found += [f"{name}: {hit[0]}" for hit in pattern.finditer(text)]
    return found


def test_no_path_of_a_machine_is_in_the_repository() -> None:
    assert matches(MACHINE) == []


def test_no_private_key_is_in_the_repository() -> None:
    assert matches(KEY) == []


def test_no_package_registry_is_named() -> None:
    assert matches(REGISTRY) == []
