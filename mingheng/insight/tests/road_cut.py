"""A few hundred road fines in the form of the published log, made here, each fault planted on purpose and counted."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")
HEADING = (
    "case_id", "activity", "timestamp", "resource", "amount", "article", "dismissal", "points", "totalPaymentAmount", "vehicleClass",
    "expense", "lastSent", "notificationType", "paymentAmount", "matricola",
)  # fmt: skip
CREATE, SEND, NOTIFY, PENALTY = "Create Fine", "Send Fine", "Insert Fine Notification", "Add penalty"
PAY, COLLECT = "Payment", "Send for Credit Collection"
APPEAL, FORWARD, RESULT, TELL = (
    "Insert Date Appeal to Prefecture", "Send Appeal to Prefecture", "Receive Result Appeal from Prefecture",
    "Notify Result Appeal to Offender",
)  # fmt: skip
JUDGE = "Appeal to Judge"
REFORM = date(2010, 8, 13)
LAST = date(2012, 12, 31)


@dataclass
class Fine:
    """One case: its first day and what happened so many days later."""

    ref: str
    begun: date
    steps: list[tuple[str, int, dict[str, str]]] = field(default_factory=list)
    breaks: tuple[str, ...] = ()

    def rows(self) -> Iterator[dict[str, str]]:
        for activity, days, told in self.steps:
            at = datetime.combine(self.begun + timedelta(days=days), time(), ROME)
            yield {**dict.fromkeys(HEADING, ""), "case_id": self.ref, "activity": activity, "timestamp": at.isoformat(), **told}


def created(amount: str = "36.0", dismissal: str = "NIL") -> tuple[str, int, dict[str, str]]:
    facts = {"resource": "561", "amount": amount, "article": "157", "dismissal": dismissal, "points": "0", "vehicleClass": "A"}
    return CREATE, 0, {**facts, "totalPaymentAmount": "0.0"}


def sent(day: int) -> tuple[str, int, dict[str, str]]:
    return SEND, day, {"expense": "13.0"}


def told(day: int) -> tuple[str, int, dict[str, str]]:
    return NOTIFY, day, {"lastSent": "P", "notificationType": "P"}


def raised(day: int, amount: str = "74.0") -> tuple[str, int, dict[str, str]]:
    return PENALTY, day, {"amount": amount}


def paid(day: int, amount: str, total: str = "") -> tuple[str, int, dict[str, str]]:
    return PAY, day, {"paymentAmount": amount, "totalPaymentAmount": total or amount}


def other(activity: str, day: int, **facts: str) -> tuple[str, int, dict[str, str]]:
    return activity, day, facts


NO, PREFECT, JUDGED = {"dismissal": "NIL"}, {"dismissal": "#"}, {"dismissal": "G"}
LAWFUL: tuple[list[tuple[str, int, dict[str, str]]], ...] = (
    [created(), paid(3, "36.0")],
    [created(), sent(60), paid(75, "49.0")],
    [created(), sent(60), told(80), raised(140), other(COLLECT, 900)],
    [created(), sent(60), told(80), raised(140), paid(200, "87.0")],
    [created(), sent(90), told(90), paid(100, "40.0"), raised(150), paid(300, "47.0", "87.0")],
    [created(), sent(60), told(80), other(APPEAL, 140), other(FORWARD, 150, **PREFECT)],
    [
        created(),
        sent(60),
        told(80),
        other(APPEAL, 100),
        other(FORWARD, 110, **NO),
        other(RESULT, 130),
        raised(140),
        other(TELL, 150),
    ],
    [created(), sent(60), told(80), other(JUDGE, 110, **JUDGED)],
)
FAULTY: dict[str, list[tuple[str, int, dict[str, str]]]] = {
    "sent-in-time notified-in-time sent-in-ninety-days": [created(), sent(151), told(160), raised(220)],
    "notified-in-time": [created(), sent(80), told(160), raised(220)],
    "sent-in-ninety-days": [created(), sent(91), told(150), raised(210)],
    "notice-after-sending": [created(), told(40), raised(100)],
    "penalty-after-notice": [created(), sent(60), raised(140)],
    "penalty-after-sixty-days": [created(), sent(60), told(80), raised(139)],
    "no-penalty-while-before-prefect": [created(), sent(60), told(80), other(APPEAL, 100), raised(140), other(FORWARD, 150, **NO)],
    "no-penalty-while-before-judge": [created(), sent(60), told(80), other(JUDGE, 100, **NO), raised(140)],
    "appeal-to-prefect-in-time": [created(), sent(60), told(80), other(APPEAL, 141), other(FORWARD, 150, **NO)],
    "appeal-to-judge-in-time": [created(), sent(60), told(80), other(JUDGE, 141, **NO)],
    "appeal-forwarded-in-time": [created(), sent(60), told(80), other(APPEAL, 100), other(FORWARD, 161, **NO)],
    "appeal-forwarded-after-it-is-made": [created(), sent(60), told(80), other(FORWARD, 110, **NO)],
    "result-after-appeal": [created(), sent(60), told(80), other(RESULT, 130)],
    "result-told-after-it-came": [created(), sent(60), told(80), other(APPEAL, 100), other(FORWARD, 110, **NO), other(TELL, 130)],
    "collection-after-penalty": [created(), sent(60), told(80), other(COLLECT, 300)],
    "collection-after-the-result no-penalty-while-before-prefect": [
        created(), sent(60), told(80), other(APPEAL, 100), other(FORWARD, 110, **NO), raised(140), other(COLLECT, 300),
    ],
    "no-collection-twice": [created(), sent(60), told(80), raised(140), other(COLLECT, 300), other(COLLECT, 310)],
    "no-appeal-forwarded-after-collection collection-after-the-result": [
        created(), sent(60), told(80), raised(140), other(APPEAL, 140), other(COLLECT, 150), other(FORWARD, 160, **NO),
    ],
    "nothing-after-prefect-dismissed-it no-penalty-while-before-prefect": [
        created(), sent(60), told(80), other(APPEAL, 100), other(FORWARD, 110, **PREFECT), raised(140),
    ],
    "nothing-after-judge-dismissed-it no-penalty-while-before-judge": [created(), sent(60), told(80), other(JUDGE, 100, **JUDGED), raised(140)],
    "no-penalty-on-a-dropped-fine": [created(dismissal="A"), sent(60), told(80), raised(140)],
    "payment-not-above-owed": [created(), paid(3, "36.01")],
    "penalty-only-when-unpaid": [created(), sent(60), told(80), paid(90, "49.0"), raised(140)],
    "collection-only-when-unpaid": [created(), sent(60), told(80), raised(140), paid(150, "87.0"), other(COLLECT, 300)],
}  # fmt: skip


def fines(each: int = 20) -> list[Fine]:
    """Every lawful course `each` times and every fault a few times, spread over the years before the reform, and after."""
    made: list[Fine] = []
    for i in range(each):
        for steps in LAWFUL:
            made.append(Fine(f"L{len(made)}", date(2004, 1, 5) + timedelta(days=37 * i + len(made) % 7), list(steps)))
    for i, (codes, steps) in enumerate(FAULTY.items()):
        for more in range(1 + i % 3):
            made.append(
                Fine(f"F{len(made)}", date(2006, 3, 3) + timedelta(days=29 * i + more), list(steps), tuple(codes.split()))
            )
    late = [created(), sent(91), told(91), raised(151)]
    made.append(Fine("R1", REFORM - timedelta(days=1), late, ("sent-in-ninety-days",)))
    made.append(Fine("R2", REFORM, late, ("sent-in-ninety-days", "sent-in-time", "notified-in-time")))
    made.append(Fine("END", LAST, [created(), paid(0, "36.0")]))
    return made


def planted(made: list[Fine]) -> dict[str, set[str]]:
    """The cases that break each rule."""
    found: dict[str, set[str]] = {}
    for fine in made:
        for code in fine.breaks:
            found.setdefault(code, set()).add(fine.ref)
    return found


def write_cut(path: Path, made: list[Fine]) -> Path:
    """The fines as the published log has them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADING)
        writer.writeheader()
        writer.writerows(row for fine in made for row in fine.rows())
    return path
