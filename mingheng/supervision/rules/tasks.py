"""Task orders (督察任务单): their periods, their states, and who may do what to them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mingheng.law.rules.plans import Every, Level
from mingheng.organisation.rules import Authority, Duty
from mingheng.supervision.rules.obligations.months import HALF, LAST, QUARTER, Month

READING = (Duty.SUPERVISOR, Duty.BUREAU_HEAD, Duty.SQUAD_LEADER)
OVERSEEING = (Duty.SUPERVISOR, Duty.BUREAU_HEAD)
OPENING = (Duty.SUPERVISOR,)
ONE_DAY = timedelta(days=1)
MONTHS: Mapping[Every, int] = {Every.MONTH: 1, Every.QUARTER: QUARTER, Every.HALF_YEAR: HALF, Every.YEAR: LAST}


class State(StrEnum):
    """Where an order stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    REPORTED = "reported"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Doing(StrEnum):
    """What befalls an order."""

    OPENED = "opened"
    TAKEN = "taken"
    REPORTED = "reported"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    VACATED = "vacated"
    PASSED_ON = "passed_on"


class Answer(StrEnum):
    """What was found of one item of the checklist."""

    FINE = "fine"
    FAULT = "fault"
    NONE = "none"


LEADS_TO: Mapping[Doing, State] = {
    Doing.OPENED: State.WAITING,
    Doing.TAKEN: State.TAKEN,
    Doing.REPORTED: State.REPORTED,
    Doing.RETURNED: State.RETURNED,
    Doing.ACCEPTED: State.ACCEPTED,
    Doing.VACATED: State.WAITING,
    Doing.PASSED_ON: State.WAITING,
}
OPEN = (State.WAITING, State.TAKEN, State.RETURNED)


@dataclass(frozen=True)
class Span:
    """The period of an order: its name and its days, both counted."""

    name: str
    begins: date
    ends: date


@dataclass(frozen=True)
class Standing:
    """What of an order decides who may do what."""

    level: str
    duty: str
    unit: str
    every: str
    state: str
    owner: int | None


def span_of(every: Every, on: date) -> Span:
    """The period a day lies in."""
    if every is Every.DAY:
        return Span(on.isoformat(), on, on)
    months = MONTHS[every]
    first = Month.of(on).begins(months)
    name = {1: str(first), LAST: str(first.year)}.get(
        months, f"{first.year}-{'Q' if months == QUARTER else 'H'}{(first.number + months - 1) // months}"
    )
    return Span(name, first.first, first.moved(months).first - ONE_DAY)


def holds_duty(held: Authority, order: Standing) -> bool:
    """Whether the order lies with this person's duty: of the bureau wherever he sits, of a squad in that squad."""
    return held.holds(order.duty) if order.level == Level.BUREAU else held.may(order.duty, order.unit)


def doable(held: Authority, order: Standing) -> tuple[Doing, ...]:
    """What this person may do to the order now.

    A report comes from whoever took the order, or at once from anybody with its duty. Nobody accepts his own report; that of a
    squad is for those who supervise, that of a supervisor for a head or another supervisor. A daily check is done once reported.
    """
    mine = order.owner == held.officer_id
    if order.state == State.WAITING:
        return (Doing.REPORTED, Doing.TAKEN) if holds_duty(held, order) else ()
    if order.state in OPEN:
        return (Doing.REPORTED,) if mine and holds_duty(held, order) else ()
    if order.state == State.REPORTED and held.holds(*OVERSEEING) and not mine:
        return (Doing.RETURNED,) if order.every == Every.DAY else (Doing.ACCEPTED, Doing.RETURNED)
    return ()


def is_done(state: str, every: str) -> bool:
    """Whether nothing more is due: accepted, or a daily check that was reported."""
    return state == State.ACCEPTED or (state == State.REPORTED and every == Every.DAY)
