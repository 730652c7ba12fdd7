"""What was drawn last month is reviewed, and the bureau meets on the bulletin of that month."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from mingheng.demo.actions.centre import Desk, Event
from mingheng.demo.actions.scoring import hand_in
from mingheng.demo.rules.timetable import shifted
from mingheng.draws.queries import State, draws
from mingheng.kit.dates import day_of, moment_of
from mingheng.organisation.rules import Duty
from mingheng.supervision.actions.meetings import Decided, Minutes, answer_decision, record_meeting
from mingheng.supervision.actions.reviewing.of_draw import open_reviews_of_draw
from mingheng.supervision.queries.bulletins.page import bulletins
from mingheng.supervision.queries.reviewing.standing import open_sheets
from mingheng.supervision.rules.bulletins.periods import Period, PeriodKind

if TYPE_CHECKING:
    from mingheng.supervision.models import ReviewMeeting

MORNING, AFTERNOON = time(9, 50), time(15, 10)
OPENED, REVIEWED, HELD, ANSWERED = 3, 6, 3, 7  # working days after the month before began, or after it ended
A_FORTNIGHT = timedelta(days=14)
POINTS = (
    ("dossiers_drawn", "抽中的案卷总体规范，目录登记和检查码归档还有遗漏，法制员归档前要逐项对照目录。"),
    ("answers_due", "回复能够按期，整改材料只附照片不附说明的，退回补充；回复要写清怎么改、谁改的、何时改好。"),
    ("clean", "办结案件的程序没有大的问题，签过名的文书没有扫描回传入卷却是通病，送达回证最多，下月列为自查重点。"),
)
DECIDED = ("核对本月全部送达回证，漏填日期的逐件补正并说明。", "组织一次案卷归档讲评，把抽查扣分的案卷拿出来讲。")
DONE = "已逐件核对本月送达回证，补正两件，法制员签字确认，并在晨会上讲评。"
FOUND = ((("filing", "0.5"),), (), (("signatures", "1"),))
"""What the reviewers take off, dossier by dossier, in turn."""


def meeting_events(desk: Desk) -> Iterator[Event]:
    """The reviews of what was drawn last month, the meeting on that month's bulletin, and the first answer."""
    period = Period.last_ended(PeriodKind.MONTH, desk.last)
    held: list[ReviewMeeting] = []
    for days, start, hour, act in (
        (OPENED, period.since, MORNING, _open),
        (REVIEWED, period.since, AFTERNOON, _hand_in),
        (HELD, period.until, AFTERNOON, partial(_meet, held)),
        (ANSWERED, period.until, AFTERNOON, partial(_answer, held)),
    ):
        at = moment_of(shifted(start, days, desk.calendar), hour)
        if day_of(at) <= desk.last:
            yield at, partial(act, desk, at)


def _open(desk: Desk, at: datetime) -> None:
    for draw in draws().filter(end__kind=State.DRAWN):
        open_reviews_of_draw(draw_id=draw.pk, by=desk.staff.of_duty(Duty.SUPERVISOR)[0], at=at)


def _hand_in(_desk: Desk, at: datetime) -> None:
    drawn = open_sheets().filter(review__draw__isnull=False).select_related("reviewer").order_by("review__pick", "slot")
    reviews = list(dict.fromkeys(given.review_id for given in drawn))
    for given in drawn:
        found = FOUND[reviews.index(given.review_id) % len(FOUND)]
        hand_in(given, found, at)


def _meet(held: "list[ReviewMeeting]", desk: Desk, at: datetime) -> None:
    issued = [row for row, period, _ in bulletins() if period.kind == PeriodKind.MONTH]
    if not issued:
        return
    leaders = desk.staff.of_duty(Duty.SQUAD_LEADER)
    due = day_of(at) + A_FORTNIGHT
    decided = [Decided(what, leader.unit.key, due) for what, leader in zip(DECIDED, leaders, strict=False)]
    attended = list(dict.fromkeys(leader.unit.key for leader in leaders))
    head = desk.staff.of_duty(Duty.BUREAU_HEAD)[0]
    minutes = Minutes(day_of(at), head, attended, POINTS, decided)
    by = desk.staff.of_duty(Duty.SUPERVISOR)[0]
    held.append(record_meeting(bulletin=max(issued, key=lambda row: row.period), minutes=minutes, token=None, by=by, at=at))


def _answer(held: "list[ReviewMeeting]", desk: Desk, at: datetime) -> None:
    for row in held[0].decisions.all()[:1] if held else ():
        leader = desk.staff.of_duty(Duty.SQUAD_LEADER, row.unit)[0]
        answer_decision(decision=row.pk, words=DONE, by=leader, at=at)
