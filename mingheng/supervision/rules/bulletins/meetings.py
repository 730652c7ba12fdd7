"""Review meetings: what they are called, who answers for a decision, and how a decision stands."""

from datetime import date
from enum import StrEnum

from mingheng.organisation.rules import Authority, Duty
from mingheng.supervision.rules.bulletins.periods import Period, PeriodKind

RECORDING = (Duty.SUPERVISOR,)
"""Who takes the minutes."""
CHAIRING = (Duty.BUREAU_HEAD, Duty.SUPERVISOR)
"""Who may be in the chair."""


class Standing(StrEnum):
    """How a decision stands."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"


STANDING_WORDS = {
    Standing.OPEN: "待落实",
    Standing.LATE: "已逾期",
    Standing.DONE: "已落实",
    Standing.DONE_LATE: "逾期落实",
}


def title_of(period: Period) -> str:
    """What the meeting on a bulletin is called: monthly on the quality of cases, quarterly on supervision."""
    name = "执法办案质量讲评会" if period.kind == PeriodKind.MONTH else "执法监督季讲评会"
    return f"{period.title.replace(' ', '')}{name}"


def standing(due: date, answered: date | None, today: date) -> Standing:
    """How a decision stands on a day."""
    if answered is not None:
        return Standing.DONE if answered <= due else Standing.DONE_LATE
    return Standing.LATE if today > due else Standing.OPEN


def may_answer(held: Authority, unit: str) -> bool:
    """Whether this person answers for a unit: its leader; for a unit without one, whoever supervises in it."""
    return held.may(Duty.SQUAD_LEADER, unit) or (held.unit_key == unit and held.holds(*CHAIRING))
