"""The whole fiction in one transaction: after a crash there is either all of it or nothing."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from django.db import transaction

from mingheng.demo import queries
from mingheng.demo.actions.cases import Cases
from mingheng.demo.actions.centre import Desk, centre_events
from mingheng.demo.actions.lots import lot_events
from mingheng.demo.actions.matters import matter_events
from mingheng.demo.actions.meetings import meeting_events
from mingheng.demo.actions.nights import night_events
from mingheng.demo.actions.orders import order_events
from mingheng.demo.actions.outside import outside_events
from mingheng.demo.actions.people import certificate_events, enter_district
from mingheng.demo.actions.registers import register_events
from mingheng.demo.actions.reviews import review_events
from mingheng.demo.actions.telling import Teller
from mingheng.demo.rules.stories import stories
from mingheng.demo.rules.timetable import Happening, last_day, per_party, timetable
from mingheng.kit import clock
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.ledger import actions as ledger

STRIDE = 100  # acts between two signs of life


class NotEmpty(Exception):
    """The database holds something that is not the demo's; nothing was changed."""


@transaction.atomic
def seed_district(*, by: str, at: datetime, folder: Path, tell: Callable[[str], None]) -> int:
    """Enter the district and live through its stories; says how many acts of cases were taken, 0 when it is all there.

    `at` is the present: everything happens before its day. `folder` takes what is exported for the scans. `tell` hears how far it has come. Raises NotEmpty, OutOfTime,
    and what an act raises when a story and the law disagree.
    """
    if queries.is_seeded():
        return 0
    if not queries.is_empty():
        raise NotEmpty("数据库里已经有单位、人员或者案件，不放入演示数据。请换一个空的数据目录（MINGHENG_DATA）")
    book = law.lawbook()
    procedures = {key: book.procedure(key) for key in dict.fromkeys(story.procedure for story in stories())}
    calendar = WorkingCalendar(book.calendars.values())
    last = last_day(day_of(at), calendar)
    plan = timetable(stories(), last, calendar, per_party(procedures.values()))
    tell("录入单位、人员和执法证")
    staff = enter_district()
    cases = Cases(Teller(staff, procedures))
    desk, matters = Desk(staff, last, calendar), {key: book.procedure(key) for key in book.supervision}
    beside = [
        *certificate_events(staff),
        *centre_events(desk, plan),
        *outside_events(desk),
        *order_events(desk),
        *matter_events(desk, matters),
        *lot_events(desk),
        *register_events(desk),
        *review_events(desk),
        *meeting_events(desk),
        *night_events(desk, folder),
    ]
    doings = _merged(plan, beside)
    for number, (day, act) in enumerate(doings):
        if number % STRIDE == 0:
            tell(f"{day:%Y年%m月%d日}：第 {number + 1} 步，共 {len(doings)} 步")
        _take(act, cases)
    ledger.record(
        kind=queries.SEEDED, chain=queries.CHAIN, facts={"stories": len(stories()), "acts": len(plan)}, personal={},
        by=by, unit="u:bureau", at=at, happened=None,
    )  # fmt: skip
    return len(plan)


Doing = Happening | Callable[[], object]


def _merged(plan: list[Happening], events: Iterable[tuple[datetime, Callable[[], object]]]) -> list[tuple[datetime, Doing]]:
    both: list[tuple[datetime, Doing]] = [*((h.at, h) for h in plan), *events]
    return sorted(both, key=lambda one: one[0])


def _take(act: Doing, cases: Cases) -> None:
    if not isinstance(act, Happening):
        act()
        return
    with clock.pretend(act.at):
        try:
            cases.take(act)
        except Exception as refusal:
            refusal.add_note(f"{act.story.key} {act.stop.act} {act.at:%Y-%m-%d %H:%M}")
            raise
