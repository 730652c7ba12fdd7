"""The registers of the month: some four hundred complaints of last month, all invented, loaded from a file, and a few corrected later."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import partial
from uuid import UUID, uuid5

from mingheng.demo.actions.centre import Desk, Event
from mingheng.kit.dates import moment_of
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Duty
from mingheng.supervision import actions as supervision
from mingheng.supervision.rules.complaints.columns import COLUMNS, FIELDS
from mingheng.supervision.rules.complaints.reading import read_sheet

COUNT = 400
LOADED, CORRECTED = time(8, 50), time(15, 20)
A_DAY, ANSWERED_AFTER = timedelta(days=1), 6  # days
SOURCES = ("12345", "12345", "12345", "信访", "来信", "来电")
SATISFIED = ("满意", "满意", "基本满意", "", "不满意")
OFTEN = {17: 5, 101: 7, 188: 6, 263: 9, 340: 5}
"""Which of them were repeated how often; all others once or twice."""
CHANGED = (41, 188, 260)
NAMESPACE = UUID("5a1d3c52-6f0f-4d2f-9a5e-0b6a5d4f7c11")


def register_events(desk: Desk) -> Iterator[Event]:
    """Last month's register, loaded on the second working day before the last, and a file of corrections on the next."""
    month = (desk.last.replace(day=1) - A_DAY).replace(day=1)
    for ago, at, lines in (
        (
            2,
            LOADED,
            [_line(n, month) for n in range(COUNT)]
            + [_line(COUNT, month, field="养狗扰民"), _line(COUNT + 1, month, unit="某中队")],
        ),
        (1, CORRECTED, [_line(n, month, satisfied="不满意") for n in CHANGED]),
    ):
        day = desk.day(ago)
        yield moment_of(day, at), partial(_load, desk, day, at, tuple(lines))


def _load(desk: Desk, day: date, at: time, lines: tuple[dict[str, str], ...]) -> None:
    """By the units as they are called by then."""
    squads = tuple(organisation.squads().values())
    told = [",".join(column.title for column in COLUMNS)]
    told += [
        ",".join({**line, "unit": line["unit"] or squads[int(line["turn"]) % len(squads)]}[c.field] for c in COLUMNS)
        for line in lines
    ]
    supervision.load_complaints(
        sheet=read_sheet("\n".join(told)),
        token=uuid5(NAMESPACE, f"{day} {at}"),
        by=desk.staff.of_duty(Duty.SUPERVISOR)[0],
        at=moment_of(day, at),
    )


def _line(n: int, month: date, *, field: str = "", unit: str = "", satisfied: str = "") -> dict[str, str]:
    """A complaint: everything about it follows from its number."""
    received = month + n * 7 % 28 * A_DAY
    fields = tuple(FIELDS.values())
    answered = received + (ANSWERED_AFTER + n % 5) * A_DAY
    return {
        "number": f"LJ{month:%Y%m}-{n + 1:04}", "source": SOURCES[n % len(SOURCES)], "received": received.isoformat(), "unit": unit,
        "turn": str(n * n // 3), "field": field or fields[n * 3 % len(fields)], "times": str(OFTEN.get(n, 1 + (n % 9 == 0))),
        "satisfied": satisfied or SATISFIED[n % len(SATISFIED)], "answered": answered.isoformat() if n % 11 else "", "case": "",
    }  # fmt: skip
