"""What the case centre says and receives beside the cases: answers, examples, absences, receipts, second opinions."""

from functools import cache
from typing import Any

from mingheng.demo.rules.reading import Told, told


class Question(Told):
    """A question many ask and its answer; `ago` counts working days before the last one, here and below."""

    by: str
    ago: int
    question: str
    answer: str
    items: tuple[str, ...]
    sources: tuple[str, ...]


class Example(Told):
    """A good case as an example; `wording` by act and fact."""

    by: str
    ago: int
    title: str
    summary: str
    items: tuple[str, ...]
    wording: dict[str, str]


class Absence(Told):
    """A reviewer away for so many working days."""

    officer: str
    ago: int
    days: int
    reason: str


class Receipt(Told):
    """A line of the collecting bank; `amount` as its file writes it."""

    ago: int
    payer: str
    amount: str
    reference: str
    number: str


class SecondOpinion(Told):
    """What the second reviewer finds, what is said of it, and what comes of it."""

    items: tuple[dict[str, Any], ...]
    conclusion: str
    opinion: str
    remark: str
    word: str
    text: str


class Centre(Told):
    """Everything of `centre.yaml`."""

    questions: tuple[Question, ...]
    examples: tuple[Example, ...]
    absences: tuple[Absence, ...]
    receipts: tuple[Receipt, ...]
    check: SecondOpinion


@cache
def centre() -> Centre:
    """The centre as told."""
    return Centre.model_validate(told("centre.yaml"))
