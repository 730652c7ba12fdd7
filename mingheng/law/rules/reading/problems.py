"""What is wrong in a law file, in words a lawyer can act on."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: the file, the line (0: unknown), the key in the file and the reason in Chinese."""

    file: str
    line: int
    key: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.key}: {self.reason}" if self.key else f"{place}: {self.reason}"


class LawbookRefused(ValueError):
    """The lawbook cannot be used; `problems` says why, all of it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NoSuchEntry(LookupError):
    """The lawbook holds nothing under this key."""


class NoSuchParameter(NoSuchEntry):
    """The lawbook holds no parameter of this name."""


class NotInForce(LookupError):
    """The parameter exists but has no value on that day: not yet, or repealed."""
