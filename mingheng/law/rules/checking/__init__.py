"""Checks a lawbook before it is published: all that can be wrong without a database."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mingheng.law.rules.checking.amounts import amount_problems
from mingheng.law.rules.checking.dead_citations import citation_problems
from mingheng.law.rules.checking.patterns import pattern_problems
from mingheng.law.rules.checking.plans import plan_problems
from mingheng.law.rules.checking.procedures import procedure_problems
from mingheng.law.rules.checking.spans import span_problems
from mingheng.law.rules.checking.standards import standard_problems
from mingheng.law.rules.reading import Entry, LawbookRefused, Problem, read_entries

__all__ = ["Checked", "check_lawbook"]


@dataclass(frozen=True)
class Checked:
    """What a check found: `problems` stop the lawbook from being loaded, `notes` only inform."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def check_lawbook(directory: Path) -> Checked:
    """Read and check a lawbook folder. Faults of shape hide all others: they are told first."""
    try:
        entries = read_entries(directory)
    except LawbookRefused as refused:
        return Checked((), refused.problems, ())
    problems = [
        *span_problems(entries),
        *citation_problems(entries),
        *amount_problems(entries),
        *procedure_problems(entries),
        *pattern_problems(entries),
        *plan_problems(entries),
        *standard_problems(entries),
    ]
    return Checked(tuple(entries), tuple(sorted(set(problems))), tuple(sorted(unverified(entries))))


def unverified(entries: Iterable[Entry]) -> list[Problem]:
    """What the lawbook itself says is from memory (status U)."""
    return [
        entry.problem(path, "状态是 U（未核实），引用前须核对原文")
        for entry in entries
        for path in _places_with_status(entry.tree, "U")
    ]


def _places_with_status(tree: object, status: str) -> list[tuple[str | int, ...]]:
    """Where in an entry a status of this value is written."""
    children: Iterable[tuple[str | int, object]] = ()
    if isinstance(tree, dict):
        children = tree.items()
    elif isinstance(tree, list):
        children = enumerate(tree)
    found: list[tuple[str | int, ...]] = []
    for name, child in children:
        if name == "status" and child == status:
            found.append(())
        found += [(name, *path) for path in _places_with_status(child, status)]
    return found
