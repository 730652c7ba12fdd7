"""The case centre at work beside the cases: it answers, gives examples, notes who is away, and checks reviews again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from mingheng.cases import actions as cases
from mingheng.demo.actions.people import Staff
from mingheng.demo.rules.centre import centre
from mingheng.demo.rules.timetable import Happening, shifted
from mingheng.kit.dates import moment_of
from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.organisation.rules import Duty

if TYPE_CHECKING:
    from mingheng.cases.models import ReviewDraw

Event = tuple[datetime, Callable[[], object]]
REVIEW = "legal_review"
OPINION_AFTER, REMARK_AFTER, RESULT_AFTER = 2, 4, 6  # working days after the draw
NOON = time(11, 40)
RECEIPTS = "缴款日期,金额,付款人,缴款识别码,票据号码"
A_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class Desk:
    """The centre's people, and the last day of the fiction."""

    staff: Staff
    last: date
    calendar: WorkingCalendar

    def day(self, ago: int) -> date:
        """So many working days before the last one."""
        return shifted(self.last, -ago, self.calendar)


def centre_events(desk: Desk, plan: Iterable[Happening]) -> Iterator[Event]:
    """What the centre does and when, but for the reviews themselves, which belong to the stories."""
    yield from _said(desk)
    yield from _received(desk)
    months = sorted({h.at.date().replace(day=1) for h in plan if h.stop.act == REVIEW and "conclusion" not in h.stop.facts})
    ended = [month for month in months if _drawn_on(desk, month) <= desk.last]
    for month in ended:
        yield from _checks(desk, month, concluded=month != ended[-1])


def _said(desk: Desk) -> Iterator[Event]:
    people, head = desk.staff.officers, desk.staff.of_duty(Duty.BUREAU_HEAD)[0]
    for one in centre().questions:
        day, at = desk.day(one.ago), moment_of(desk.day(one.ago), NOON)
        yield at, partial(
            cases.answer_question, question=one.question, answer=one.answer, items=one.items, sources=one.sources, since=day,
            by=people[one.by], at=at,
        )  # fmt: skip
    for good in centre().examples:
        day, at = desk.day(good.ago), moment_of(desk.day(good.ago), NOON)
        yield at, partial(
            cases.offer_example, title=good.title, summary=good.summary, items=good.items, wording=good.wording, since=day,
            by=people[good.by], at=at,
        )  # fmt: skip
    for away in centre().absences:
        day, at = desk.day(away.ago), moment_of(desk.day(away.ago), NOON)
        yield at, partial(
            cases.record_absence, officer=people[away.officer], since=day, until=shifted(day, away.days - 1, desk.calendar),
            reason=away.reason, by=head, at=at,
        )  # fmt: skip


def _received(desk: Desk) -> Iterator[Event]:
    """What the bank sent, a file for each day."""
    reviewer = desk.staff.of_duty(Duty.CENTRE_REVIEWER, "centre")[0]
    for line in centre().receipts:
        day = desk.day(line.ago)
        at = moment_of(day, NOON)
        text = f"{RECEIPTS}\n{day.isoformat()},{line.amount},{line.payer},{line.reference},{line.number}\n"
        yield at, partial(cases.import_receipts, text=text, by=reviewer, at=at)


def _drawn_on(desk: Desk, month: date) -> date:
    """The first working day of the next month."""
    return shifted((month + A_MONTH).replace(day=1), 0, desk.calendar)


def _checks(desk: Desk, month: date, *, concluded: bool) -> Iterator[Event]:
    """One month's draw, the second opinions, and with `concluded` what came of them."""
    head, told, drawn = desk.staff.of_duty(Duty.BUREAU_HEAD)[0], centre().check, list["ReviewDraw"]()
    day = _drawn_on(desk, month)

    def at(days: int) -> datetime:
        return moment_of(shifted(day, days, desk.calendar), NOON)

    def draw() -> None:
        drawn.append(cases.draw_checks(month=month, by=head, at=at(0)))

    def opinions() -> None:
        facts = {"items": [dict(item) for item in told.items], "conclusion": told.conclusion, "opinion": told.opinion}
        for check in drawn[0].checks.all():
            cases.give_second_opinion(check=check, facts=facts, by=check.checker, at=at(OPINION_AFTER))

    def remarks() -> None:
        for check in drawn[0].checks.all():
            cases.discuss_check(check=check, text=told.remark, by=check.checker, at=at(REMARK_AFTER))

    def results() -> None:
        for check in drawn[0].checks.all():
            cases.conclude_check(check=check, word=told.word, text=told.text, by=head, at=at(RESULT_AFTER))

    later = [(OPINION_AFTER, opinions), (REMARK_AFTER, remarks), *([(RESULT_AFTER, results)] if concluded else [])]
    yield at(0), draw
    yield from ((at(days), act) for days, act in later if at(days).date() <= desk.last)
