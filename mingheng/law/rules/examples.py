"""The worked examples of `lawbook/scenarios/` as the report reads them: name, side and the facts of law they prove.

How an example is played is known to the tests alone; here only what a reader of the report wants to see.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingheng.kit.yaml_files import read_yaml

BACKDROP = "road"  # the road examples start from; it proves nothing by itself


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """One example. `refused`: it stops an act, or marks it as a fault; otherwise the act may be taken."""

    name: str
    subject: str
    refused: bool
    facts: frozenset[str]


def read_examples(directory: Path) -> tuple[WorkedExample, ...]:
    """Every worked example of a lawbook folder, by file and in the order of the file."""
    files = [path for path in sorted(directory.glob("*.yaml")) if not path.stem.startswith(BACKDROP)]
    return tuple(example for path in files for example in _in_file(path))


def _in_file(path: Path) -> Iterator[WorkedExample]:
    for written in read_yaml(path) or ():
        facts = frozenset(written.get("facts") or ())
        yield WorkedExample(written["name"], path.stem, _refused(written["expect"]), facts)


def _refused(expect: Any) -> bool:
    return isinstance(expect, dict) and bool(expect.get("refused") or expect.get("noted") or expect.get("no_fine"))
