"""The example of the Italian road fines: what a scan finds is what plain Python counts, rule by rule, act by act.

The plain count reads the log by itself and shares nothing with the product. It runs over a cut made here and, where somebody
has the published log beside the repository, over that too.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from mingheng.insight.datasets.laws import law_of
from mingheng.insight.datasets.progress import progress
from mingheng.insight.datasets.scanning import Request, scan
from mingheng.insight.tests.road_cut import fines, planted, write_cut
from mingheng.law.rules.checking import check_lawbook

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples/road-fines"
PROCEDURE = EXAMPLE / "lawbook/procedures/road_fine.yaml"
PUBLISHED = ROOT.parent / "shared/data/logs/road_traffic_fine_management.csv.gz"
NINETY, LONG, SIXTY, THIRTY = (timedelta(days=days) for days in (90, 150, 60, 30))
REFORM, JUDGE_REFORM, FORWARD_REFORM = date(2010, 8, 13), date(2011, 10, 6), date(2003, 8, 13)
CREATE, SEND, NOTIFY, PENALTY = "Create Fine", "Send Fine", "Insert Fine Notification", "Add penalty"
PAY, COLLECT, JUDGE = "Payment", "Send for Credit Collection", "Appeal to Judge"
APPEAL, FORWARD = "Insert Date Appeal to Prefecture", "Send Appeal to Prefecture"
RESULT, TELL = "Receive Result Appeal from Prefecture", "Notify Result Appeal to Offender"
AGENCY = (SEND, NOTIFY, PENALTY, COLLECT)


@dataclass
class Act:
    """One row of the log, with the rows of its case before it."""

    day: date
    name: str
    row: dict[str, str]
    past: "list[Act]"

    def last(self, name: str) -> "Act | None":
        return next((a for a in reversed(self.past) if a.name == name), None)

    def had(self, name: str, **told: str) -> bool:
        return any(a.name == name and all(a.row[k] == v for k, v in told.items()) for a in self.past)

    def late(self, since: str, limit: Callable[[date], timedelta]) -> bool:
        begun = self.last(since)
        return begun is not None and self.day > begun.day + limit(begun.day)

    def appealed(self) -> bool:
        return self.had(APPEAL) and max(i for i, a in enumerate(self.past) if a.name == APPEAL) > max(
            (i for i, a in enumerate(self.past) if a.name == RESULT), default=-1
        )

    def owed(self) -> Decimal:
        fine = self.last(PENALTY) or self.last(CREATE)
        return Decimal(fine.row["amount"] if fine else 0) + sum(Decimal(a.row["expense"]) for a in self.past if a.name == SEND)

    def paid(self) -> Decimal:
        return sum((Decimal(a.row["paymentAmount"]) for a in self.past if a.name == PAY), Decimal())


def acts_of(path: Path) -> Iterator[tuple[str, int, Act]]:
    """Every row as an act of its case, by day and then as it stands in the file."""
    cases: dict[str, list[Act]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            cases[row["case_id"]].append(Act(date.fromisoformat(row["timestamp"][:10]), row["activity"], row, []))
    for ref, acts in cases.items():
        acts.sort(key=lambda act: act.day)
        for i, act in enumerate(acts):
            act.past = acts[:i]
            yield ref, i + 1, act


def notice_limit(begun: date) -> timedelta:
    return NINETY if begun >= REFORM else LONG


BROKEN: dict[str, Callable[[Act], bool]] = {
    "sent-in-ninety-days": lambda a: a.name == SEND and a.late(CREATE, lambda _: NINETY),
    "sent-in-time": lambda a: a.name == SEND and a.late(CREATE, notice_limit),
    "notified-in-time": lambda a: a.name == NOTIFY and a.late(CREATE, notice_limit),
    "notice-after-sending": lambda a: a.name == NOTIFY and not a.had(SEND),
    "penalty-after-notice": lambda a: a.name == PENALTY and not a.had(NOTIFY),
    "penalty-after-sixty-days": lambda a: a.name == PENALTY and any(
        a.day < b.day + SIXTY for b in [a.last(NOTIFY)] if b
    ),
    "no-penalty-while-before-prefect": lambda a: a.name == PENALTY and a.appealed(),
    "no-penalty-while-before-judge": lambda a: a.name == PENALTY and a.had(JUDGE),
    "appeal-to-prefect-in-time": lambda a: a.name == APPEAL and a.late(NOTIFY, lambda _: SIXTY),
    "appeal-to-judge-in-time": lambda a: a.name == JUDGE and a.late(NOTIFY, lambda day: THIRTY if day >= JUDGE_REFORM else SIXTY),
    "appeal-forwarded-in-time": lambda a: a.name == FORWARD and a.appealed() and a.late(
        APPEAL, lambda day: SIXTY if day >= FORWARD_REFORM else THIRTY
    ),
    "appeal-forwarded-after-it-is-made": lambda a: a.name == FORWARD and not a.appealed() and not a.had(RESULT),
    "result-after-appeal": lambda a: a.name == RESULT and not a.appealed(),
    "result-told-after-it-came": lambda a: a.name == TELL and not a.had(RESULT),
    "collection-after-penalty": lambda a: a.name == COLLECT and not a.had(PENALTY),
    "collection-after-the-result": lambda a: a.name == COLLECT and a.appealed(),
    "no-collection-twice": lambda a: a.name == COLLECT and a.had(COLLECT),
    "no-appeal-forwarded-after-collection": lambda a: a.name == FORWARD and a.had(COLLECT),
    "nothing-after-prefect-dismissed-it": lambda a: a.name in AGENCY and a.had(FORWARD, dismissal="#"),
    "nothing-after-judge-dismissed-it": lambda a: a.name in AGENCY and a.had(JUDGE, dismissal="G"),
    "no-penalty-on-a-dropped-fine": lambda a: a.name == PENALTY and a.had(CREATE) and not a.had(CREATE, dismissal="NIL"),
    "payment-not-above-owed": lambda a: a.name == PAY and a.paid() + Decimal(a.row["paymentAmount"]) > a.owed(),
    "penalty-only-when-unpaid": lambda a: a.name == PENALTY and a.paid() >= a.owed(),
    "collection-only-when-unpaid": lambda a: a.name == COLLECT and a.paid() >= a.owed(),
}  # fmt: skip


def counted(path: Path) -> dict[str, set[tuple[str, int]]]:
    found: dict[str, set[tuple[str, int]]] = {code: set() for code in BROKEN}
    for ref, n, act in acts_of(path):
        for code, broken in BROKEN.items():
            if broken(act):
                found[code].add((ref, n))
    return found


def scanned(path: Path, out: Path) -> dict[str, set[tuple[str, int]]]:
    request = Request(log=path, mapping=EXAMPLE / "mapping.yaml", procedure=str(PROCEDURE), out=out)
    with progress(quiet=True) as told:
        scan(request, told)
    found: dict[str, set[tuple[str, int]]] = {code: set() for code in BROKEN}
    for row in pq.read_table(out).to_pylist():
        assert row["answer"] in ("broken", "pending"), row
        if row["kind"] == "rule":
            found[row["rule"]].add((row["ref"], row["n"]))
    return found


def test_the_lawbook_of_the_example_is_in_order() -> None:
    assert check_lawbook(EXAMPLE / "lawbook").problems == ()


def test_every_rule_of_the_example_is_counted_here() -> None:
    assert set(law_of(str(PROCEDURE)).procedures[0].rules) == set(BROKEN)


def test_planted_faults_are_found_and_nothing_else(tmp_path: Path) -> None:
    made = fines()
    found = scanned(write_cut(tmp_path / "cut.csv", made), tmp_path / "f.parquet")
    assert {code: {ref for ref, _ in rows} for code, rows in found.items() if rows} == planted(made)


@pytest.mark.parametrize("log", ["cut.csv", *([PUBLISHED.name] if PUBLISHED.exists() else [])])
def test_a_scan_finds_what_plain_python_counts(tmp_path: Path, log: str) -> None:
    path = write_cut(tmp_path / log, fines()) if log == "cut.csv" else PUBLISHED
    plain = counted(path)
    found = scanned(path, tmp_path / "f.parquet")
    for code, rows in plain.items():
        assert found[code] == rows, (code, len(found[code]), len(rows))
