"""The agent bank's receipt file: its columns, its lines as values, and what an import says of each."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from mingheng.kit.money import BadMoney, parse_yuan
from mingheng.organisation.rules import Problem, Refused, refuse
from mingheng.organisation.rules.lines import Column, Line, read_lines

COLUMNS = (
    Column("day", "缴款日期", "2026-10-20"),
    Column("amount", "金额", "3000.00"),
    Column("payer", "付款人", "上海屿舟建筑工程有限公司"),
    Column("reference", "缴款识别码", "澜城管罚决〔2026〕12号"),
    Column("number", "票据号码", "0098123"),
)
LONGEST = {"payer": 200, "reference": 60, "number": 60}


class Outcome(StrEnum):
    """What an import makes of a line."""

    POSTED = "posted"
    RECORDED = "recorded"
    WAITING = "waiting"
    KNOWN = "known"
    CONFLICT = "conflict"
    WRONG = "wrong"

    @property
    def label(self) -> str:
        """The Chinese word for it."""
        return LABELS[self]


LABELS = {
    Outcome.POSTED: "登记缴款", Outcome.RECORDED: "案卷已有登记，核对一致", Outcome.WAITING: "待人工处理",
    Outcome.KNOWN: "以前已导入", Outcome.CONFLICT: "与以前导入的不一致", Outcome.WRONG: "写法有误",
}  # fmt: skip


@dataclass(frozen=True)
class Receipt:
    """One receipt of the file, in `row`."""

    row: int
    day: date
    amount: Decimal
    payer: str
    reference: str
    number: str


@dataclass(frozen=True)
class Told:
    """A line with what became (or would become) of it; `case` is the case it belongs to."""

    row: int
    cells: tuple[str, ...]
    outcome: Outcome
    why: str = ""
    case: str = ""


@dataclass(frozen=True)
class Report:
    """Every line of a file in its order; `digest` names what was read."""

    lines: tuple[Told, ...]
    digest: str

    def count(self, outcome: Outcome) -> int:
        """How many lines came out so."""
        return sum(1 for line in self.lines if line.outcome is outcome)

    @property
    def writes(self) -> int:
        """How many lines an import would enter."""
        return sum(self.count(o) for o in (Outcome.POSTED, Outcome.RECORDED, Outcome.WAITING))


def digest_of(text: str) -> str:
    """The name of a file: the digest of its text."""
    return sha256(text.encode()).hexdigest()


def lines_of(text: str) -> list[Line]:
    """The lines below the heading. Raises Refused when the file cannot be read as this list."""
    return read_lines(text, COLUMNS)


def receipt_of(line: Line, today: date) -> Receipt:
    """The line as a receipt. Raises Refused with every reason."""
    problems: list[Problem] = list(line.missing(COLUMNS))
    for field, longest in LONGEST.items():
        if len(line.values[field]) > longest:
            problems.append(Problem(field, f"超过 {longest} 字", "请核对这一格"))
    day, amount = None, Decimal(0)
    try:
        day = line.day("day", today)
        amount = parse_yuan(line.values["amount"]) if line.values["amount"] else amount
    except BadMoney as bad:
        problems.append(Problem("amount", str(bad), "请核对金额"))
    except Refused as refused:
        problems += refused.problems
    if day is not None and day > today:
        problems.append(Problem("day", f"缴款日期 {day} 晚于今天", "请核对日期"))
    if line.values["amount"] and amount <= 0 and not any(p.field == "amount" for p in problems):
        problems.append(Problem("amount", "金额须大于零", "请核对金额"))
    if problems or day is None:
        raise Refused(*problems)
    values = line.values
    number = unicodedata.normalize("NFKC", "".join(values["number"].split()))
    return Receipt(line.number, day, amount, values["payer"], values["reference"], number)


def cells_of(line: Line) -> tuple[str, ...]:
    """The line as it stands in the file."""
    return tuple(line.values[column.field] for column in COLUMNS)


def said_reason(text: str) -> str:
    """A reason given by hand, tidied. Raises Refused when it says nothing."""
    tidy = " ".join(text.split())
    if len(tidy) < len("写明理由"):
        raise refuse("reason", "没有写明理由", "写明核对了什么、为什么这样处理")
    if len(tidy) > LONGEST["payer"]:
        raise refuse("reason", f"超过 {LONGEST['payer']} 字", "请写得短些")
    return tidy


def words_of(problems: Sequence[Problem]) -> str:
    """Problems in one sentence."""
    return "；".join(str(problem) for problem in problems)
