"""What goes outside and round: the procuratorate looks into a case, and each month that is over has its bulletin."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial

from mingheng.cases.queries.closings import closed_between
from mingheng.demo.actions.centre import Desk, Event
from mingheng.kit.dates import moment_of
from mingheng.organisation.rules import Duty
from mingheng.supervision.actions.bulletins import issue_bulletin
from mingheng.supervision.actions.handings import answer_opinion, give_opinion, hand_over
from mingheng.supervision.queries.handings import all_handings, unanswered
from mingheng.supervision.rules.bulletins.periods import Period, PeriodKind

MORNING = time(9, 40)
HANDED, SAID, ANSWERED, SAID_AGAIN = 12, 9, 5, 3  # working days before the last one
A_WHILE = timedelta(days=60)
PURPOSE = "投诉人向检察机关反映送达时间与签收时间不一致，请核查送达回证和全过程记录。"
FIRST = "送达回证上没有写明见证人的单位，留置送达的录像也没有拍到张贴的全过程，建议补正并说明。"
ANSWER = "经查，见证人是居委会工作人员，已补正单位名称；录像由另一台记录仪拍摄，已补入案卷。建议予以采纳，已在中队例会上通报。"
SECOND = "补入的录像没有显示开始时间，请说明它与张贴时间的关系，必要时附记录仪的校时记录。"
POINTS = (
    "本期办案总体平稳，主要问题是签过名的文书没有扫描回传入卷、个别案件办理偏慢。有关中队正在逐件补传，下期重点看送达回证和办案期限。",
    "本期办结案件半数以上没有发现问题，发现的以签过名的文书没有扫描回传为主，请有关中队逐件补扫；下期重点看现场检查的全程录音录像。",
    "本期为首期网上通报，办结案件不多。请各中队按每日自查清单逐项核对文书签回和期限填报，下期起逐项通报核对情况。",
)  # the newest first


def outside_events(desk: Desk) -> Iterator[Event]:
    """When a case is handed out, spoken of and answered, and when bulletins are issued."""
    for ago, act in ((HANDED, _hand), (SAID, _say), (ANSWERED, _answer), (SAID_AGAIN, _say_again)):
        at = moment_of(desk.day(ago), MORNING)
        yield at, partial(act, desk, at)
    period = Period.last_ended(PeriodKind.MONTH, desk.last)
    for points in POINTS:
        at = moment_of(period.until, MORNING)
        yield at, partial(_issue, desk, period, points, at)
        period = period.before()


def _hand(desk: Desk, at: datetime) -> None:
    closed = closed_between(at.date() - A_WHILE, at.date())
    if closed:
        hand_over(
            case=closed[-1].case, title=closed[-1].number, to=desk.staff.units["procuratorate"], purpose=PURPOSE,
            until=desk.last + A_WHILE, token=None, by=desk.staff.of_duty(Duty.SUPERVISOR)[0], at=at,
        )  # fmt: skip


def _say(desk: Desk, at: datetime) -> None:
    for handing in all_handings():
        give_opinion(handing=handing, words=FIRST, token=None, by=desk.staff.of_duty(Duty.OUTSIDE_SUPERVISOR)[0], at=at)


def _answer(desk: Desk, at: datetime) -> None:
    for opinion in unanswered():
        answer_opinion(opinion=opinion, words=ANSWER, by=desk.staff.of_duty(Duty.SUPERVISOR)[0], at=at)


def _say_again(desk: Desk, at: datetime) -> None:
    for handing in all_handings():
        give_opinion(handing=handing, words=SECOND, token=None, by=desk.staff.of_duty(Duty.OUTSIDE_SUPERVISOR)[0], at=at)


def _issue(desk: Desk, period: Period, points: str, at: datetime) -> None:
    issue_bulletin(period=period, points=points, reason="", seen=0, token=None, by=desk.staff.of_duty(Duty.SUPERVISOR)[0], at=at)
