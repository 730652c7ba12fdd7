"""The brigade draws dossiers: last month's draw is over, this month's list is sealed and one party has still to reveal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from hashlib import sha256
from math import ceil
from typing import TYPE_CHECKING

from mingheng.cases.queries.closings import closed_between
from mingheng.demo.actions.centre import Desk, Event
from mingheng.demo.rules.timetable import shifted
from mingheng.draws.actions import Terms, draw_lots, reveal_secret, seal_draw
from mingheng.draws.queries import parties_on
from mingheng.draws.rules.frame import Member
from mingheng.draws.rules.layers import Base, Floor, Groups
from mingheng.draws.rules.seeds import commitment
from mingheng.kit.dates import moment_of
from mingheng.law import queries as law
from mingheng.organisation.rules import Duty

if TYPE_CHECKING:
    from mingheng.draws.models import Draw
    from mingheng.organisation.models import Officer

PURPOSE = "dossier"
NUMBERS = "supervision.sample.dossier.rate", "supervision.sample.squad.rate", "supervision.sample.dossier.per_squad"
LAST_MONTH = "上月办结"
MONTHS = 12
SEALED, DEADLINE, BORN = time(9, 30), time(17, 0), time(21, 15)
A_DAY = timedelta(days=1)


def lot_events(desk: Desk) -> Iterator[Event]:
    """Two months' draws, by what was closed in the month before each."""
    this = desk.last.replace(day=1)
    before = (this - A_DAY).replace(day=1)
    supervisor = desk.staff.of_duty(Duty.SUPERVISOR)[0]
    yield from MonthsDraw(desk, before, shifted(before, 0, desk.calendar), supervisor).whole()
    yield from MonthsDraw(desk, this, desk.day(1), supervisor).begun()


@dataclass
class MonthsDraw:
    """The draw of a month, sealed on a day."""

    desk: Desk
    month: date
    day: date
    by: "Officer"
    sealed: "list[Draw]" = field(default_factory=list)

    def whole(self) -> Iterator[Event]:
        """Sealed, revealed by all on the next day, drawn."""
        yield from self.begun(silent=0)
        at = moment_of(shifted(self.day, 1, self.desk.calendar), SEALED)
        yield at, lambda: draw_lots(draw_id=self.sealed[0].pk, by=self.by, at=at)

    def begun(self, *, silent: int = 1) -> Iterator[Event]:
        """Sealed, and so many parties still silent."""
        at, parties = moment_of(self.day, SEALED), parties_on(self.day)
        yield at, lambda: self.sealed.append(self._seal(at))
        for number, party in enumerate(parties[: len(parties) - silent], 1):
            yield at + number * timedelta(hours=1), self._revealing(party, at + number * timedelta(hours=1))

    def _seal(self, at: datetime) -> "Draw":
        """Over the cases closed this year, by the numbers of the lawbook: a tenth of last month's, then each squad's pace."""
        last = (self.month - A_DAY).replace(day=1)
        closings = closed_between(self.month.replace(month=1), self.month)
        members = [Member(one.ref, one.unit, frozenset({LAST_MONTH} if one.day >= last else ())) for one in closings]
        squads = frozenset(member.group for member in members)
        until = shifted(self.day, 5, self.desk.calendar)
        share, coverage, each = (Fraction(str(law.lawbook().value(key, self.day).value)) for key in NUMBERS)
        pace = ceil(each * (self.month.month - 1) / MONTHS)
        return seal_draw(
            purpose=PURPOSE, period=f"{self.month:%Y-%m}", title=f"{self.month:%Y 年 %-m 月}案卷抽查", members=members,
            layers=[
                Base("上月办结案卷等机会抽查", ceil(share * sum(LAST_MONTH in one.strata for one in members)), LAST_MONTH),
                Groups("至少抽到的中队", squads, ceil(coverage * len(squads))),
                Floor("每个中队全年最少份数，按月跟进", dict.fromkeys(squads, pace)),
            ],
            terms=Terms(
                [(party, commitment(party, self._secret(party))) for party in parties_on(self.day)], moment_of(until, DEADLINE),
                f"{until:%Y-%m-%d} 福彩双色球开奖号码", moment_of(until, BORN),
            ),
            by=self.by, at=at,
        )  # fmt: skip

    def _revealing(self, party: str, at: datetime) -> Callable[[], object]:
        return lambda: reveal_secret(draw_id=self.sealed[0].pk, party=party, secret=self._secret(party), by=self.by, at=at)

    def _secret(self, party: str) -> str:
        """The same in every demo, so that a reader can reveal the one that is lacking; a party's real secret is random."""
        return sha256(f"演示 {party} {self.month:%Y-%m}".encode()).hexdigest()
