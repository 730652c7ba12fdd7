"""What a person reads when something in this room is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason against an act: the field it concerns ("" = the whole act), why, and the way out."""

    field: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.reason}。{self.remedy}" if self.remedy else f"{self.reason}。"


class Refused(Exception):
    """An act was not done. `problems` says why, field by field; nothing was changed."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("；".join(str(problem) for problem in problems))
        self.problems = problems


def refuse(field: str, reason: str, remedy: str = "") -> Refused:
    """A refusal with one problem, which is the usual case."""
    return Refused(Problem(field, reason, remedy))
